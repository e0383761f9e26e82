/* Events: the append-only record of what happened, and who may know.
 *
 * The world writes them while a round is resolved, in the order in which things happen; nothing ever
 * changes or removes one. They follow from scenario, seed and decisions and are not part of the digest. A
 * reader who is not control sees an event only if its seat is in `seen_by` (brief.h filters). */
#ifndef POLDER_EVENT_H
#define POLDER_EVENT_H

#include <polder/memory.h>
#include <polder/status.h>
#include <polder/types.h>

struct pl_world;
struct pl_scenario;

/* X(constant, "name", what the fields mean). `state`, `other`, `forum`, `adversary`, `iid`, `organisation`,
 * `amount`, `label` are used only where named. */
#define PL_EVENT_TABLE(X)                                                                                 \
  X(PL_EVENT_ROUND, "round", "a round begins")                                                            \
  X(PL_EVENT_INJECT, "inject", "inject `index` fires; to the seats in seen_by (`other`: control's words, a line of the log; flag: in the open round, by control's hand)") \
  X(PL_EVENT_ANSWER, "answer", "seat `state` chose option `other` of inject `index` (flag: by default)")  \
  X(PL_EVENT_LEFT, "left", "`state` left `forum`")                                                        \
  X(PL_EVENT_JOINED, "joined", "`state` joined `forum`")                                                  \
  X(PL_EVENT_APPLIED, "applied", "`state` applied to `forum`")                                            \
  X(PL_EVENT_ADMISSION, "admission", "vote on `state` in `forum`: flag passed, amount yes (−1: hidden), index no")  \
  X(PL_EVENT_BOUGHT, "bought", "`state` bought commercial intelligence")                                  \
  X(PL_EVENT_STRUCK, "struck", "`state` struck `adversary`")                                              \
  X(PL_EVENT_TAKEDOWN, "takedown", "takedown of `adversary` by the states in `seen_by`: flag success")     \
  X(PL_EVENT_LAPSED, "lapsed", "action `index` of `state` lapsed; `amount` is a pl_lapse")                \
  X(PL_EVENT_CUSTOM, "custom", "`state` did the scenario's action `index`, target `other`")               \
  X(PL_EVENT_LAUNCHED, "launched", "incident `iid` starts")                                               \
  X(PL_EVENT_ENDED, "ended", "incident `iid` is over")                                                    \
  X(PL_EVENT_LATENT, "latent", "`organisation` of `state` was infected by `iid`, mostly from suppliers in `other` (PL_NONE: by the adversary itself)") \
  X(PL_EVENT_INFECTIOUS, "infectious", "`organisation` of `state` is damaged and passes `iid` on")        \
  X(PL_EVENT_CONTAINED, "contained", "`state` found and contained `iid` in `organisation`")               \
  X(PL_EVENT_RECOVERED, "recovered", "`organisation` of `state` recovered from `iid`")                    \
  X(PL_EVENT_ITEM, "item", "`state` has its own item on `iid`, quality `amount`, `label`")                         \
  X(PL_EVENT_SENT, "sent", "`state` sent item `iid`@`originator` to `other`, channel `index`, `forum`, under `label` (flag: its tear-line)")   \
  X(PL_EVENT_RECEIVED, "received", "`other` received `iid`@`originator` from `state`, quality `amount`, channel `index`, `label` by now (flag: its tear-line)") \
  X(PL_EVENT_PUBLISHED, "published", "`state` published its item on `iid` (flag: its tear-line)")                               \
  X(PL_EVENT_BURNT, "burnt", "the source of `state` on `iid` is burnt, cost `amount` mu")                 \
  X(PL_EVENT_BREACH, "breach", "`state` was found passing `iid`@`originator` on to `other`")              \
  X(PL_EVENT_DEFECTED, "defected", "`other` perceived that `state` did not cooperate")                    \
  X(PL_EVENT_OBJECTIVE, "objective", "objective `index` of seat `state`: `amount` q16 met")               \
  X(PL_EVENT_LOG, "log", "a hook's log line: text `index` of the log (flag: `index` + 1 is its Dutch)") \
  X(PL_EVENT_RULING, "ruling", "a move of seat `state` came to outcome `amount`: text `index` of the log (`other`: the move's)") \
  X(PL_EVENT_MOOT, "moot", "control's act `amount` (a pl_act_kind), on inject `index` or on a move of seat `state`, had become impossible")

typedef enum pl_event_kind {
#define X(constant, name, meaning) constant,
  PL_EVENT_TABLE(X)
#undef X
  PL_EVENT_KINDS
} pl_event_kind;
const char *pl_event_name(pl_event_kind kind);

/* How an item travelled. */
typedef enum pl_channel {
  PL_CHANNEL_FORUM, PL_CHANNEL_BILATERAL, PL_CHANNEL_PUBLIC, PL_CHANNEL_ONWARD, PL_CHANNEL_RELAY, PL_CHANNEL_COMMERCIAL
} pl_channel;

/* Why an action lapsed. */
typedef enum pl_lapse { PL_LAPSE_MONEY, PL_LAPSE_NOT_MEMBER, PL_LAPSE_IS_MEMBER, PL_LAPSE_NO_ITEM, PL_LAPSE_TOO_OLD,
                        PL_LAPSE_LABEL, PL_LAPSE_NOT_OPEN, PL_LAPSE_LIMIT, PL_LAPSE_OVER, PL_LAPSE_NEEDS } pl_lapse;

typedef struct pl_event {
  uint8_t kind;    /* pl_event_kind */
  uint8_t flag;
  uint16_t round;  /* from 0 */
  pl_tick tick;    /* at round edges: the round's first tick, or the next round's */
  uint16_t state, other, originator; /* PL_NONE where unused */
  uint16_t forum, adversary, index;
  pl_iid iid;
  uint32_t organisation;
  int64_t amount;
  uint8_t label;           /* pl_label */
  bool is_public;          /* everybody sees it; else only the seats below, and control */
  pl_state_set seen_by;    /* seats (states first) */
} pl_event;

/* A growing log. A zeroed pl_event_log is a valid empty one. */
typedef struct pl_event_log {
  pl_event *event; /* owned */
  size_t count, capacity;
  char **line;     /* owned texts of PL_EVENT_LOG, PL_EVENT_RULING and PL_EVENT_INJECT */
  size_t line_count, line_capacity;
  bool failed;     /* an allocation failed; sticky */
} pl_event_log;
void pl_event_log_clear(pl_event_log *log);
void pl_event_log_add(pl_event_log *log, const pl_event *event);
/* Adds a copy of `text`; returns its index. */
uint16_t pl_event_log_add_line(pl_event_log *log, const char *text);
/* The line of a PL_EVENT_LOG or PL_EVENT_RULING in that language, or in the one there is; "" if the log lost it.
 * Borrowed. */
const char *pl_event_log_line(const pl_event_log *log, const pl_event *event, pl_language language);

/* What the inject of a PL_EVENT_INJECT says: control's words where it was reworded, else (and with `log` NULL) the
 * scenario's. */
pl_text pl_event_inject_text(const struct pl_scenario *scenario, const pl_event_log *log, const pl_event *event);
/* What a PL_EVENT_RULING came to, and the move it is about, in control's words; "" where nothing says so, or `log` is
 * NULL. Borrowed. */
const char *pl_event_ruling(const pl_event_log *log, const pl_event *event);
const char *pl_event_move(const pl_event_log *log, const pl_event *event);

/* Copies the lines that `event`, one of `from`, names into `to`, and lets it name those. */
void pl_event_log_take_lines(pl_event_log *to, const pl_event_log *from, pl_event *event);

/* Appends the events from index `from` on, with the lines they name, in a form of this version of the engine alone. */
void pl_event_log_save(const pl_event_log *log, size_t from, pl_buffer *out);
/* Adds events as saved. Any bytes are safe: PL_BAD_INPUT when they are not events that `world` could have written
 * (readers use the indices in them without looking twice). PL_NO_MEMORY. After a failure the log is as it was. */
pl_status pl_event_log_load(pl_event_log *log, const struct pl_world *world, const void *bytes, size_t length,
                            pl_error *error);

#endif
