/* The recipe for machines: each command as its words, and what of this report it computes again.
 *
 *   {"engine": …, "scenario": …, "hash": …, "seed": …, "digests": […],
 *    "commands": [{"arguments": ["ledger", "FILE", "--json"],
 *                  "same": [{"here": "/ledger", "there": ""}],
 *                  "figures": [{"there": "/total", "value": 211}, …]}, …]}
 *
 * "FILE" stands for the session's file, wherever it is now. `here` and `there` are JSON pointers (RFC 6901) into this
 * report and into what the command prints: what stands there is the same, whole. `figures` are the most telling values
 * among them, for who would rather look than compare. */
#include <string.h>

#include "json.h"
#include "recipe.h"

typedef struct sameness {
  const char *here, *there; /* here NULL: the step's own place */
} sameness;

enum { MOST_SAME = 4, MOST_FIGURES = 12 };

/* Of each kind of step. Pointers that do not lead anywhere are left out. */
static const struct {
  const char *here; /* printf: of the step's index */
  sameness more[MOST_SAME];
  const char *figure[MOST_FIGURES];
} rows[PL_RECIPE_KINDS] = {
    [PL_RECIPE_LEDGER] = {.here = "/ledger", .figure = {"/total", "/split", "/together", "/total_loss"}},
    [PL_RECIPE_WHAT_IF] = {.here = "/what_ifs/%zu/account",
                           .more = {{"/outcome", "/played"}},
                           .figure = {"/played/hit", "/played/loss", "/played/peak", "/otherwise/hit",
                                      "/otherwise/loss", "/otherwise/peak", "/pairs/hit/fewer/mean",
                                      "/pairs/hit/fewer/error", "/pairs/hit/fewer/p5", "/pairs/hit/fewer/p95"}},
    [PL_RECIPE_LUCK] = {.here = "/luck",
                        .figure = {"/hit_real", "/luck", "/hit/mean", "/hit/p5", "/hit/median", "/hit/p95"}},
    [PL_RECIPE_FAN] = {.here = "/fan",
                       .figure = {"/hit_real", "/luck", "/hit/mean", "/hit/p5", "/hit/median", "/hit/p95"}},
    [PL_RECIPE_PROVENANCE] = {.here = "/provenance",
                              .figure = {"/all/items", "/all/never_sent", "/all/sent", "/all/relayed", "/all/breaches",
                                         "/all/beyond_label", "/all/received"}}};

/* ---- pointers ---- */

/* What the pointer leads to, or NULL. Our keys have no ~ or /. */
static const json_t *follow(const json_t *at, const char *pointer) {
  while (at && *pointer == '/') {
    char key[64];
    const size_t length = strcspn(++pointer, "/");
    if (length >= sizeof key) return NULL;
    memcpy(key, pointer, length);
    key[length] = 0;
    at = json_is_array(at) ? json_array_get(at, strtoul(key, NULL, 10)) : json_object_get(at, key);
    pointer += length;
  }
  return at;
}

/* ---- one command ---- */

static json_t *arguments_of(const pl_after_action *after, pl_recipe_step step) {
  pl_buffer words = {0};
  json_t *list = json_array();
  pl_put_recipe_words(&words, after, step, "FILE");
  for (size_t at = 0; at < words.length; at += strlen(words.bytes + at) + 1)
    pl_json_add(&list, json_string(words.bytes + at));
  pl_json_add(&list, json_string("--json"));
  if (words.failed) {
    json_decref(list);
    list = NULL;
  }
  pl_buffer_clear(&words);
  return list;
}

static json_t *figures_of(const json_t *account, pl_recipe_kind kind) {
  json_t *list = json_array();
  for (int i = 0; i < MOST_FIGURES && rows[kind].figure[i]; i++) {
    const json_t *value = follow(account, rows[kind].figure[i]);
    if (!value) continue;
    json_t *copy = json_deep_copy(value);
    pl_json_add(&list, json_pack("{s:s,s:o}", "there", rows[kind].figure[i], "value", copy));
  }
  return list;
}

static json_t *same_of(const char *here, pl_recipe_kind kind) {
  json_t *list = json_array();
  pl_json_add(&list, json_pack("{s:s,s:s}", "here", here, "there", ""));
  for (int i = 0; i < MOST_SAME && rows[kind].more[i].here; i++)
    pl_json_add(&list, json_pack("{s:s,s:s}", "here", rows[kind].more[i].here, "there", rows[kind].more[i].there));
  return list;
}

static json_t *command_of(const pl_after_action *after, const json_t *report, pl_recipe_step step) {
  char here[64];
  snprintf(here, sizeof here, rows[step.kind].here, step.index);
  return json_pack("{s:o,s:o,s:o}", "arguments", arguments_of(after, step), "same", same_of(here, step.kind), "figures",
                   figures_of(follow(report, here), step.kind));
}

/* ---- the exercise itself ---- */

static json_t *verification_of(const pl_after_action *after) {
  const int rounds = pl_session_rounds_done(after->session);
  return json_pack("{s:[s,s,s,s],s:[],s:[{s:s,s:b},{s:s,s:i},{s:s,s:o}]}", "arguments", "replay", "FILE", "--verify",
                   "--json", "same", "figures", "there", "/verified", "value", 1, "there", "/rounds", "value", rounds,
                   "there", "/digest", "value", pl_json_of_digest(pl_session_digest(after->session, rounds - 1)));
}

static json_t *replay_of(void) {
  json_t *same = json_array();
  static const char *const lists[] = {"/decisions", "/acts", "/messages", "/notes"};
  for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
    pl_json_add(&same, json_pack("{s:s,s:s}", "here", lists[i], "there", lists[i]));
  pl_json_add(&same, json_pack("{s:s,s:s}", "here", "/recipe/digests", "there", "/digests"));
  return json_pack("{s:[s,s,s],s:o,s:[]}", "arguments", "replay", "FILE", "--json", "same", same, "figures");
}

static json_t *commands_of(const pl_after_action *after, const json_t *report) {
  json_t *list = json_array();
  pl_json_add(&list, verification_of(after));
  pl_json_add(&list, replay_of());
  for (size_t i = 0; i < pl_recipe_count(after); i++) {
    const pl_recipe_step step = pl_recipe_at(after, i);
    if (rows[step.kind].here) pl_json_add(&list, command_of(after, report, step));
  }
  return list;
}

json_t *pl_json_of_recipe(const pl_after_action *after, const json_t *report) {
  const pl_scenario *scenario = after->scenario;
  const int rounds = pl_session_rounds_done(after->session);
  return json_pack("{s:s,s:s,s:s,s:o,s:I,s:i,s:o,s:o,s:o}", "engine", POLDER_VERSION, "scenario", scenario->id,
                   "version", scenario->version, "hash", pl_json_of_digest(pl_session_scenario_hash(after->session)),
                   "seed", (json_int_t)pl_world_seed(pl_session_world(after->session)), "runs",
                   (int)after->options.runs, "digest", pl_json_of_digest(pl_session_digest(after->session, rounds - 1)),
                   "digests", pl_json_of_digests(after->session), "commands", commands_of(after, report));
}
