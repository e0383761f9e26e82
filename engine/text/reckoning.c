/* The reckoning: what came of it, when the last round is over.
 *
 * The aims and their points, what one's own result is made of, how every state fared, and the questions to talk about.
 * Now everybody may know how everybody fared, so this is the one screen that is drawn from the briefs of all seats,
 * that counts infections nobody found, and that shows the lines which scenario hooks wrote for control. */
#include "game.h"

#include <inttypes.h>
#include <string.h>

#include "keep.h"

static void show(pl_game *game, pl_buffer *line) {
  if (line->failed) game->screen.failed = true;
  pl_screen_put(&game->screen, pl_buffer_text(line));
  pl_buffer_clear(line);
}

/* ---- aims ---- */

static void put_met(pl_buffer *out, pl_q16 met) {
  const char *word = met < 0         ? PL_TEXT("not judged")
                     : met >= PL_ONE ? PL_TEXT("met")
                     : met > 0       ? PL_TEXT("partly met")
                                     : PL_TEXT("not met");
  pl_buffer_add_text(out, met >= PL_ONE ? PL_GOOD : met == 0 ? PL_BAD : "");
  pl_screen_pad(out, word, 14);
  pl_buffer_add_text(out, met >= PL_ONE || met == 0 ? PL_PLAIN : "");
}

static bool is_aim_of(const pl_objective_spec *spec, int seat) {
  for (int k = 0; k < spec->seat_count; k++)
    if (spec->seats[k] == seat) return true;
  return false;
}

/* How far an aim was met, from the log; −1: it was not judged. */
static pl_q16 met_of(const pl_game *game, int objective) {
  const pl_event_log *log = pl_session_events(game->session);
  pl_q16 met = -1;
  for (size_t i = 0; i < log->count; i++) {
    const pl_event *event = &log->event[i];
    if (event->kind == PL_EVENT_OBJECTIVE && event->index == objective && event->state == game->voice.seat)
      met = (pl_q16)event->amount;
  }
  return met;
}

static void show_aims(pl_game *game) {
  int points = 0, possible = 0;
  pl_buffer line = {0};
  for (int i = 0; i < game->scenario->objective_count; i++) {
    const pl_objective_spec *spec = &game->scenario->objectives[i];
    if (!is_aim_of(spec, game->voice.seat)) continue;
    if (!possible) pl_screen_heading(&game->screen, PL_TEXT("Your aims"));
    pl_q16 met = met_of(game, i);
    int got = met > 0 ? (int)(((int64_t)spec->points * met + PL_ONE / 2) / PL_ONE) : 0;
    points += got;
    possible += spec->points;
    pl_buffer_add_text(&line, "  ");
    put_met(&line, met);
    pl_buffer_add_format(&line, PL_TEXT("%3d of %-3d"), got, (int)spec->points);
    pl_buffer_add_text(&line, "  " PL_HANG);
    pl_put_scenario_text(&line, &game->voice, &spec->text);
    show(game, &line);
  }
  if (!possible) return;
  pl_buffer_add_text(&line, PL_BOLD "  ");
  pl_buffer_add_format(&line, PL_TEXT("Together %d of %d points."), points, possible);
  pl_buffer_add_text(&line, PL_PLAIN);
  show(game, &line);
}

/* ---- the result ---- */

static void put_row(pl_game *game, const char *what, pl_mu money, const char *why) {
  pl_buffer line = {0}, number = {0};
  pl_put_amount(&number, money, true);
  pl_buffer_add_text(&line, "  ");
  pl_screen_pad(&line, what, 20);
  pl_screen_pad(&line, pl_buffer_text(&number), -9);
  pl_buffer_add_format(&line, "  " PL_HANG "%s", why);
  show(game, &line);
  pl_buffer_clear(&number);
}

/* In tenths of a per cent of what the state had to spend in all rounds played. */
static int tenths_of_budget(const pl_game *game, const pl_brief *brief, pl_mu money) {
  int64_t all = (int64_t)brief->budget * pl_session_rounds_done(game->session);
  return all ? (int)(money * 1000 / all) : 0;
}

static void show_result(pl_game *game) {
  const pl_brief *brief = game->voice.brief;
  pl_screen_heading(&game->screen, PL_TEXT("What it cost and brought, in units"));
  put_row(game, PL_TEXT("Damage"), -brief->loss, PL_TEXT("what the attacks did to your organisations"));
  put_row(game, PL_TEXT("Head start"), brief->edge, PL_TEXT("what it was worth to know things first, and alone"));
  put_row(game, PL_TEXT("Burnt sources"), -brief->burn, PL_TEXT("what was lost because a finding travelled"));
  put_row(game, PL_TEXT("Work of sharing"), -brief->effort, PL_TEXT("calls and papers"));
  const pl_voice *voice = &game->voice;
  pl_buffer why = {0}, beside = {0};
  pl_buffer_add_format(&why, PL_TEXT("together, %s\xC2\xA0%% of your budget"),
                       pl_phrase_tenths(voice, tenths_of_budget(game, brief, brief->payoff)));
  put_row(game, PL_TEXT("Result"), brief->payoff, pl_buffer_text(&why));
  pl_buffer_clear(&why);
  pl_buffer_add_text(&beside, "  ");
  pl_buffer_add_format(
      &beside,
      PL_TEXT("Beside it, and not in it: public confidence %s\xC2\xA0%%, standing %s\xC2\xA0%%, rights "
              "%s\xC2\xA0%%. What those are worth is for you to say."),
      pl_phrase_tenths(voice, (int64_t)brief->confidence * 1000 / PL_ONE),
      pl_phrase_tenths(voice, (int64_t)brief->standing * 1000 / PL_ONE),
      pl_phrase_tenths(voice, (int64_t)brief->rights * 1000 / PL_ONE));
  show(game, &beside);
}

enum { NAME_WIDTH = 19 };
static const int widths[] = {-7, -8, -10, -11, -9, -8, -6};
enum { CELLS = sizeof widths / sizeof widths[0] };

static void put_cells(pl_buffer *out, const char *name, const pl_buffer *cells) {
  pl_screen_pad(out, name, NAME_WIDTH);
  for (int i = 0; i < CELLS; i++) pl_screen_pad(out, pl_buffer_text(&cells[i]), widths[i]);
}

static void show_head(pl_game *game) {
  static const char *const heads[CELLS] = {PL_LATER("damage"),     PL_LATER("others¹"),  PL_LATER("result"),
                                           PL_LATER("confidence"), PL_LATER("standing"), PL_LATER("rights"),
                                           PL_LATER("hit²")};
  pl_buffer cells[CELLS] = {{0}}, line = {0};
  for (int i = 0; i < CELLS; i++) pl_buffer_add_text(&cells[i], PL_TEXT(heads[i]));
  pl_buffer_add_text(&line, "  " PL_DIM);
  put_cells(&line, PL_TEXT("state"), cells);
  pl_buffer_add_text(&line, PL_PLAIN);
  show(game, &line);
  for (int i = 0; i < CELLS; i++) pl_buffer_clear(&cells[i]);
}

static void show_state(pl_game *game, const pl_brief *brief) {
  pl_buffer cells[CELLS] = {{0}}, line = {0};
  bool is_me = brief->seat == game->voice.seat;
  const char *name = pl_name_of_seat(&game->voice, brief->seat);
  pl_put_tenths(&cells[0], tenths_of_budget(game, brief, -brief->loss));
  pl_put_tenths(&cells[1], tenths_of_budget(game, brief, brief->payoff + brief->loss));
  pl_put_tenths(&cells[2], tenths_of_budget(game, brief, brief->payoff));
  pl_buffer_add_format(&cells[3], "%d", pl_percent(brief->confidence));
  pl_buffer_add_format(&cells[4], "%d", pl_percent(brief->standing));
  pl_buffer_add_format(&cells[5], "%d", pl_percent(brief->rights));
  const pl_state *state = pl_world_state(pl_session_world(game->session), brief->seat);
  pl_put_count(&cells[6], state->hit_total);
  pl_buffer_add_text(&line, is_me ? "  " PL_BOLD : "  ");
  put_cells(&line, pl_screen_width(name) > NAME_WIDTH ? game->scenario->states[brief->seat].id : name, cells);
  pl_buffer_add_text(&line, is_me ? PL_PLAIN : "");
  show(game, &line);
  for (int i = 0; i < CELLS; i++) pl_buffer_clear(&cells[i]);
}

pl_status pl_show_all_states(pl_game *game, pl_error *error) {
  pl_screen_heading(&game->screen, PL_TEXT("How every state fared"));
  show_head(game);
  for (int s = 0; s < game->scenario->state_count; s++) {
    pl_status status = pl_brief_build(pl_session_world(game->session), pl_session_events(game->session), s,
                                      PL_BRIEF_OWN, &game->bot_room, error);
    if (status != PL_OK) return status;
    show_state(game, &game->bot_room.brief);
  }
  pl_screen_put(&game->screen,
                PL_TEXT("  Damage, others and result in per cent of a state's whole budget. ¹ Head start less "
                        "burnt sources and the work of sharing. ² Organisations hit, over all incidents "
                        "together, found out or not."));
  return PL_OK;
}

/* ---- talking about it ---- */

static void show_log(pl_game *game) {
  const pl_event_log *log = pl_session_events(game->session);
  bool is_first = true;
  for (size_t i = 0; log && i < log->count; i++) {
    if (log->event[i].kind != PL_EVENT_LOG || log->event[i].index >= log->line_count) continue;
    if (is_first) pl_screen_heading(&game->screen, PL_TEXT("From the log of the exercise"));
    is_first = false;
    pl_buffer line = {0};
    pl_buffer_add_text(&line, "  · " PL_HANG);
    pl_screen_tame(&line, pl_event_log_line(log, &log->event[i], game->voice.language));
    show(game, &line);
  }
}

static void show_questions(pl_game *game) {
  pl_buffer line = {0};
  if (game->scenario->debrief_count) pl_screen_heading(&game->screen, PL_TEXT("To talk about"));
  for (int i = 0; i < game->scenario->debrief_count; i++) {
    pl_buffer_add_format(&line, " %2d. " PL_HANG, i + 1);
    if (game->scenario->debrief[i].has_what_if) pl_buffer_add_format(&line, "%s ", PL_TEXT("What if:"));
    pl_put_scenario_text(&line, &game->voice, &game->scenario->debrief[i].text);
    show(game, &line);
  }
}

static void show_again(pl_game *game) {
  pl_screen_gap(&game->screen);
  if (game->options->again) {
    pl_screen_put(&game->screen,
                  PL_TEXT("Once more with the same luck and other decisions (another --seed brings other luck):"));
    pl_screen_print(&game->screen, PL_BOLD "  %s --seat %s" PL_PLAIN, game->options->again,
                    pl_scenario_seat_id(game->scenario, game->voice.seat));
  }
  pl_say_kept(game);
  pl_screen_put(&game->screen,
                PL_TEXT("Simulated results of an exercise. They describe no real event and forecast nothing."));
}

void pl_show_own_reckoning(pl_game *game) {
  pl_buffer title = {0};
  pl_buffer_add_format(&title, " · %s", PL_TEXT("the reckoning"));
  pl_show_title(game, pl_buffer_text(&title));
  pl_buffer_clear(&title);
  show_aims(game);
  if (game->voice.brief->is_state) show_result(game);
}

pl_status pl_show_reckoning(pl_game *game, pl_error *error) {
  int rounds = pl_session_rounds_done(game->session);
  pl_show_own_reckoning(game);
  pl_status status = pl_show_all_states(game, error);
  if (status != PL_OK) return status;
  show_log(game);
  show_questions(game);
  show_again(game);
  pl_screen_print(&game->screen, "digest: %016" PRIx64, rounds > 0 ? pl_session_digest(game->session, rounds - 1) : 0);
  return PL_OK;
}
