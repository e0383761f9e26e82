/* Turns: what is to be otherwise, read and said.
 *
 * A turn is typed as a word and a value, the same on the command line (--share worm=all) and in play (share worm=all).
 * Each word is a row with its reader. An incident that began in another round than the scenario says, or on a hook's
 * word, is looked for in the log, so that its name alone is enough. Here it is made sure that what is named exists;
 * whether it was possible is decided where it is played. */
#include <polder/accounts.h>

#include <string.h>

#include <polder/decision_json.h>
#include <polder/session.h>
#include <polder/spelling.h>

enum { NAME_BYTES = 80 };

typedef struct reading {
  const pl_session *session;
  const pl_scenario *scenario;
  const char *value;
  pl_turn *turn;
  pl_error *error;
} reading;

/* ---- items ---- */

/* The incident of the log that was declared so; false: it did not happen. */
static bool find_declared(const pl_session *session, int declared, pl_iid *iid) {
  const pl_event_log *log = pl_session_events(session);
  for (size_t i = 0; i < log->count; i++) {
    if (log->event[i].kind != PL_EVENT_LAUNCHED || pl_iid_incident(log->event[i].iid) != declared) continue;
    *iid = log->event[i].iid;
    return true;
  }
  return false;
}

static pl_status find_incident(const reading *r, const char *name, pl_iid *iid) {
  const int declared = pl_scenario_find_incident(r->scenario, name);
  if (declared >= 0 && find_declared(r->session, declared, iid)) return PL_OK;
  return pl_iid_parse(r->scenario, name, iid, r->error);
}

static pl_status refuse_state(const reading *r, const char *name) {
  pl_spelling spelling;
  pl_spelling_init(&spelling, name);
  for (int s = 0; s < r->scenario->state_count; s++) pl_spelling_offer(&spelling, r->scenario->states[s].id);
  return pl_spelling_refuse(&spelling, PL_BAD_INPUT, "state", r->error);
}

/* INCIDENT or INCIDENT@STATE, as long as `length`. */
static pl_status read_item(const reading *r, const char *text, size_t length) {
  char name[NAME_BYTES];
  if (!length || length >= sizeof name)
    return pl_error_set(r->error, PL_USAGE, "\"%.64s\" names no item: write INCIDENT, or INCIDENT@STATE",
                        r->value);
  memcpy(name, text, length);
  name[length] = 0;
  char *at = strchr(name, '@');
  if (at) *at = 0;
  if (at) {
    const int state = pl_scenario_find_seat(r->scenario, at + 1);
    if (state < 0 || state >= r->scenario->state_count) return refuse_state(r, at + 1);
    r->turn->decision.seat = (uint16_t)state;
  }
  return find_incident(r, name, &r->turn->decision.iid);
}

static pl_status read_share(const reading *r) {
  const char *equals = strchr(r->value, '=');
  if (!equals || !equals[1])
    return pl_error_set(r->error, PL_USAGE, "\"%.64s\" names no audience: write ITEM=AUDIENCE, such as worm=all",
                        r->value);
  r->turn->kind = PL_TURN_ITEM;
  pl_status status = read_item(r, r->value, (size_t)(equals - r->value));
  return status == PL_OK ? pl_audience_parse(r->scenario, equals + 1, &r->turn->decision.audience, r->error) : status;
}

static pl_status read_withhold(const reading *r) {
  r->turn->kind = PL_TURN_ITEM;
  return read_item(r, r->value, strlen(r->value));
}

/* ---- decisions ---- */

static pl_status read_posture(const reading *r) {
  r->turn->kind = PL_TURN_DECIDE;
  r->turn->decision.action = PL_ACTION_POSTURE;
  return pl_audience_parse(r->scenario, r->value, &r->turn->decision.audience, r->error);
}

static pl_status read_decision(const reading *r) {
  const uint16_t seat = r->turn->decision.seat;
  r->turn->kind = PL_TURN_DECIDE;
  pl_status status =
      pl_decision_from_json(r->scenario, r->value, strlen(r->value), &r->turn->decision, r->error);
  if (status != PL_OK || r->turn->decision.seat == seat) return status;
  return pl_error_set(r->error, PL_USAGE, "the decision is one of %s, but what %s does otherwise was asked for",
                      pl_scenario_seat_id(r->scenario, r->turn->decision.seat),
                      pl_scenario_seat_id(r->scenario, seat));
}

/* ---- what was decided, taken back ---- */

static const char *id_of_forum(const pl_scenario *s, int i) { return s->forums[i].id; }
static const char *id_of_adversary(const pl_scenario *s, int i) { return s->adversaries[i].id; }
static const char *id_of_inject(const pl_scenario *s, int i) { return s->injects[i].id; }
static const char *id_of_state(const pl_scenario *s, int i) { return s->states[i].id; }

typedef struct target_row {
  unsigned argument;
  const char *what; /* for the refusal */
  const char *(*id)(const pl_scenario *scenario, int index);
} target_row;
static const target_row targets[] = {
    {PL_ARGUMENT_FORUM | PL_ARGUMENT_BALLOT, PL_LATER("forum"), id_of_forum},
    {PL_ARGUMENT_ADVERSARY, PL_LATER("adversary"), id_of_adversary},
    {PL_ARGUMENT_INJECT, PL_LATER("inject"), id_of_inject},
    {PL_ARGUMENT_STATE, PL_LATER("state"), id_of_state},
};
enum { TARGETS = sizeof targets / sizeof targets[0] };

static int count_of(const pl_scenario *s, unsigned argument) {
  return argument & PL_ARGUMENT_FORUM       ? s->forum_count
         : argument & PL_ARGUMENT_ADVERSARY ? s->adversary_count
         : argument & PL_ARGUMENT_INJECT    ? s->inject_count
                                            : s->state_count;
}

static pl_status read_target(const reading *r, const target_row *row, const char *name) {
  const int count = count_of(r->scenario, row->argument);
  pl_spelling spelling;
  for (int i = 0; i < count; i++) {
    if (strcmp(row->id(r->scenario, i), name)) continue;
    r->turn->decision.target = (uint16_t)i;
    return PL_OK;
  }
  pl_spelling_init(&spelling, name);
  for (int i = 0; i < count; i++) pl_spelling_offer(&spelling, row->id(r->scenario, i));
  return pl_spelling_refuse(&spelling, PL_BAD_INPUT, row->what, r->error);
}

static pl_status read_object(const reading *r, const char *action, const char *name) {
  const unsigned arguments = pl_action_arguments(r->scenario, r->turn->decision.action);
  if (arguments & PL_ARGUMENT_ITEM) return read_item(r, name, strlen(name));
  for (int i = 0; i < TARGETS; i++)
    if (arguments & targets[i].argument) return read_target(r, &targets[i], name);
  return pl_error_set(r->error, PL_USAGE, "%s is aimed at nothing: write it alone", action);
}

static pl_status refuse_action(const reading *r, const char *name) {
  pl_spelling spelling;
  pl_spelling_init(&spelling, name);
  for (int i = 0; i < PL_ACTIONS + r->scenario->action_count; i++)
    pl_spelling_offer(&spelling, pl_action_name(r->scenario, i));
  return pl_spelling_refuse(&spelling, PL_BAD_INPUT, "action", r->error);
}

static pl_status read_without(const reading *r) {
  char name[NAME_BYTES];
  const size_t length = strcspn(r->value, "=");
  if (!length || length >= sizeof name)
    return pl_error_set(r->error, PL_USAGE, "\"%.64s\" names no action: write ACTION or ACTION=TARGET, such as leave",
                        r->value);
  memcpy(name, r->value, length);
  name[length] = 0;
  const int action = pl_action_find(r->scenario, name);
  if (action < 0) return refuse_action(r, name);
  r->turn->kind = PL_TURN_TAKE_BACK;
  r->turn->decision.action = (uint16_t)action;
  r->turn->decision.target = PL_NONE;
  r->turn->decision.iid = PL_NO_INCIDENT;
  return r->value[length] ? read_object(r, name, r->value + length + 1) : PL_OK;
}

/* ---- any of them ---- */

static const struct {
  const char *word;
  pl_status (*read)(const reading *r);
} words[] = {{"share", read_share},
             {"withhold", read_withhold},
             {"posture", read_posture},
             {"decision", read_decision},
             {"without", read_without}};

pl_status pl_turn_read(const pl_session *session, int seat, const char *word, const char *value, pl_turn *turn,
                       pl_error *error) {
  const reading r = {.session = session, .scenario = pl_session_scenario(session), .value = value, .turn = turn,
                     .error = error};
  *turn = (pl_turn){.decision.seat = (uint16_t)seat};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (!strcmp(words[i].word, word)) return words[i].read(&r);
  return pl_error_set(error, PL_USAGE, "\"%.40s\" is nothing that can be otherwise: share, withhold, posture, without "
                      "or decision can", word);
}

/* ---- of the debrief ---- */

bool pl_debrief_what_if(const pl_session *session, int question, pl_turn *turn, pl_what_if *what_if) {
  const pl_debrief_spec *spec = &pl_session_scenario(session)->debrief[question];
  if (!spec->has_what_if || spec->round >= pl_session_rounds_done(session)) return false;
  *turn = (pl_turn){.kind = PL_TURN_DECIDE, .decision = {.seat = spec->seat, .action = PL_ACTION_POSTURE}};
  turn->decision.audience = spec->share; /* nobody, where an item is withheld */
  if (spec->is_without) {
    turn->kind = PL_TURN_TAKE_BACK;
    turn->decision.action = spec->without;
    turn->decision.target = PL_NONE;
    turn->decision.iid = PL_NO_INCIDENT;
  } else if (spec->about != PL_NONE) {
    turn->kind = PL_TURN_ITEM;
    turn->decision.action = 0;
    if (!find_declared(session, spec->about, &turn->decision.iid)) return false;
  }
  *what_if = (pl_what_if){.round = spec->round, .turn = turn, .turn_count = 1};
  return true;
}

/* ---- in words ---- */

/* Within a sentence, or as one of its own. */
typedef enum position { WITHIN, ALONE } position;

static void put_item(pl_buffer *out, const pl_voice *voice, const pl_decision *d, position where) {
  const char *incident = pl_phrase_incident(voice, d->iid), *audience = pl_phrase_audience(voice, &d->audience);
  if (pl_audience_is_empty(&d->audience))
    pl_buffer_add_format(out, where == ALONE ? PL_TEXT("Its finding on %s goes to nobody")
                                             : PL_TEXT("its finding on %s goes to nobody"), incident);
  else
    pl_buffer_add_format(out, where == ALONE ? PL_TEXT("Its finding on %s goes to %s")
                                             : PL_TEXT("its finding on %s goes to %s"), incident, audience);
}

/* Whether taking it back says all there is to the decision. */
static bool is_whole(const pl_scenario *scenario, const pl_decision *d) {
  const unsigned aimed = PL_ARGUMENT_FORUM | PL_ARGUMENT_ADVERSARY | PL_ARGUMENT_STATE;
  const unsigned arguments = pl_action_arguments(scenario, d->action);
  return arguments ? (arguments & aimed) == arguments && d->target != PL_NONE : true;
}

static void put_taken_back(pl_buffer *out, const pl_voice *voice, const pl_decision *d, bool is_known,
                           position where) {
  const bool is_about_item = pl_action_arguments(voice->scenario, d->action) & PL_ARGUMENT_ITEM;
  pl_buffer what = {0};
  if (is_known)
    pl_put_decision_of(&what, voice, d);
  else
    pl_put_title_of(&what, voice, d->action);
  if (!is_known && is_about_item && d->iid != PL_NO_INCIDENT)
    pl_buffer_add_format(&what, " (%s)", pl_phrase_incident(voice, d->iid));
  pl_buffer_add_format(out, where == ALONE ? PL_TEXT("Without “%s”") : PL_TEXT("without “%s”"), pl_buffer_text(&what));
  out->failed = out->failed || what.failed;
  pl_buffer_clear(&what);
}

/* A decision is said to whoever takes it, and so it is here. */
static pl_voice voice_of(const pl_voice *voice, const pl_turn *turn) {
  pl_voice own = *voice;
  own.seat = turn->decision.seat;
  return own;
}

void pl_put_turn(pl_buffer *out, const pl_voice *voice, const pl_turn *turn) {
  const pl_voice own = voice_of(voice, turn);
  pl_buffer_add_format(out, "%s: ", pl_name_of_seat(voice, own.seat));
  switch (turn->kind) {
  case PL_TURN_DECIDE: pl_put_decision_of(out, &own, &turn->decision); break;
  case PL_TURN_TAKE_BACK:
    put_taken_back(out, &own, &turn->decision, is_whole(voice->scenario, &turn->decision), WITHIN);
    break;
  case PL_TURN_ITEM: put_item(out, &own, &turn->decision, WITHIN); break;
  }
}

/* What is taken back is known in all its parts here. */
void pl_put_offer(pl_buffer *out, const pl_voice *voice, const pl_offer *offer) {
  const pl_decision *d = &offer->turn[0].decision;
  const pl_voice own = voice_of(voice, &offer->turn[0]);
  switch (offer->turn[0].kind) {
  case PL_TURN_DECIDE: pl_put_decision_of(out, &own, d); break;
  case PL_TURN_TAKE_BACK: put_taken_back(out, &own, d, true, ALONE); break;
  case PL_TURN_ITEM: put_item(out, &own, d, ALONE); break;
  }
}
