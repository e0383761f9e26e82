/* The reckoning: what came of it, when the last round is over.
 *
 * First the figures, of every state and of the seat's aims; then in words: the aims and their points, what one's own
 * result is made of, how every state fared, and the questions to talk about. Now everybody may know how everybody
 * fared, so the figures are drawn from the briefs of all seats and count infections that nobody found, and the lines
 * which scenario hooks wrote for control are shown. */
#include "game_internal.h"

#include <polder/accounts.h>
#include <polder/session.h>

/* ---- figures ---- */

static bool is_aim_of(const pl_objective_spec *spec, int seat) {
  for (int k = 0; k < spec->seat_count; k++)
    if (spec->seats[k] == seat) return true;
  return false;
}

/* How far an aim was met, from the log; −1: it was not judged. */
static pl_q16 met_of(const pl_event_log *log, int seat, int objective) {
  pl_q16 met = -1;
  for (size_t i = 0; i < log->count; i++) {
    const pl_event *event = &log->event[i];
    if (event->kind == PL_EVENT_OBJECTIVE && event->index == objective && event->state == seat)
      met = (pl_q16)event->amount;
  }
  return met;
}

static void reckon_aims(const pl_session *session, int seat, pl_reckoning *reckoning) {
  const pl_scenario *scenario = pl_session_scenario(session);
  for (int i = 0; i < scenario->objective_count && reckoning->aim_count < PL_RECKONED_AIMS; i++) {
    const pl_objective_spec *spec = &scenario->objectives[i];
    if (!is_aim_of(spec, seat)) continue;
    pl_q16 met = met_of(pl_session_events(session), seat, i);
    int got = met > 0 ? (int)(((int64_t)spec->points * met + PL_ONE / 2) / PL_ONE) : 0;
    reckoning->aim[reckoning->aim_count++] =
        (pl_reckoning_aim){.objective = (uint16_t)i, .met = met, .got = got, .points = spec->points};
    reckoning->got += got;
    reckoning->points += spec->points;
  }
}

/* Best first; among equals in the scenario's order. */
static void put_in_order(pl_reckoning *reckoning, int state) {
  int at = state;
  for (; at > 0 && reckoning->state[reckoning->order[at - 1]].payoff < reckoning->state[state].payoff; at--)
    reckoning->order[at] = reckoning->order[at - 1];
  reckoning->order[at] = (uint16_t)state;
}

static void reckon_state(const pl_session *session, const pl_brief *brief, pl_reckoning *reckoning) {
  reckoning->state[brief->seat] =
      (pl_reckoning_state){.payoff = brief->payoff,
                           .edge = brief->edge,
                           .loss = brief->loss,
                           .burn = brief->burn,
                           .effort = brief->effort,
                           .budget = brief->budget * pl_session_rounds_done(session),
                           .hit = pl_world_state(pl_session_world(session), brief->seat)->hit_total,
                           .organisations = brief->organisations,
                           .standing = brief->standing,
                           .confidence = brief->confidence,
                           .rights = brief->rights};
  put_in_order(reckoning, brief->seat);
}

pl_status pl_reckon(const pl_session *session, int seat, pl_reckoning *reckoning, pl_error *error) {
  pl_brief_room room = {0};
  pl_status status = PL_OK;
  *reckoning = (pl_reckoning){.state_count = pl_session_scenario(session)->state_count};
  for (int s = 0; s < reckoning->state_count && status == PL_OK; s++) {
    status = pl_brief_build(pl_session_world(session), pl_session_events(session), s, PL_BRIEF_OWN, &room, error);
    if (status == PL_OK) reckon_state(session, &room.brief, reckoning);
  }
  if (seat >= 0) reckon_aims(session, seat, reckoning);
  pl_brief_room_clear(&room);
  return status;
}

/* ---- aims ---- */

static void put_met(pl_buffer *out, pl_q16 met) {
  const char *word = met < 0         ? PL_TEXT("not judged")
                     : met >= PL_ONE ? PL_TEXT("met")
                     : met > 0       ? PL_TEXT("partly met")
                                     : PL_TEXT("not met");
  pl_buffer_add_text(out, met >= PL_ONE ? PL_GOOD : met == 0 ? PL_BAD : "");
  pl_put_padded(out, word, 14);
  pl_buffer_add_text(out, met >= PL_ONE || met == 0 ? PL_PLAIN : "");
}

static void tell_aims(pl_game *game, const pl_reckoning *reckoning, pl_tale *tale) {
  pl_buffer line = {0};
  if (reckoning->aim_count) pl_tale_heading(tale, PL_TEXT("Your aims"));
  for (size_t i = 0; i < reckoning->aim_count; i++) {
    const pl_reckoning_aim *aim = &reckoning->aim[i];
    pl_buffer_add_text(&line, "  ");
    put_met(&line, aim->met);
    pl_buffer_add_format(&line, PL_TEXT("%3d of %-3d"), (int)aim->got, (int)aim->points);
    pl_buffer_add_text(&line, "  " PL_HANG);
    pl_put_scenario_text(&line, &game->voice, &game->scenario->objectives[aim->objective].text);
    pl_tale_take(tale, &line);
  }
  if (!reckoning->points) return;
  pl_buffer_add_text(&line, PL_BOLD "  ");
  pl_buffer_add_format(&line, PL_TEXT("Together %d of %d points."), (int)reckoning->got, (int)reckoning->points);
  pl_buffer_add_text(&line, PL_PLAIN);
  pl_tale_take(tale, &line);
}

/* ---- the result ---- */

static void put_row(pl_tale *tale, const char *what, pl_mu money, const char *why) {
  pl_buffer line = {0}, number = {0};
  pl_put_amount(&number, money, true);
  pl_buffer_add_text(&line, "  ");
  pl_put_padded(&line, what, 20);
  pl_put_padded(&line, pl_buffer_text(&number), -9);
  pl_buffer_add_format(&line, "  " PL_HANG "%s", why);
  pl_tale_take(tale, &line);
  if (number.failed) tale->failed = true;
  pl_buffer_clear(&number);
}

/* In tenths of a per cent of what the state had to spend in all rounds played. */
static int tenths_of_budget(const pl_reckoning_state *state, pl_mu money) {
  return state->budget ? (int)(money * 1000 / state->budget) : 0;
}

static void tell_result(pl_game *game, const pl_reckoning_state *mine, pl_tale *tale) {
  const pl_voice *voice = &game->voice;
  pl_tale_heading(tale, PL_TEXT("What it cost and brought, in units"));
  put_row(tale, PL_TEXT("Damage"), -mine->loss, PL_TEXT("what the attacks did to your organisations"));
  put_row(tale, PL_TEXT("Head start"), mine->edge, PL_TEXT("what it was worth to know things first, and alone"));
  put_row(tale, PL_TEXT("Burnt sources"), -mine->burn, PL_TEXT("what was lost because a finding travelled"));
  put_row(tale, PL_TEXT("Work of sharing"), -mine->effort, PL_TEXT("calls and papers"));
  pl_buffer why = {0}, beside = {0};
  pl_buffer_add_format(&why, PL_TEXT("together, %s\xC2\xA0%% of your budget"),
                       pl_phrase_tenths(voice, tenths_of_budget(mine, mine->payoff)));
  put_row(tale, PL_TEXT("Result"), mine->payoff, pl_buffer_text(&why));
  if (why.failed) tale->failed = true;
  pl_buffer_clear(&why);
  pl_buffer_add_text(&beside, "  ");
  pl_buffer_add_format(
      &beside,
      PL_TEXT("Beside it, and not in it: public confidence %s\xC2\xA0%%, standing %s\xC2\xA0%%, rights "
              "%s\xC2\xA0%%. What those are worth is for you to say."),
      pl_phrase_tenths(voice, (int64_t)mine->confidence * 1000 / PL_ONE),
      pl_phrase_tenths(voice, (int64_t)mine->standing * 1000 / PL_ONE),
      pl_phrase_tenths(voice, (int64_t)mine->rights * 1000 / PL_ONE));
  pl_tale_take(tale, &beside);
}

void pl_tell_own_reckoning(pl_game *game, const pl_reckoning *reckoning, pl_tale *tale) {
  pl_buffer title = {0};
  int seat = game->voice.seat;
  pl_buffer_add_format(&title, " · %s", PL_TEXT("the reckoning"));
  pl_tell_title(game, tale, pl_buffer_text(&title));
  if (title.failed) tale->failed = true;
  pl_buffer_clear(&title);
  tell_aims(game, reckoning, tale);
  if (seat >= 0 && seat < reckoning->state_count) tell_result(game, &reckoning->state[seat], tale);
}

/* ---- everybody's ---- */

enum { NAME_WIDTH = 19 };
static const int widths[] = {-7, -8, -10, -11, -9, -8, -6};
enum { CELLS = sizeof widths / sizeof widths[0] };

static void put_cells(pl_buffer *out, const char *name, const pl_buffer *cells) {
  pl_put_padded(out, name, NAME_WIDTH);
  for (int i = 0; i < CELLS; i++) pl_put_padded(out, pl_buffer_text(&cells[i]), widths[i]);
}

static void clear_cells(pl_buffer *cells, pl_tale *tale) {
  for (int i = 0; i < CELLS; i++) {
    if (cells[i].failed) tale->failed = true;
    pl_buffer_clear(&cells[i]);
  }
}

static void tell_head(pl_tale *tale) {
  static const char *const heads[CELLS] = {PL_LATER("damage"),     PL_LATER("others¹"),  PL_LATER("result"),
                                           PL_LATER("confidence"), PL_LATER("standing"), PL_LATER("rights"),
                                           PL_LATER("hit²")};
  pl_buffer cells[CELLS] = {{0}}, line = {0};
  for (int i = 0; i < CELLS; i++) pl_buffer_add_text(&cells[i], PL_TEXT(heads[i]));
  pl_buffer_add_text(&line, "  " PL_DIM);
  put_cells(&line, PL_TEXT("state"), cells);
  pl_buffer_add_text(&line, PL_PLAIN);
  pl_tale_take(tale, &line);
  clear_cells(cells, tale);
}

static void tell_state(pl_game *game, const pl_reckoning_state *state, int s, pl_tale *tale) {
  pl_buffer cells[CELLS] = {{0}}, line = {0};
  bool is_me = s == game->voice.seat;
  const char *name = pl_name_of_seat(&game->voice, s);
  pl_put_tenths(&cells[0], tenths_of_budget(state, -state->loss));
  pl_put_tenths(&cells[1], tenths_of_budget(state, state->payoff + state->loss));
  pl_put_tenths(&cells[2], tenths_of_budget(state, state->payoff));
  pl_buffer_add_format(&cells[3], "%d", pl_percent(state->confidence));
  pl_buffer_add_format(&cells[4], "%d", pl_percent(state->standing));
  pl_buffer_add_format(&cells[5], "%d", pl_percent(state->rights));
  pl_put_count(&cells[6], state->hit);
  pl_buffer_add_text(&line, is_me ? "  " PL_BOLD : "  ");
  put_cells(&line, pl_text_width(name) >= NAME_WIDTH ? game->scenario->states[s].id : name, cells);
  pl_buffer_add_text(&line, is_me ? PL_PLAIN : "");
  pl_tale_take(tale, &line);
  clear_cells(cells, tale);
}

void pl_tell_all_states(pl_game *game, const pl_reckoning *reckoning, pl_tale *tale) {
  pl_tale_heading(tale, PL_TEXT("How every state fared"));
  tell_head(tale);
  for (int s = 0; s < reckoning->state_count; s++) tell_state(game, &reckoning->state[s], s, tale);
  pl_tale_put(tale, PL_TEXT("  Damage, others and result in per cent of a state's whole budget. ¹ Head start less "
                            "burnt sources and the work of sharing. ² Organisations hit, over all incidents "
                            "together, found out or not."));
}

/* ---- talking about it ---- */

static void tell_log(pl_game *game, pl_tale *tale) {
  const pl_event_log *log = pl_session_events(game->session);
  bool is_first = true;
  for (size_t i = 0; log && i < log->count; i++) {
    if (log->event[i].kind != PL_EVENT_LOG || log->event[i].index >= log->line_count) continue;
    if (is_first) pl_tale_heading(tale, PL_TEXT("From the log of the exercise"));
    is_first = false;
    pl_buffer line = {0};
    pl_buffer_add_text(&line, "  · " PL_HANG);
    pl_put_tame(&line, pl_event_log_line(log, &log->event[i], game->voice.language));
    pl_tale_take(tale, &line);
  }
}

static void tell_question(pl_game *game, int question, pl_tale *tale) {
  const pl_debrief_spec *spec = &game->scenario->debrief[question];
  pl_buffer line = {0};
  pl_buffer_add_format(&line, " %2d. " PL_HANG, question + 1);
  if (spec->has_what_if) pl_buffer_add_format(&line, "%s ", PL_TEXT("What if:"));
  pl_put_scenario_text(&line, &game->voice, &spec->text);
  pl_tale_take(tale, &line);
}

static void tell_questions(pl_game *game, pl_tale *tale) {
  bool is_answered = false;
  if (game->scenario->debrief_count) pl_tale_heading(tale, PL_TEXT("To talk about"));
  for (int i = 0; i < game->scenario->debrief_count; i++) {
    tell_question(game, i, tale);
    if (pl_game_is_quick(game)) is_answered |= pl_tell_answer(game, i, tale);
  }
  if (is_answered) pl_tale_print(tale, PL_DIM "     %s" PL_PLAIN, pl_account_caveat());
}

void pl_tell_debrief(pl_game *game, pl_tale *tale) {
  tell_log(game, tale);
  tell_questions(game, tale);
}
