/* Commands are made from what was asked, with the words that text/turns.c reads, so that they ask the same again. */
#include "recipe.h"

#include <string.h>

#include <polder/decision_json.h>

#include "account_json_internal.h"

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

/* A command is put together as its words, each ended by a NUL byte. */
static void put_word(pl_buffer *words, const char *word) { pl_buffer_add(words, word, strlen(word) + 1); }

static void put_number(pl_buffer *words, const char *option, int number) {
  put_word(words, option);
  pl_buffer_add_format(words, "%d", number);
  put_word(words, "");
}

static void put_item(pl_buffer *words, const pl_scenario *scenario, const pl_decision *d) {
  const pl_audience *to = &d->audience;
  const bool is_kept = pl_audience_is_empty(to);
  put_word(words, is_kept ? "--withhold" : "--share");
  pl_iid_print(scenario, d->iid, words);
  if (!is_kept) pl_buffer_add_text(words, "=");
  if (!is_kept) pl_audience_print(scenario, to, words);
  put_word(words, "");
}

static void put_decision(pl_buffer *words, const pl_scenario *scenario, const pl_decision *d) {
  const bool is_posture = d->action == PL_ACTION_POSTURE;
  put_word(words, is_posture ? "--posture" : "--decision");
  if (is_posture)
    pl_audience_print(scenario, &d->audience, words);
  else
    pl_decision_to_json(scenario, d, words);
  put_word(words, "");
}

static void put_taken_back(pl_buffer *words, const pl_scenario *scenario, const pl_decision *d) {
  const char *target = pl_json_target(scenario, d);
  put_word(words, "--without");
  pl_buffer_add_text(words, pl_action_name(scenario, d->action));
  if (target) pl_buffer_add_format(words, "=%s", target);
  if (!target && pl_action_arguments(scenario, d->action) & PL_ARGUMENT_ITEM && d->iid != PL_NO_INCIDENT) {
    pl_buffer_add_text(words, "=");
    pl_iid_print(scenario, d->iid, words);
  }
  put_word(words, "");
}

static void put_turn(pl_buffer *words, const pl_scenario *scenario, const pl_turn *turn) {
  put_word(words, "--seat");
  put_word(words, pl_scenario_seat_id(scenario, turn->decision.seat));
  switch (turn->kind) {
  case PL_TURN_ITEM: put_item(words, scenario, &turn->decision); break;
  case PL_TURN_DECIDE: put_decision(words, scenario, &turn->decision); break;
  case PL_TURN_TAKE_BACK: put_taken_back(words, scenario, &turn->decision); break;
  }
}

static void put_what_if(pl_buffer *words, const pl_after_action *after, const pl_question *question) {
  const pl_what_if *what_if = &question->what_if;
  put_number(words, "--round", (int)what_if->round + 1);
  for (size_t i = 0; i < what_if->turn_count; i++) put_turn(words, after->scenario, &what_if->turn[i]);
  if (what_if->others == PL_OTHERS_BOTS) put_word(words, "--others");
  if (what_if->others == PL_OTHERS_BOTS) put_word(words, "bots");
  put_number(words, "--seeds", (int)after->options.runs);
}

static void put_fan(pl_buffer *words, const pl_after_action *after, const char *by) {
  put_number(words, "--at", 1);
  put_word(words, "--by");
  put_word(words, by);
  put_number(words, "--runs", (int)after->options.runs);
}

void pl_put_recipe_words(pl_buffer *words, const pl_after_action *after, pl_recipe_step step, const char *file) {
  static const char *const names[] = {
      [PL_RECIPE_VERIFY] = "replay", [PL_RECIPE_LEDGER] = "ledger", [PL_RECIPE_WHAT_IF] = "whatif",
      [PL_RECIPE_LUCK] = "fan",      [PL_RECIPE_FAN] = "fan",       [PL_RECIPE_PROVENANCE] = "provenance",
      [PL_RECIPE_BELIEF] = "replay", [PL_RECIPE_KINDS] = ""};
  put_word(words, names[step.kind]);
  put_word(words, file);
  switch (step.kind) {
  case PL_RECIPE_VERIFY: put_word(words, "--verify"); break;
  case PL_RECIPE_WHAT_IF: put_what_if(words, after, &after->question[step.index]); break;
  case PL_RECIPE_LUCK: put_fan(words, after, "recorded"); break;
  case PL_RECIPE_FAN: put_fan(words, after, "bots"); break;
  case PL_RECIPE_BELIEF:
    put_word(words, "--text");
    put_word(words, "--seat");
    put_word(words, pl_scenario_seat_id(after->scenario, after->perspective[step.index]->seat));
    put_word(words, "--truth");
    break;
  case PL_RECIPE_LEDGER: put_word(words, "--all"); break;
  case PL_RECIPE_PROVENANCE:
  case PL_RECIPE_KINDS: break;
  }
}

enum { FILE_WORD = 1 }; /* the subcommand, the file, its options */

static bool is_option(const char *word) {
  static const char *const options[] = {"--verify", "--all",    "--round",    "--seat", "--share",  "--withhold",
                                        "--posture", "--without", "--decision", "--others", "--seeds", "--by",
                                        "--runs",   "--text",   "--truth",    "--at"};
  for (size_t i = 0; i < sizeof options / sizeof options[0]; i++)
    if (!strcmp(word, options[i])) return true;
  return false;
}

void pl_put_recipe(pl_buffer *out, const pl_after_action *after, pl_recipe_step step) {
  pl_buffer words = {0};
  pl_put_recipe_words(&words, after, step, after->options.file ? after->options.file : "FILE");
  pl_buffer_add_text(out, "polder");
  for (size_t at = 0, number = 0; at < words.length; at += strlen(words.bytes + at) + 1, number++) {
    const char *word = words.bytes + at;
    pl_buffer_add_text(out, " ");
    if (number > FILE_WORD && is_option(word)) pl_buffer_add_text(out, word);
    else pl_put_shell_word(out, word);
  }
  out->failed = out->failed || words.failed;
  pl_buffer_clear(&words);
}
