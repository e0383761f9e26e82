/* Words: how figures, dates, names and lists are said, in the language that is spoken (translate.h).
 *
 * pl_put_… adds to a buffer. pl_phrase_… returns the same words as a text, to be an argument of a sentence: a
 * translation can then put them where its own order of words wants them. Nothing here writes to a file. */
#ifndef POLDER_WORDS_H
#define POLDER_WORDS_H

#include <polder/brief.h>
#include <polder/tale.h>

/* Room for phrases: a phrase lives until PL_PHRASES more were made, or the room is cleared. */
enum { PL_PHRASES = 16 };
typedef struct pl_phrases {
  pl_buffer phrase[PL_PHRASES];
  size_t next;
  bool failed; /* for want of memory a phrase was not all there; sticky */
} pl_phrases;
void pl_phrases_clear(pl_phrases *phrases);

/* What the words are about: the scenario, whose eyes, which language the scenario's texts are
 * in. `brief` may be NULL, and `phrases` where no phrase is asked for; without `log` an event is told without control's
 * own words. */
typedef struct pl_voice {
  const pl_scenario *scenario;
  pl_language language;
  int seat;
  const pl_brief *brief;
  pl_phrases *phrases;
  const pl_event_log *log; /* of the exercise that is told */
} pl_voice;

/* ---- figures ---- */
/* Money with its unit, as finely as its size asks for: "38.2 units", "0.04 units", "under 0.01 units". */
void pl_put_units(pl_buffer *out, pl_mu money);
/* The bare number: "38.2". */
void pl_put_number(pl_buffer *out, pl_mu money);
/* The same with two decimals whatever its size; with `has_sign`, "+" before what is more than nothing. */
void pl_put_amount(pl_buffer *out, pl_mu money, bool has_sign);
/* A count of things: "12,000". */
void pl_put_count(pl_buffer *out, int64_t count);
/* A number of tenths: "−3.5". */
void pl_put_tenths(pl_buffer *out, int64_t tenths);
int pl_percent(pl_q16 share); /* rounded, −100 … 100 for −1 … 1 */
/* 1 … 5, as the brief bands trust. */
int pl_step(pl_q16 share);
const char *pl_step_bar(int step);  /* "■■■□□"; also for 0: unknown */
const char *pl_step_word(int step); /* "very low" … "very high" */
/* How an incident of this family is called: "ransomware". */
const char *pl_family_word(pl_family family);
/* A time span in days and quarters of days: "1 day", "2½ days", "6 hours". */
void pl_put_span(pl_buffer *out, pl_tick ticks);
const char *pl_phrase_units(const pl_voice *voice, pl_mu money);
const char *pl_phrase_count(const pl_voice *voice, int64_t count);
const char *pl_phrase_tenths(const pl_voice *voice, int64_t tenths);
const char *pl_phrase_span(const pl_voice *voice, pl_tick ticks);

/* A refusal of the session's, which speaks of the seat `id`, said to that seat: "EST is no member" as "You are no
 * member". */
void pl_put_refusal(pl_buffer *out, const char *text, const char *id);

/* ---- the calendar ---- */
typedef struct pl_date {
  int year, month, day; /* month 1 … 12 */
} pl_date;
/* Reads "YYYY-MM-DD". */
bool pl_date_parse(const char *text, pl_date *date);
/* The date `days` later; the Gregorian calendar without a clock. */
pl_date pl_date_add(pl_date date, int32_t days);
/* "21 November 2026" */
void pl_put_date(pl_buffer *out, pl_date date);
/* The day of a tick, from 1. */
int pl_day_of(pl_tick tick);
/* "Day 9", or "14 Jan" where the scenario has a start date. */
void pl_put_short_day(pl_buffer *out, const pl_voice *voice, int day);
/* The days of a round: "days 8 to 14" and, where known, "14 to 20 January 2026". */
void pl_put_round_days(pl_buffer *out, const pl_voice *voice, int round);

/* ---- names ---- */
const char *pl_name_of_seat(const pl_voice *voice, int seat);
const char *pl_name_of_forum(const pl_voice *voice, int forum);
const char *pl_name_of_adversary(const pl_voice *voice, int adversary);
/* A state on a board: a code of three capitals as it is, an invented state by its name if that is short. */
const char *pl_mark_of_state(const pl_scenario *scenario, pl_language language, int state);
/* The name where it is short, else the id: for sentences that name several. */
const char *pl_short_name_of_forum(const pl_voice *voice, int forum);
/* A state's or forum's name as it stands within a sentence, with its article: "the United States", "the Isles". */
void pl_put_state(pl_buffer *out, const pl_voice *voice, int state);
/* 1 or 2: whether it takes a verb for one or for several ("de Verenigde Staten hebben"). */
int pl_number_of_state(const pl_voice *voice, int state);
int pl_number_of_states(const pl_voice *voice, const pl_state_set *states);
void pl_put_forum(pl_buffer *out, const char *name);
void pl_put_adversary(pl_buffer *out, const pl_voice *voice, int adversary);
/* A declared incident's name, else its kind and its handle: "ransomware krill.3.1". */
void pl_put_incident(pl_buffer *out, const pl_voice *voice, pl_iid iid);
/* "Estonia and the Netherlands", many by their ids; all of the others: "all other states"; nobody: "nobody". */
void pl_put_states(pl_buffer *out, const pl_voice *voice, const pl_state_set *states);
/* The same with ids only: "EST, LVA, LTU". */
void pl_put_ids(pl_buffer *out, const pl_voice *voice, const pl_state_set *states);
/* "ransomware and wiper" from the bits of a set of families. */
void pl_put_families(pl_buffer *out, uint8_t families);
/* An audience in words: "the members of my forums", "Estonia and the members of Delta Exchange". */
void pl_put_audience(pl_buffer *out, const pl_voice *voice, const pl_audience *audience);
/* The scenario's words about the item that seat `holder` (−1: nobody) has itself on an incident, else about the
 * incident; NULL: there are none, as of a random one. */
const pl_text *pl_text_about(const pl_scenario *scenario, pl_iid iid, int holder);
/* " At home: 3 found hit." and whether it is over, each with a blank before it; NULL: nothing. */
void pl_put_at_home(pl_buffer *out, const pl_voice *voice, const pl_brief_incident *incident);
/* A scenario's text: placeholders filled in, control bytes left out. */
void pl_put_scenario_text(pl_buffer *out, const pl_voice *voice, const pl_text *text);

/* The same as phrases. */
const char *pl_phrase_state(const pl_voice *voice, int state);
const char *pl_phrase_states(const pl_voice *voice, const pl_state_set *states);
const char *pl_phrase_ids(const pl_voice *voice, const pl_state_set *states);
const char *pl_phrase_forum(const pl_voice *voice, int forum);
const char *pl_phrase_short_forum(const pl_voice *voice, int forum);
const char *pl_phrase_adversary(const pl_voice *voice, int adversary);
const char *pl_phrase_incident(const pl_voice *voice, pl_iid iid);
const char *pl_phrase_families(const pl_voice *voice, uint8_t families);
const char *pl_phrase_audience(const pl_voice *voice, const pl_audience *audience);
const char *pl_phrase_scenario_text(const pl_voice *voice, const pl_text *text);
/* What was composed in `text`, which is cleared, as a phrase. */
const char *pl_phrase_of(const pl_voice *voice, pl_buffer *text);
/* A sentence begins with `text`: an article is written large. */
void pl_put_first(pl_buffer *out, const char *text);

/* A decision as a sentence to the seat of the voice, whose decision it is: "Share worm with Southland". And the title
 * of an action, for a button. */
void pl_put_decision_of(pl_buffer *out, const pl_voice *voice, const pl_decision *decision);
void pl_put_title_of(pl_buffer *out, const pl_voice *voice, int action);

/* Adds one word of a command line that a person may copy: printable, and quoted where a shell needs it. */
void pl_put_shell_word(pl_buffer *out, const char *word);

/* The states an audience means to this seat, from its brief: never itself. */
pl_state_set pl_audience_states(const pl_brief *brief, const pl_audience *audience);

#endif
