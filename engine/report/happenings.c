/* Happenings: journal and event log as one list of rows.
 *
 * One table says which fields of an event mean something and what: an event's unused fields hold anything, and a state
 * 0 or an incident 0 is as good a one as others. Another says the same of decisions, by the arguments of their action.
 */
#include "happenings.h"

#include <inttypes.h>
#include <string.h>

#include "account_json_internal.h"
#include "flatten.h"

/* ---- units ---- */

const char *pl_unit_name(pl_unit unit) {
  static const char *const names[] = {[PL_UNIT_SHARE] = "share", [PL_UNIT_MONEY] = "unit", [PL_UNIT_VOTES] = "vote"};
  return names[unit];
}

/* Five decimals tell any two shares of 65536 apart. */
static void put_share(pl_buffer *out, int64_t share) {
  const int64_t size = share < 0 ? -share : share, scaled = (size * 100000 + PL_ONE / 2) / PL_ONE;
  pl_buffer_add_format(out, "%s%" PRId64 ".%05" PRId64, share < 0 ? "-" : "", scaled / 100000, scaled % 100000);
}

static void put_money(pl_buffer *out, pl_mu money) {
  const pl_mu size = money < 0 ? -money : money;
  pl_buffer_add_format(out, "%s%" PRId64 ".%03" PRId64, money < 0 ? "-" : "", size / 1000, size % 1000);
}

void pl_put_exactly(pl_buffer *out, int64_t amount, pl_unit unit) {
  switch (unit) {
  case PL_UNIT_NONE: break;
  case PL_UNIT_SHARE: put_share(out, amount); break;
  case PL_UNIT_MONEY: put_money(out, amount); break;
  case PL_UNIT_VOTES: pl_buffer_add_format(out, "%" PRId64, amount); break;
  }
}

/* ---- events ---- */

enum { HAS_INCIDENT = 1, HAS_ORGANISATION = 2, HAS_LABEL = 4, HAS_CHANNEL = 8, HAS_LINES = 16 /* in `other` */ };
typedef enum about { ABOUT_NONE, ABOUT_INJECT, ABOUT_OBJECTIVE, ABOUT_ACTION } about;

typedef struct event_row {
  unsigned has;
  about about;       /* what `index` is of */
  pl_unit unit;      /* of `amount` */
  const char *flag;  /* what it says where it is set, */
  const char *unset; /* and where it is not */
} event_row;

static const event_row event_rows[PL_EVENT_KINDS] = {
    [PL_EVENT_INJECT] = {.has = HAS_LINES, .about = ABOUT_INJECT, .flag = "fired by control"},
    [PL_EVENT_ANSWER] = {.about = ABOUT_INJECT, .flag = "by default"},
    [PL_EVENT_ADMISSION] = {.unit = PL_UNIT_VOTES, .flag = "passed", .unset = "refused"},
    [PL_EVENT_TAKEDOWN] = {.flag = "succeeded", .unset = "failed"},
    [PL_EVENT_LAPSED] = {.about = ABOUT_ACTION},
    [PL_EVENT_CUSTOM] = {.about = ABOUT_ACTION},
    [PL_EVENT_LAUNCHED] = {.has = HAS_INCIDENT},
    [PL_EVENT_ENDED] = {.has = HAS_INCIDENT},
    [PL_EVENT_LATENT] = {.has = HAS_INCIDENT | HAS_ORGANISATION},
    [PL_EVENT_INFECTIOUS] = {.has = HAS_INCIDENT | HAS_ORGANISATION},
    [PL_EVENT_CONTAINED] = {.has = HAS_INCIDENT | HAS_ORGANISATION},
    [PL_EVENT_RECOVERED] = {.has = HAS_INCIDENT | HAS_ORGANISATION},
    [PL_EVENT_ITEM] = {.has = HAS_INCIDENT | HAS_LABEL, .unit = PL_UNIT_SHARE},
    [PL_EVENT_SENT] = {.has = HAS_INCIDENT | HAS_LABEL | HAS_CHANNEL, .flag = "tear-line"},
    [PL_EVENT_RECEIVED] = {.has = HAS_INCIDENT | HAS_LABEL | HAS_CHANNEL, .unit = PL_UNIT_SHARE, .flag = "tear-line"},
    [PL_EVENT_RULING] = {.has = HAS_LINES},
    [PL_EVENT_PUBLISHED] = {.has = HAS_INCIDENT, .flag = "tear-line"},
    [PL_EVENT_BURNT] = {.has = HAS_INCIDENT, .unit = PL_UNIT_MONEY},
    [PL_EVENT_BREACH] = {.has = HAS_INCIDENT},
    [PL_EVENT_OBJECTIVE] = {.about = ABOUT_OBJECTIVE, .unit = PL_UNIT_SHARE},
};

static const char *seat_id(const pl_scenario *scenario, int seat) {
  return seat < pl_scenario_seat_count(scenario) ? pl_scenario_seat_id(scenario, seat) : NULL;
}
static const char *forum_id(const pl_scenario *s, int i) { return i < s->forum_count ? s->forums[i].id : NULL; }
static const char *adversary_id(const pl_scenario *s, int i) {
  return i < s->adversary_count ? s->adversaries[i].id : NULL;
}
static const char *inject_id(const pl_scenario *s, int i) { return i < s->inject_count ? s->injects[i].id : NULL; }

static const char *about_of(const pl_scenario *scenario, about kind, int index) {
  switch (kind) {
  case ABOUT_NONE: break;
  case ABOUT_INJECT: return inject_id(scenario, index);
  case ABOUT_OBJECTIVE: return index < scenario->objective_count ? scenario->objectives[index].id : NULL;
  case ABOUT_ACTION: return index < PL_ACTIONS + scenario->action_count ? pl_action_name(scenario, index) : NULL;
  }
  return NULL;
}

static const char *option_id(const pl_scenario *scenario, int inject, int option) {
  const bool is_known = inject < scenario->inject_count && option < scenario->injects[inject].option_count;
  return is_known ? scenario->injects[inject].options[option].id : NULL;
}

/* A state, forum or adversary that an action is aimed at, as its row says. */
static void aim(pl_happening *out, const pl_scenario *scenario, int action, int target) {
  const unsigned arguments = pl_action_arguments(scenario, action);
  if (arguments & (PL_ARGUMENT_FORUM | PL_ARGUMENT_BALLOT)) out->forum = forum_id(scenario, target);
  if (arguments & PL_ARGUMENT_ADVERSARY) out->adversary = adversary_id(scenario, target);
  if (arguments & PL_ARGUMENT_STATE) out->other = seat_id(scenario, target);
  if (arguments & PL_ARGUMENT_INJECT) out->about = inject_id(scenario, target);
}

static const char *reason_of(int64_t lapse) {
  static const char *const reasons[] = {[PL_LAPSE_MONEY] = "money",
                                        [PL_LAPSE_NOT_MEMBER] = "not a member",
                                        [PL_LAPSE_IS_MEMBER] = "member already",
                                        [PL_LAPSE_NO_ITEM] = "no item",
                                        [PL_LAPSE_TOO_OLD] = "too old",
                                        [PL_LAPSE_LABEL] = "label",
                                        [PL_LAPSE_NOT_OPEN] = "not open",
                                        [PL_LAPSE_LIMIT] = "limit",
                                        [PL_LAPSE_OVER] = "over",
                                        [PL_LAPSE_NEEDS] = "needs"};
  return lapse >= 0 && (size_t)lapse < sizeof reasons / sizeof reasons[0] ? reasons[lapse] : NULL;
}

static void take_event(const pl_scenario *scenario, const pl_event *event, pl_happening *out) {
  const event_row *row = &event_rows[event->kind];
  *out = (pl_happening){.round = event->round,
                        .tick = event->tick,
                        .event = event,
                        .name = pl_event_name((pl_event_kind)event->kind),
                        .seat = seat_id(scenario, event->state),
                        .other = event_rows[event->kind].has & HAS_LINES ? NULL : seat_id(scenario, event->other),
                        .originator = seat_id(scenario, event->originator),
                        .forum = forum_id(scenario, event->forum),
                        .adversary = adversary_id(scenario, event->adversary),
                        .about = about_of(scenario, row->about, event->index),
                        .has_incident = row->has & HAS_INCIDENT,
                        .has_organisation = row->has & HAS_ORGANISATION,
                        .iid = event->iid,
                        .organisation = event->organisation,
                        .amount = event->amount,
                        .unit = row->unit,
                        .against = -1,
                        .flag = event->flag ? row->flag : row->unset};
  if (row->has & HAS_LABEL && event->label < PL_LABELS) out->label = pl_label_name((pl_label)event->label);
  if (row->has & HAS_CHANNEL) out->channel = pl_json_channel((pl_channel)event->index);
  if (event->kind == PL_EVENT_ANSWER) {
    out->option = option_id(scenario, event->index, event->other);
    out->other = NULL;
  }
  if (event->kind == PL_EVENT_ADMISSION && event->amount < 0) out->unit = PL_UNIT_NONE; /* a secret vote */
  if (event->kind == PL_EVENT_ADMISSION && event->amount >= 0) out->against = event->index;
  if (event->kind == PL_EVENT_LAPSED) out->reason = reason_of(event->amount);
  if (event->kind == PL_EVENT_LAPSED || event->kind == PL_EVENT_CUSTOM) {
    out->other = NULL;
    aim(out, scenario, event->index, event->other);
    out->about = about_of(scenario, ABOUT_ACTION, event->index);
  }
}

/* ---- decisions ---- */

static const char *ballot_of(int ballot) {
  static const char *const ballots[] = {
      [PL_BALLOT_NO] = "no", [PL_BALLOT_YES] = "yes", [PL_BALLOT_ABSTAIN] = "abstain"};
  return ballot <= PL_BALLOT_ABSTAIN ? ballots[ballot] : NULL;
}

static void take_decision(const pl_scenario *scenario, const pl_journal_entry *entry, pl_happening *out) {
  static const char *const authors[] = {
      [PL_AUTHOR_PERSON] = "person", [PL_AUTHOR_BOT] = "bot", [PL_AUTHOR_ORDER] = "order",
      [PL_AUTHOR_CONTROL] = "control"};
  const pl_decision *d = &entry->decision;
  const unsigned arguments = pl_action_arguments(scenario, d->action);
  *out = (pl_happening){.kind = PL_HAPPENED_DECISION,
                        .round = entry->round,
                        .tick = entry->round * PL_TICKS_PER_ROUND,
                        .entry = entry,
                        .name = pl_action_name(scenario, d->action),
                        .seat = seat_id(scenario, d->seat),
                        .has_incident = arguments & PL_ARGUMENT_ITEM,
                        .iid = d->iid,
                        .against = -1,
                        .author = authors[entry->author]};
  if (out->has_incident) out->originator = out->seat;
  aim(out, scenario, d->action, d->target);
  if (arguments & PL_ARGUMENT_INJECT) out->option = option_id(scenario, d->target, d->option);
  if (arguments & PL_ARGUMENT_BALLOT) out->option = ballot_of(d->option);
  if (arguments & PL_ARGUMENT_TEAR && d->flag) out->flag = "tear-line";
  if (arguments & PL_ARGUMENT_SWITCH) out->flag = d->flag ? "on" : "off";
}

/* ---- what control did ---- */

static void take_act(const pl_scenario *scenario, const pl_journal_entry *entry, pl_happening *out) {
  const pl_act *act = entry->act;
  const bool is_ruling = act->kind == PL_ACT_RULE;
  *out = (pl_happening){.kind = PL_HAPPENED_ACT,
                        .round = entry->round,
                        .tick = entry->round * PL_TICKS_PER_ROUND,
                        .entry = entry,
                        .name = pl_act_name(act->kind),
                        .seat = is_ruling ? seat_id(scenario, act->seat) : NULL,
                        .about = is_ruling ? NULL : inject_id(scenario, act->inject),
                        .against = -1,
                        .author = "control"};
}

/* ---- what people wrote and noted ---- */

static void take_message(const pl_scenario *scenario, const pl_message *message, pl_happening *out) {
  *out = (pl_happening){.kind = PL_HAPPENED_MESSAGE,
                        .round = message->round,
                        .tick = message->round * PL_TICKS_PER_ROUND,
                        .message = message,
                        .name = pl_json_message_form(message->form),
                        .seat = message->seat < 0 ? NULL : seat_id(scenario, message->seat),
                        .against = -1,
                        .label = message->label < PL_LABELS ? pl_label_name(message->label) : NULL,
                        .author = message->seat < 0 ? "control" : "person"};
}

static void take_note(const pl_scenario *scenario, const pl_note *note, pl_happening *out) {
  const bool has_objective = note->objective < scenario->objective_count;
  *out = (pl_happening){.kind = PL_HAPPENED_NOTE,
                        .round = note->round,
                        .tick = note->round * PL_TICKS_PER_ROUND,
                        .note = note,
                        .name = "note",
                        .seat = note->seat < 0 ? NULL : seat_id(scenario, note->seat),
                        .about = has_objective ? scenario->objectives[note->objective].id : NULL,
                        .option = pl_json_observed(note->observed),
                        .against = -1,
                        .author = note->seat >= 0 ? "person" : *note->by ? "evaluator" : "control"};
}

/* ---- both, in order ---- */

static bool is_of_opening(const pl_event *event) {
  return event->kind == PL_EVENT_ROUND || event->kind == PL_EVENT_INJECT || event->kind == PL_EVENT_LOG ||
         event->kind == PL_EVENT_RULING;
}

/* The next decision that was played, or act, of a round up to `round`. */
static bool entry_until(pl_happenings *h, int32_t round, pl_happening *out) {
  size_t count;
  const pl_journal_entry *journal = pl_session_journal(h->after->session, &count);
  while (h->next_entry < count && journal[h->next_entry].is_withdrawn) h->next_entry++;
  if (h->next_entry >= count || journal[h->next_entry].round > round) return false;
  const pl_journal_entry *entry = &journal[h->next_entry++];
  if (entry->act) take_act(h->after->scenario, entry, out);
  else take_decision(h->after->scenario, entry, out);
  out->entry_number = h->next_entry - 1;
  return true;
}

static bool message_until(pl_happenings *h, int32_t round, pl_happening *out) {
  size_t count;
  const pl_message *message = pl_session_messages(h->after->session, &count);
  if (h->next_message >= count || message[h->next_message].round > round) return false;
  take_message(h->after->scenario, &message[h->next_message++], out);
  return true;
}

static bool note_until(pl_happenings *h, int32_t round, pl_happening *out) {
  size_t count;
  const pl_note *note = pl_session_notes(h->after->session, &count);
  if (h->next_note >= count || note[h->next_note].round > round) return false;
  take_note(h->after->scenario, &note[h->next_note++], out);
  return true;
}

static bool done_until(pl_happenings *h, int32_t round, pl_happening *out) {
  return entry_until(h, round, out) || message_until(h, round, out) || note_until(h, round, out);
}

bool pl_happenings_next(pl_happenings *h, pl_happening *out) {
  const pl_event_log *log = pl_session_events(h->after->session);
  const pl_event *event = h->next_event < log->count ? &log->event[h->next_event] : NULL;
  if (event && event->kind == PL_EVENT_ROUND) h->is_opening = true;
  h->is_opening = h->is_opening && event && is_of_opening(event);
  /* What was said and noted after the last round belongs to none that was played. */
  const int32_t until = !event ? h->after->scenario->rounds : h->is_opening ? event->round - 1 : event->round;
  if (done_until(h, until, out)) return true;
  if (event) take_event(h->after->scenario, &log->event[h->next_event++], out);
  return event;
}

/* ---- composed parts ---- */

void pl_put_incident_of(pl_buffer *out, const pl_after_action *after, const pl_happening *h) {
  if (h->has_incident) pl_iid_print(after->scenario, h->iid, out);
}

/* Named organisations are the first of their state, in the scenario's order. */
void pl_put_organisation_of(pl_buffer *out, const pl_after_action *after, const pl_happening *h) {
  const pl_scenario *scenario = after->scenario;
  const int state = h->event ? h->event->state : PL_NONE;
  if (!h->has_organisation || state >= scenario->state_count) return;
  uint32_t place = h->organisation - after->history->first[state];
  const uint32_t number = place + 1;
  for (int o = 0; o < scenario->organisation_count; o++) {
    if (scenario->organisations[o].state != state || place--) continue;
    pl_buffer_add_text(out, scenario->organisations[o].id);
    return;
  }
  pl_buffer_add_format(out, "%s:%" PRIu32, scenario->states[state].id, number);
}

void pl_put_knowers_of(pl_buffer *out, const pl_after_action *after, const pl_happening *h) {
  const pl_state_set *seats = h->event ? &h->event->seen_by : h->message ? &h->message->to : NULL;
  const char *between = "";
  if (h->kind == PL_HAPPENED_DECISION) pl_buffer_add_text(out, h->seat);
  if (h->kind == PL_HAPPENED_DECISION) return;
  if ((h->event && h->event->is_public) || (h->message && h->message->is_public)) {
    pl_buffer_add_text(out, "all");
    return;
  }
  for (int s = seats ? pl_set_next(seats, 0) : -1; s >= 0; s = pl_set_next(seats, s + 1)) {
    const char *id = seat_id(after->scenario, s);
    if (id) pl_buffer_add_format(out, "%s%s", between, id);
    between = "+";
  }
  if (!*between) pl_buffer_add_text(out, "control");
}

static void put_message_detail(pl_buffer *out, const pl_message *message) {
  const char *by = *message->sender ? message->sender : message->by;
  pl_buffer_add_format(out, "message: %" PRId32, message->number);
  if (message->about >= 0) pl_buffer_add_format(out, " about: %" PRId32, message->about);
  if (*by) pl_buffer_add_text(out, " by: ");
  pl_put_tame(out, by);
}

static void put_entry_detail(pl_buffer *out, const pl_scenario *scenario, const pl_journal_entry *entry) {
  if (entry->act) pl_act_to_json(scenario, entry->act, out);
  else pl_decision_print(scenario, &entry->decision, out);
}

void pl_put_detail_of(pl_buffer *out, const pl_after_action *after, const pl_happening *h) {
  if (h->entry) put_entry_detail(out, after->scenario, h->entry);
  if (h->message) put_message_detail(out, h->message);
  if (h->note && *h->note->by) pl_buffer_add_text(out, "by: ");
  if (h->note) pl_put_tame(out, h->note->by);
  if (h->reason) pl_buffer_add_text(out, h->reason);
  if (h->against >= 0) pl_buffer_add_format(out, "against: %" PRId32, h->against);
}

static void put_event_words(pl_buffer *out, const pl_after_action *after, const pl_event *event) {
  const pl_event_log *log = pl_session_events(after->session);
  if (event->kind == PL_EVENT_LOG) pl_buffer_add_text(out, pl_event_log_line(log, event, after->options.language));
  else pl_put_event(out, after->voice, event);
}

static void put_decision_words(pl_buffer *out, const pl_after_action *after, const pl_decision *decision) {
  const pl_turn turn = {.kind = PL_TURN_DECIDE, .decision = *decision};
  pl_put_turn(out, after->voice, &turn);
}

void pl_put_words_of(pl_buffer *out, const pl_after_action *after, const pl_happening *h) {
  pl_buffer words = {0};
  switch (h->kind) {
  case PL_HAPPENED_EVENT: put_event_words(&words, after, h->event); break;
  case PL_HAPPENED_DECISION: put_decision_words(&words, after, &h->entry->decision); break;
  case PL_HAPPENED_ACT:
    pl_put_act(&words, after->voice, h->entry->act, pl_session_outcome(after->session, h->entry_number));
    break;
  case PL_HAPPENED_MESSAGE: pl_put_tame(&words, h->message->text); break;
  case PL_HAPPENED_NOTE: pl_put_tame(&words, h->note->text); break;
  case PL_HAPPENED_KINDS: break;
  }
  pl_flatten(&words);
  pl_put_first(out, pl_buffer_text(&words));
  out->failed = out->failed || words.failed;
  pl_buffer_clear(&words);
}
