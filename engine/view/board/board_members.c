/* What the public sees in place of what it may not know: the members of each forum in place of trust, and where nobody
 * revealed what states share, a table of who is in which forum. Amber bars stand where somebody left. */
#include "board_matrix.h"

#include <math.h>

static float draw_forum(pl_canvas *canvas, pl_board *board, const matrix_layout *l, int forum, float y) {
  const float u = l->unit, size = pl_matrix_type(l, PL_FONT_LEAD), indent = 60 * u;
  const pl_state_set *members = &board->history->after[board->matrix.rounds].members[forum];
  const pl_font name = pl_board_font(size, 600, pl_forum_style(forum).colour);
  const pl_font ids = pl_board_font(pl_matrix_type(l, PL_FONT_BODY), 400, PL_COLOUR_TEXT);
  pl_board_draw_hub(canvas, board, forum, (pl_point){l->right.x + 24 * u, y + size * 0.55f}, 19 * u);
  const pl_rect head = {l->right.x + indent, y - size * 0.1f, l->right.w - indent, 400};
  y += pl_draw_text_wrap(canvas, head, &name, pl_name_of_forum(board->voice, forum), false) + 2 * u;
  pl_buffer_clear(&board->text);
  if (pl_set_is_empty(members)) pl_buffer_add_text(&board->text, PL_TEXT("no members"));
  else pl_put_ids(&board->text, board->voice, members);
  const pl_rect room = {l->right.x + indent, y, l->right.w - indent, 400};
  return y + pl_draw_text_wrap(canvas, room, &ids, pl_buffer_text(&board->text), false) + 20 * u;
}

void pl_matrix_draw_public(pl_canvas *canvas, pl_board *board, const matrix_layout *l) {
  const float u = l->unit;
  const pl_font note = pl_board_font(pl_matrix_type(l, PL_FONT_BODY), 400, PL_COLOUR_MUTED);
  pl_matrix_draw_title(canvas, board, l, 1);
  float y = l->right.y + l->note + (l->note > 0 ? note.size * PL_LINE_TEXT + 24 * u : MATRIX_CONTROL + PL_SPACE_5);
  for (int f = 0; f < board->forums && y < l->right.y + l->right.h - 110 * u; f++)
    y = draw_forum(canvas, board, l, f, y);
  size_t count = 0;
  const pl_mark_on_curve *mark = pl_timeline_marks(board->timeline, &count);
  for (size_t i = 0; i < count && y < l->right.y + l->right.h - 30 * u; i++) {
    if (mark[i].kind != PL_EVENT_LEFT || mark[i].tick > board->matrix.rounds * PL_TICKS_PER_ROUND) continue;
    char text[128];
    SDL_snprintf(text, sizeof text,
                 PL_TEXTS("Round %d: %s left %d forum", "Round %d: %s left %d forums", mark[i].count),
                 mark[i].tick / PL_TICKS_PER_ROUND + 1, pl_board_id(board, mark[i].state), mark[i].count);
    const pl_font amber = pl_board_font(note.size, 600, PL_COLOUR_AMBER);
    pl_draw_text_fit(canvas, (pl_point){l->right.x, y + 20 * u}, PL_ALIGN_LEFT, l->right.w, &amber, text);
    y += 34 * u;
  }
}

/* ---- the table of memberships ---- */

static bool has_left(const pl_board *board, int state, int forum) {
  const pl_relations *at_first = &board->history->after[0];
  return pl_set_has(&at_first->members[forum], (unsigned)state) &&
         !pl_set_has(&board->history->after[board->matrix.rounds].members[forum], (unsigned)state);
}

static void draw_cell(pl_canvas *canvas, const pl_board *board, pl_rect cell, int state, int forum) {
  const pl_point at = {cell.x + cell.w / 2, cell.y + cell.h / 2};
  const float size = fminf(cell.h * 0.3f, 14);
  const bool is_member = pl_set_has(&board->history->after[board->matrix.rounds].members[forum], (unsigned)state);
  if (is_member) {
    pl_draw_fill_round(canvas, cell, 5, pl_fade(pl_forum_style(forum).colour, 0.16f));
    pl_board_draw_hub(canvas, board, forum, at, size);
  } else {
    pl_draw_outline(canvas, cell, 5, 1.5f, PL_COLOUR_GRATICULE);
  }
  if (is_member || !has_left(board, state, forum)) return;
  for (int i = 0; i < 2; i++) {
    const float x = at.x + (i ? 5 : -5);
    pl_draw_line(canvas, (pl_point){x, at.y - size}, (pl_point){x, at.y + size}, 3.4f, (pl_dash){0, 0, 0, 0},
                 PL_COLOUR_AMBER);
  }
}

void pl_matrix_draw_members(pl_canvas *canvas, pl_board *board, const matrix_layout *l) {
  enum { MOST = 8 };
  const int forums = board->forums < MOST ? board->forums : MOST;
  const float left = l->given.cells.x, room = l->left.x + l->left.w - left;
  const float width = fminf(room / (float)(forums ? forums : 1), 150 * l->unit);
  pl_matrix_draw_title(canvas, board, l, 0);
  pl_matrix_draw_names(canvas, board, l, &l->given);
  for (int f = 0; f < forums; f++)
    pl_board_draw_hub(canvas, board, f, (pl_point){left + width * ((float)f + 0.5f), l->given.cells.y - 26 * l->unit},
                      17 * l->unit);
  for (int row = 0; row < l->rows; row++) {
    const int state = pl_matrix_row(board, l, row);
    for (int f = 0; f < forums && state >= 0; f++) {
      const pl_rect whole = {left + width * (float)f, pl_matrix_cell(&l->given, row, 0).y, width, l->given.height};
      draw_cell(canvas, board, pl_rect_inset(whole, 1.5f), state, f);
    }
  }
}
