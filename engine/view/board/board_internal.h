/* What the parts of the board share. */
#ifndef POLDER_VIEW_BOARD_INTERNAL_H
#define POLDER_VIEW_BOARD_INTERNAL_H

#include "board.h"

/* Zoom and place of one mode: where the camera is, and where it is going. */
typedef struct board_camera {
  pl_camera at, to;
  float fit_zoom;  /* of all there is to see, in the area that `to` is meant for */
  bool is_touched; /* somebody moved it, closer than all there is to see: it keeps to what it was moved to */
  bool is_placed;
} board_camera;

/* The organisations of a state as they were last drawn. */
typedef struct board_cluster {
  pl_layer layer;
  float half;      /* of the layer, logical */
  float radius;    /* of the disc in it, logical */
  bool has_parts;  /* the coloured parts of the ring are in it */
} board_cluster;

typedef enum matrix_order {
  MATRIX_BY_GIVEN, MATRIX_BY_TRUST, MATRIX_BY_NAME, MATRIX_BY_FORUM, MATRIX_ORDERS
} matrix_order;

/* The matrices at one moment; see board_matrix.c. */
typedef struct board_matrix {
  int rounds;             /* what is shown are so many rounds; −1: nothing yet */
  matrix_order order, order_shown;
  int32_t *given;         /* [n·n] */
  int32_t *gave, *got;    /* [n] */
  int32_t largest;        /* of given */
  int32_t *trusted;       /* [n]: mean trust of others in it, points; −1: unknown */
  uint16_t *row;          /* [n]: states in the order of the rows */
  int half;               /* which is shown where there is room for one only: 0 what was given, 1 trust */
  int first_row, first_column;   /* places in the order that are shown first, when there are too many */
  int cursor_row, cursor_column; /* as shown; −1: none */
  int focused;            /* state of the row that had the focus in the last frame; −1: none */
  bool is_panned;         /* the focus moved the window: another frame is wanted */
  pl_layer layer;
  pl_rect *head;          /* [n]: where each state's head stands in this frame; w = 0: it is not shown */
} board_matrix;

enum { MOST_MARKS = 24 };

struct pl_board {
  const pl_history *history;
  const pl_voice *voice;
  pl_timeline *timeline;
  pl_placement *placement;
  pl_geography *geography;
  pl_scene scene;
  int states, forums;

  /* clock */
  double tick, seen; /* the moment, and the furthest that was ever shown */
  float passed;      /* seconds since the last frame */
  bool has_jumped;   /* in time, since then: figures do not ease */
  bool is_resting;   /* no time has passed since pl_board_rest */
  pl_tick stop;
  bool is_playing;
  float seconds_per_day;

  /* what is shown */
  pl_board_mode mode;
  float passage;     /* 0 map … 1 network, before easing */
  float matrix_part; /* 0 … 1 the matrix */
  bool is_public, is_still, is_legend_hidden;
  int selected, lifted;
  int hovered, hovered_forum;  /* pointer or focus, of the last frame */
  const pl_board_choice *choice;
  pl_board_choice chosen;
  board_camera camera[2];
  pl_rect area;

  /* hand */
  bool is_held, is_dragging;
  int pulled;         /* state that is dragged, −1: the board itself */
  pl_point pulled_to; /* where the hand has it, in board units: other discs may keep it from there */
  pl_point grip;      /* where it was pressed, then where it was last */
  uint64_t focused;   /* the widget that had the focus, so that the camera follows once */

  /* another world */
  const pl_history *other_history; /* the one that is not shown, as the next; NULL: there is none */
  pl_timeline *other;
  int other_round;         /* in which it was decided otherwise */
  bool is_otherwise;       /* what is shown is the exercise otherwise */
  pl_contrast contrast;
  const pl_pairs *pairs;   /* NULL: none */
  uint32_t worlds;         /* how often any of it changed: for keys of layers */

  /* marks on the curve that can be pressed */
  const char *mark_tooltip; /* NULL: none can */
  struct { pl_rect rect; size_t mark; } mark_place[MOST_MARKS];
  int mark_count, pressed_mark;

  /* drawn before */
  uint16_t *west_to_east; /* [states] */
  int16_t *place_of;      /* [states]: index into scene.state, −1: stands for by another */
  uint16_t *dot;          /* [organisations]: pl_dot_assign */
  board_cluster *cluster; /* [states] */
  pl_camera map_camera;   /* for which the map layer was drawn */
  pl_layer map, still, title, curve, legend;
  pl_rect legend_rect;
  bool is_legend_shown, is_legend_row; /* in the last frame */
  int marked_round;        /* −1: the one of the moment */
  float head_room, head_room_left; /* at the top, as it is asked for and as the cameras have it */
  float legend_row[2];     /* room that map and network leave for it at the bottom, where it is one row */
  board_matrix matrix;
  pl_buffer text;         /* scratch */
};

/* ---- forums: colour, dash and corners by declared order ---- */
typedef struct forum_style {
  pl_colour colour;
  pl_dash dash;
  int corners; /* 0: a circle */
} forum_style;
forum_style pl_forum_style(int forum);
/* The hub of a forum with its letter. */
void pl_board_draw_hub(pl_canvas *canvas, const pl_board *board, int forum, pl_point at, float size);
void pl_board_draw_hub_mark(pl_canvas *canvas, pl_point at, float size, pl_mark mark);

/* ---- parts of a frame ---- */
void pl_board_draw(pl_board *board, pl_canvas *canvas);
void pl_board_draw_ties(pl_canvas *canvas, const pl_board *board);
void pl_board_draw_hulls(pl_canvas *canvas, const pl_board *board);
void pl_board_draw_leaders(pl_canvas *canvas, const pl_board *board);
void pl_board_draw_clusters(pl_canvas *canvas, pl_board *board, bool is_travelling);
/* One state's disc elsewhere, as wide as `radius` says: from its layer, stretched. */
void pl_board_put_cluster(pl_canvas *canvas, pl_board *board, const pl_scene_state *state, pl_point at, float radius);
void pl_board_draw_pulses(pl_canvas *canvas, const pl_board *board);
void pl_board_draw_pulse(pl_canvas *canvas, pl_flow_kind kind, pl_point at, float size);
void pl_board_draw_badge(pl_canvas *canvas, pl_point at, float size, pl_mark mark);
bool pl_board_is_travelling(const pl_board *board); /* camera or passage is on its way */
pl_point pl_board_to_screen(const pl_board *board, pl_point at);
pl_camera pl_board_camera(const pl_board *board);

/* ---- another world (board_contrast.c) ---- */
void pl_board_find_contrast(pl_board *board);
/* The marks of organisations first … first + count − 1, for the key of a layer. */
uint64_t pl_board_contrast_key(const pl_board *board, uint64_t key, int first, int count);
/* Round the dot of an organisation of radius `r`; nothing where both worlds agree. */
void pl_board_draw_contrast(pl_canvas *canvas, pl_contrast_mark mark, pl_point at, float r);
/* "−5 +2" at the rim of a state's disc. */
void pl_board_draw_contrast_badge(pl_canvas *canvas, const pl_board *board, const pl_scene_state *state);
/* On the curve's chart: bands and both curves. */
typedef struct pl_board_chart {
  pl_rect area;       /* of the curve */
  float unit;
  int rounds;         /* of the whole scenario */
  int32_t top;        /* organisations at the upper edge of the grid */
} pl_board_chart;
float pl_board_chart_x(const pl_board_chart *chart, double tick);
float pl_board_chart_y(const pl_board_chart *chart, int32_t hit);
/* The highest of all that is drawn of two worlds. */
int32_t pl_board_highest_of_both(const pl_board *board);
void pl_board_draw_both_curves(pl_canvas *canvas, const pl_board *board, const pl_board_chart *chart);
/* The timeline of the exercise as it was played, and otherwise (NULL: there is none), whichever is shown. */
const pl_timeline *pl_board_played(const pl_board *board);
const pl_timeline *pl_board_otherwise(const pl_board *board);

/* ---- matrix ---- */
bool pl_matrix_new(pl_board *board);
void pl_matrix_clear(pl_board *board);
/* Keys, rows to press, and drawing. Returns the state whose row was pressed, −1: none. */
int pl_matrix_frame(pl_board *board, pl_ui *ui, pl_rect area, float part);
/* Brings figures and order up to the board's moment. */
void pl_matrix_update(pl_board *board);
/* Points of 100 that `from` has in `to` after so many rounds; −1: unknown, −2 − step where only the fifth is known. */
int pl_matrix_trust(const pl_board *board, int rounds, int from, int to);

/* ---- pins (board_pins.c) ---- */
/* A press at a point: takes hold of the state that a drag from there moves, if any; a double one releases it. */
void pl_board_take_hold(pl_board *board, pl_point at, bool is_double);
/* Moves that state by so much on the screen, and keeps it there; false: there is none. */
bool pl_board_pull(pl_board *board, float x, float y);
/* What the keyboard does with the state that has the focus: moves it, or lets it go. */
void pl_board_take_pin_keys(pl_board *board, pl_ui *ui);
void pl_board_draw_pin(pl_canvas *canvas, pl_point at, float size);

/* ---- words ---- */
void pl_board_explain_state(pl_board *board, pl_ui *ui, int state, const pl_touch *touch);
void pl_board_explain_forum(pl_board *board, pl_ui *ui, int forum, const pl_touch *touch);
void pl_board_explain_pair(pl_board *board, pl_ui *ui, int from, int to, const pl_touch *touch);

/* ---- small helpers ---- */
static inline pl_font pl_board_font(float size, int weight, pl_colour colour) {
  return (pl_font){.size = size, .weight = weight, .colour = colour, .is_tabular = true};
}
static inline pl_font pl_board_halo_font(float size, int weight, pl_colour colour) {
  return (pl_font){.size = size, .weight = weight, .colour = colour, .halo = PL_COLOUR_SEA, .is_tabular = true};
}
static inline float pl_between(float value, float least, float most) {
  return value < least ? least : value > most ? most : value;
}
static inline const char *pl_board_id(const pl_board *board, int state) {
  return pl_mark_of_state(board->history->scenario, board->voice->language, state);
}

#endif
