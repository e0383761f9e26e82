/* How long a frame of the board takes at 1920 × 1080 in SDL's software renderer, while the days are played.
 *
 * Each frame is what a window shows: title bar, board, legend, timeline, and then one copy of the whole picture as a
 * window would need it. Beside it, in turns, stand two others: the same frame with nothing kept from before (each
 * layer, sprite and line of text is made anew), and the copy alone, below which no frame can be. What is timed is CPU
 * time of the process: the software renderer has one thread. */
#include <SDL.h>

#include <polder/history.h>
#include <polder/script.h>

#include "board.h"
#include "exercise.h"

enum { WIDTH = 1920, HEIGHT = 1080, ROUND = 3 };

typedef struct stand {
  SDL_Surface *surface, *window;
  SDL_Renderer *renderer;
  pl_canvas *canvas;
  pl_ui *ui;
  pl_session *session;
  pl_history *history;
  pl_phrases phrases;
  pl_voice voice;
  pl_board *board;
  pl_input input;
} stand;

typedef struct subject {
  const char *name, *folder;
  int states, organisations; /* of each; used where there is no folder */
  double goal_median, goal_late;
} subject;

/* ---- scenarios ---- */

/* `states` of them around the globe's north, in four forums that overlap. */
static void write_scenario(const subject *s, pl_buffer *out) {
  pl_buffer_add_format(out,
                       "polder \"1\"\n"
                       "scenario { id = \"bench\", title = \"%d states\", rounds = 6, map = { seed = 1 } }\n"
                       "local s = {}\n"
                       "for i = 1, %d do\n"
                       "  s[i] = \"S\" .. i\n"
                       "  state { id = s[i], name = \"State \" .. i, organisations = %d,\n"
                       "    at = { lon = -100 + (i * 61) %% 160, lat = 25 + (i * 37) %% 45 } }\n"
                       "end\n",
                       s->states, s->states, s->organisations);
  pl_buffer_add_text(out,
                     "local function pick(from, step)\n"
                     "  local m = {}\n"
                     "  for i = from, #s, step do m[#m + 1] = s[i] end\n"
                     "  return m\n"
                     "end\n"
                     "forum { id = \"first\", name = \"First exchange\", members = pick(1, 2) }\n"
                     "forum { id = \"second\", name = \"Second exchange\", kind = \"capacity\",\n"
                     "  members = pick(2, 3) }\n"
                     "forum { id = \"third\", name = \"Third exchange\", members = pick(1, 5) }\n"
                     "forum { id = \"cell\", name = \"Cell\", kind = \"alliance\", members = pick(3, 7) }\n"
                     "for i = 0, 5 do adversary { id = \"gang\" .. i, kind = \"criminal\" } end\n");
}

static pl_status open_session(const subject *s, stand *st, pl_error *error) {
  pl_bundle_room room = {0};
  pl_buffer text = {0};
  const pl_session_options options = {.seed = 1, .record_events = true};
  const pl_rules_factory factory = pl_script_factory();
  pl_status status = s->folder ? pl_bundle_read(s->folder, &room, error) : PL_OK;
  if (!s->folder) write_scenario(s, &text);
  const pl_file file = {"scenario.lua", pl_buffer_text(&text), text.length};
  const pl_bundle made = {&file, 1};
  if (status == PL_OK) st->session = pl_session_new(&factory, s->folder ? &room.bundle : &made, NULL, &options, error);
  pl_buffer_clear(&text);
  pl_bundle_clear(&room);
  return st->session ? PL_OK : error->status;
}

static pl_status play(pl_session *session, pl_error *error) {
  pl_policy_table table;
  pl_brief_room room = {0};
  pl_status status = PL_OK;
  pl_policy_table_init(&table, pl_session_scenario(session));
  for (int r = 0; status == PL_OK && r < ROUND; r++) {
    status = pl_session_open_round(session, error);
    if (status == PL_OK) status = pl_policy_play(session, &table, &room, error);
    if (status == PL_OK) status = pl_session_resolve_round(session, error);
  }
  pl_brief_room_clear(&room);
  return status;
}

/* ---- the stand ---- */

static pl_status build(const subject *s, stand *st, pl_error *error) {
  pl_status status = open_session(s, st, error);
  if (status == PL_OK) status = play(st->session, error);
  if (status != PL_OK) return status;
  st->history = pl_history_new(st->session, (pl_sight){.viewer = PL_VIEWER_CONTROL}, error);
  st->surface = SDL_CreateRGBSurfaceWithFormat(0, WIDTH, HEIGHT, 32, SDL_PIXELFORMAT_RGB888);
  st->window = SDL_CreateRGBSurfaceWithFormat(0, WIDTH, HEIGHT, 32, SDL_PIXELFORMAT_RGB888);
  if (st->surface) st->renderer = SDL_CreateSoftwareRenderer(st->surface);
  if (!st->renderer || !st->window) return pl_error_set(error, PL_SYSTEM, "cannot draw: %s", SDL_GetError());
  st->canvas = pl_canvas_new(st->renderer, error);
  if (st->canvas) st->ui = pl_ui_new(st->canvas, error);
  st->voice = (pl_voice){.scenario = pl_session_scenario(st->session), .seat = -1, .phrases = &st->phrases};
  if (st->ui && st->history) st->board = pl_board_new(st->history, &st->voice, error);
  return st->board ? PL_OK : error->status;
}

static void take_down(stand *st) {
  pl_board_free(st->board);
  pl_ui_free(st->ui);
  pl_canvas_free(st->canvas);
  if (st->renderer) SDL_DestroyRenderer(st->renderer);
  SDL_FreeSurface(st->surface);
  SDL_FreeSurface(st->window);
  pl_history_free(st->history);
  pl_session_free(st->session);
  pl_phrases_clear(&st->phrases);
}

/* ---- frames ---- */

static void copy(stand *st) { SDL_BlitSurface(st->surface, NULL, st->window, NULL); }

static void draw(stand *st, double seconds) {
  pl_error error = {0};
  pl_canvas_begin(st->canvas, WIDTH, HEIGHT, 1);
  pl_ui_begin(st->ui, &st->input, (float)seconds, false);
  pl_rect area = pl_canvas_area(st->canvas);
  const pl_rect title = pl_cut_top(&area, PL_TITLE_BAR), bar = pl_cut_bottom(&area, PL_TIMELINE);
  pl_board_advance(st->board, (float)seconds);
  pl_board_frame(st->board, st->ui, area);
  pl_board_legend(st->board, st->ui, area);
  pl_board_timeline_bar(st->board, st->ui, bar);
  pl_board_title_bar(st->board, st->ui, title, NULL, NULL, NULL);
  pl_ui_end(st->ui);
  if (pl_canvas_end(st->canvas, &error) != PL_OK) fprintf(stderr, "%s\n", error.text);
  SDL_RenderFlush(st->renderer);
  copy(st);
}

/* A day takes two seconds and a frame a sixtieth of one; every so many frames the peer draws the same one. */
static void measure(stand *st, int frames, bench_samples *kept, bench_samples *anew, bench_samples *floor_) {
  enum { EVERY = 16 };
  for (int i = 0; i < frames; i++) {
    if (!pl_board_is_playing(st->board)) {
      pl_board_seek(st->board, (ROUND - 1) * PL_TICKS_PER_ROUND);
      pl_board_play(st->board, true);
    }
    double start = bench_busy();
    draw(st, 1.0 / 60);
    bench_add(kept, bench_busy() - start);
    if (i % EVERY) continue;
    start = bench_busy();
    copy(st);
    bench_add(floor_, bench_busy() - start);
    pl_canvas_lost(st->canvas);
    start = bench_busy();
    draw(st, 0);
    bench_add(anew, bench_busy() - start);
    draw(st, 0); /* what was thrown away is there again */
  }
}

static void print_figures(const char *what, const subject *s, const bench_samples *kept, const bench_samples *anew,
                          const bench_samples *floor_) {
  const double median = bench_median(kept), late = bench_quantile(kept, .99);
  printf("  %-8s median %6.2f ms, p99 %6.2f ms%s; %5.1f × as fast as drawn anew (%.1f ms), "
         "%4.1f × a bare copy (%.2f ms)\n", what, median * 1e3, late * 1e3,
         median <= s->goal_median && late <= s->goal_late ? "" : "  (goal missed)", bench_median(anew) / median,
         bench_median(anew) * 1e3, median / bench_median(floor_), bench_median(floor_) * 1e3);
}

static void bench_mode(stand *st, const subject *s, const char *what, pl_board_mode mode, int frames) {
  static bench_samples kept, anew, floor_;
  kept.count = anew.count = floor_.count = 0;
  pl_board_show(st->board, mode, true);
  for (int i = 0; i < 3; i++) draw(st, 0);
  measure(st, frames, &kept, &anew, &floor_);
  print_figures(what, s, &kept, &anew, &floor_);
}

/* From map to network and back, the passage alone. */
static void bench_passage(stand *st, int frames) {
  static bench_samples kept, floor_;
  kept.count = floor_.count = 0;
  for (int i = 0; i < frames; i++) {
    if (!pl_board_is_moving(st->board))
      pl_board_show(st->board, pl_board_shows(st->board) == PL_MODE_MAP ? PL_MODE_NETWORK : PL_MODE_MAP, false);
    double start = bench_busy();
    draw(st, 1.0 / 60);
    bench_add(&kept, bench_busy() - start);
    start = bench_busy();
    copy(st);
    bench_add(&floor_, bench_busy() - start);
  }
  printf("  passage  median %6.2f ms, p99 %6.2f ms; %4.1f × a bare copy\n", bench_median(&kept) * 1e3,
         bench_quantile(&kept, .99) * 1e3, bench_median(&kept) / bench_median(&floor_));
}

/* The camera goes in and out on the map. */
static void bench_zoom(stand *st, int frames) {
  static bench_samples kept, floor_;
  kept.count = floor_.count = 0;
  for (int i = 0; i < frames; i++) {
    st->input = (pl_input){.pointer = {1300, 400}, .has_pointer = true, .wheel = i % 60 < 30 ? 0.4f : -0.4f};
    double start = bench_busy();
    draw(st, 1.0 / 60);
    bench_add(&kept, bench_busy() - start);
    start = bench_busy();
    copy(st);
    bench_add(&floor_, bench_busy() - start);
  }
  st->input = (pl_input){.has_pointer = false};
  printf("  zooming  median %6.2f ms, p99 %6.2f ms; %4.1f × a bare copy\n", bench_median(&kept) * 1e3,
         bench_quantile(&kept, .99) * 1e3, bench_median(&kept) / bench_median(&floor_));
}

static bool bench_subject(const subject *s, int frames) {
  stand st = {.surface = NULL};
  pl_error error = {0};
  const pl_status status = build(s, &st, &error);
  if (status == PL_OK) {
    printf("\n%s (goal: median %.1f ms, p99 %.0f ms)\n", s->name, s->goal_median * 1e3, s->goal_late * 1e3);
    bench_mode(&st, s, "map", PL_MODE_MAP, frames);
    bench_mode(&st, s, "network", PL_MODE_NETWORK, frames);
    bench_mode(&st, s, "matrix", PL_MODE_MATRIX, frames);
    pl_board_play(st.board, false);
    pl_board_show(st.board, PL_MODE_MAP, true);
    bench_passage(&st, frames / 4);
    pl_board_show(st.board, PL_MODE_MAP, true);
    bench_zoom(&st, frames / 4);
  } else {
    fprintf(stderr, "%s: %s\n", s->name, error.text);
  }
  take_down(&st);
  return status == PL_OK;
}

int main(int count, char **text) {
  bench_option option[] = {{"--frames", 600, "frames of each mode"}, {"--only", 0, "one subject: 1, 2 or 3"}};
  const subject subjects[] = {
      {"scenarios/withdrawal", POLDER_SOURCE_DIR "/scenarios/withdrawal", 0, 0, 0.0167, 0.033},
      {"30 states, 600 organisations", NULL, 30, 20, 0.0167, 0.033},
      {"200 states, 4,000 organisations", NULL, 200, 20, 0.033, 0.066},
  };
  if (!bench_options(count, text, option, 2)) return 2;
  bool is_good = true;
  printf("Frames of the board, %d × %d, software renderer; CPU time of one core.\n", WIDTH, HEIGHT);
  for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
    if (option[1].value == 0 || (size_t)option[1].value == i + 1)
      is_good &= bench_subject(&subjects[i], (int)option[0].value);
  return is_good ? 0 : 1;
}
