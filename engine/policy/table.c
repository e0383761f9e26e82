/* Who plays which seat: the scenario's choice, and what the command line makes of it. */
#include "policy_internal.h"

#include <polder/spelling.h>

#include <stdio.h>
#include <string.h>

enum { NO_POLICY = INT16_MIN };

/* A built-in policy, else one of the scenario's own bots. */
static int16_t find_bot(const pl_scenario *scenario, const char *name) {
  int policy = pl_policy_find(name);
  if (policy >= 0) return (int16_t)policy;
  for (int i = 0; i < scenario->bot_count; i++)
    if (!strcmp(scenario->bots[i].id, name)) return (int16_t)(-1 - i);
  return NO_POLICY;
}

void pl_policy_table_init(pl_policy_table *table, const pl_scenario *scenario) {
  int16_t usual = (int16_t)pl_policy_find("gtft");
  for (int s = 0; s < PL_MAX_STATES; s++) table->of[s] = usual;
  for (int s = 0; s < scenario->state_count; s++) {
    int16_t bot = find_bot(scenario, scenario->states[s].bot_name);
    if (bot != NO_POLICY) table->of[s] = bot;
  }
}

static pl_status refuse_policy(const pl_scenario *scenario, const char *name, pl_error *error) {
  pl_spelling spelling;
  size_t count;
  const pl_policy_row *rows = pl_policy_rows(&count);
  pl_spelling_init(&spelling, name);
  for (size_t i = 0; i < count; i++) pl_spelling_offer(&spelling, rows[i].name);
  for (int i = 0; i < scenario->bot_count; i++) pl_spelling_offer(&spelling, scenario->bots[i].id);
  return pl_spelling_refuse(&spelling, PL_USAGE, "policy", error);
}

static pl_status refuse_state(const pl_scenario *scenario, const char *id, pl_error *error) {
  pl_spelling spelling;
  pl_spelling_init(&spelling, id);
  for (int s = 0; s < scenario->state_count; s++) pl_spelling_offer(&spelling, scenario->states[s].id);
  return pl_spelling_refuse(&spelling, PL_USAGE, "state", error);
}

/* "tft" or "NLD=tft"; `part` is taken apart. */
static pl_status parse_part(pl_policy_table *table, const pl_scenario *scenario, char *part, pl_error *error) {
  char *equals = strchr(part, '=');
  const char *name = equals ? equals + 1 : part;
  if (equals) *equals = 0;
  int16_t bot = find_bot(scenario, name);
  if (bot == NO_POLICY) return refuse_policy(scenario, name, error);
  if (!equals) {
    for (int s = 0; s < scenario->state_count; s++) table->of[s] = bot;
    return PL_OK;
  }
  int seat = pl_scenario_find_seat(scenario, part);
  if (seat < 0 || seat >= scenario->state_count) return refuse_state(scenario, part, error);
  table->of[seat] = bot;
  return PL_OK;
}

pl_status pl_policy_table_parse(pl_policy_table *table, const pl_scenario *scenario, const char *text,
                                pl_error *error) {
  pl_policy_table read = *table;
  const char *rest = text;
  while (rest) {
    char part[96];
    const char *comma = strchr(rest, ',');
    size_t length = comma ? (size_t)(comma - rest) : strlen(rest);
    if (length >= sizeof part)
      return pl_error_set(error, PL_USAGE, "\"%.40s…\" is no policy: write tft, or NLD=never,DEU=tft", rest);
    memcpy(part, rest, length);
    part[length] = 0;
    rest = comma ? comma + 1 : NULL;
    pl_status status = parse_part(&read, scenario, part, error);
    if (status != PL_OK) return status;
  }
  *table = read;
  return PL_OK;
}

pl_status pl_policy_table_take(pl_policy_table *table, const pl_session *session, pl_error *error) {
  const pl_scenario *scenario = pl_session_scenario(session);
  pl_status status = PL_OK;
  pl_policy_table_init(table, scenario);
  for (int s = 0; s < scenario->state_count && status == PL_OK; s++) {
    const char *player = pl_session_player(session, s);
    char choice[160];
    snprintf(choice, sizeof choice, "%.64s=%.64s", scenario->states[s].id, player);
    if (*player) status = pl_policy_table_parse(table, scenario, choice, error);
  }
  if (status == PL_USAGE) status = error->status = PL_BAD_INPUT; /* the session says so, not a command line */
  return status;
}
