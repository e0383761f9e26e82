/* Commands are made from what was asked, with the words that text/turns.c reads, so that they ask the same again. */
#include "recipe.h"

#include <inttypes.h>
#include <string.h>

#include <polder/decision_json.h>

/* ---- which ---- */

static bool has_step(const pl_after_action *after, pl_recipe_step step) {
  switch (step.kind) {
  case PL_RECIPE_VERIFY:
  case PL_RECIPE_PROVENANCE: return true;
  case PL_RECIPE_LEDGER: return after->ledger;
  case PL_RECIPE_WHAT_IF: return after->question[step.index].comparison;
  case PL_RECIPE_LUCK: return after->luck;
  case PL_RECIPE_FAN: return after->fan;
  case PL_RECIPE_BELIEF: return true;
  case PL_RECIPE_KINDS: break;
  }
  return false;
}

static size_t steps_of(const pl_after_action *after, pl_recipe_kind kind) {
  if (kind == PL_RECIPE_WHAT_IF) return after->question_count;
  return kind == PL_RECIPE_BELIEF ? after->perspective_count : 1;
}

/* The step number `wanted`; past the last one `count` is how many there are. */
static pl_recipe_step find(const pl_after_action *after, size_t wanted, size_t *count) {
  *count = 0;
  for (int kind = 0; kind < PL_RECIPE_KINDS; kind++)
    for (size_t i = 0; i < steps_of(after, (pl_recipe_kind)kind); i++) {
      const pl_recipe_step step = {.kind = (pl_recipe_kind)kind, .index = i};
      if (has_step(after, step) && (*count)++ == wanted) return step;
    }
  return (pl_recipe_step){.kind = PL_RECIPE_KINDS};
}

size_t pl_recipe_count(const pl_after_action *after) {
  size_t count;
  find(after, SIZE_MAX, &count);
  return count;
}

pl_recipe_step pl_recipe_at(const pl_after_action *after, size_t index) {
  size_t count;
  return find(after, index, &count);
}

/* ---- how ---- */

static void put_option(pl_buffer *out, const char *name, pl_buffer *value) {
  pl_buffer_add_format(out, " %s ", name);
  pl_put_shell_word(out, pl_buffer_text(value));
  out->failed = out->failed || value->failed;
  pl_buffer_clear(value);
}

static void put_item(pl_buffer *out, const pl_scenario *scenario, const pl_decision *d) {
  pl_buffer value = {0};
  const pl_audience *to = &d->audience;
  const bool is_kept = pl_set_is_empty(&to->states) && !to->forums && !to->words;
  pl_iid_print(scenario, d->iid, &value);
  if (!is_kept) pl_buffer_add_text(&value, "=");
  if (!is_kept) pl_audience_print(scenario, to, &value);
  put_option(out, is_kept ? "--withhold" : "--share", &value);
}

static void put_decision(pl_buffer *out, const pl_scenario *scenario, const pl_decision *d) {
  pl_buffer value = {0};
  const bool is_posture = d->action == PL_ACTION_POSTURE;
  if (is_posture) pl_audience_print(scenario, &d->audience, &value);
  else pl_decision_to_json(scenario, d, &value);
  put_option(out, is_posture ? "--posture" : "--decision", &value);
}

static void put_turn(pl_buffer *out, const pl_scenario *scenario, const pl_turn *turn) {
  const pl_decision *d = &turn->decision;
  pl_buffer seat = {0}, action = {0};
  pl_buffer_add_text(&seat, pl_scenario_seat_id(scenario, d->seat));
  put_option(out, "--seat", &seat);
  switch (turn->kind) {
  case PL_TURN_ITEM: put_item(out, scenario, d); break;
  case PL_TURN_DECIDE: put_decision(out, scenario, d); break;
  case PL_TURN_TAKE_BACK:
    pl_buffer_add_text(&action, pl_action_name(scenario, d->action));
    if (d->target < scenario->forum_count && pl_action_arguments(scenario, d->action) & PL_ARGUMENT_FORUM)
      pl_buffer_add_format(&action, "=%s", scenario->forums[d->target].id);
    put_option(out, "--without", &action);
    break;
  }
}

static void put_what_if(pl_buffer *out, const pl_after_action *after, const pl_question *question) {
  const pl_what_if *what_if = &question->what_if;
  pl_buffer_add_format(out, " --round %d", (int)what_if->round + 1);
  for (size_t i = 0; i < what_if->turn_count; i++) put_turn(out, after->scenario, &what_if->turn[i]);
  if (what_if->others == PL_OTHERS_BOTS) pl_buffer_add_text(out, " --others bots");
  pl_buffer_add_format(out, " --seeds %d", (int)after->options.runs);
}

void pl_put_recipe(pl_buffer *out, const pl_after_action *after, pl_recipe_step step) {
  static const char *const names[] = {
      [PL_RECIPE_VERIFY] = "replay", [PL_RECIPE_LEDGER] = "ledger", [PL_RECIPE_WHAT_IF] = "whatif",
      [PL_RECIPE_LUCK] = "fan",      [PL_RECIPE_FAN] = "fan",       [PL_RECIPE_PROVENANCE] = "provenance",
      [PL_RECIPE_BELIEF] = "replay", [PL_RECIPE_KINDS] = ""};
  pl_buffer_add_format(out, "polder %s ", names[step.kind]);
  pl_put_shell_word(out, after->options.file ? after->options.file : "FILE");
  switch (step.kind) {
  case PL_RECIPE_VERIFY: pl_buffer_add_text(out, " --verify"); break;
  case PL_RECIPE_WHAT_IF: put_what_if(out, after, &after->question[step.index]); break;
  case PL_RECIPE_LUCK: pl_buffer_add_format(out, " --by recorded --runs %d", (int)after->options.runs); break;
  case PL_RECIPE_FAN: pl_buffer_add_format(out, " --by bots --runs %d", (int)after->options.runs); break;
  case PL_RECIPE_BELIEF:
    pl_buffer_add_format(out, " --text --seat %s --truth",
                         pl_scenario_seat_id(after->scenario, after->perspective[step.index]->seat));
    break;
  case PL_RECIPE_LEDGER: pl_buffer_add_text(out, " --all"); break;
  case PL_RECIPE_PROVENANCE:
  case PL_RECIPE_KINDS: break;
  }
}
