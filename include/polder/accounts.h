/* Accounts: what another decision, other luck and sharing came to, in words.
 *
 * What what_if.h and ledger.h compute is told here, once, for terminal, window and report. Whatever is said of a world
 * that was not played is true of the model, and each account says so in one sentence. Figures are read from what was
 * computed; where they are made of others (the cost of sharing, say) it is done here and nowhere else. This header does
 * not know the world. */
#ifndef POLDER_ACCOUNTS_H
#define POLDER_ACCOUNTS_H

#include <polder/ledger.h>
#include <polder/perspective.h>
#include <polder/provenance.h>
#include <polder/words.h>

struct pl_session;
struct pl_act;

/* ---- who tells ---- */
/* A voice for a recorded exercise as control knows it. `session` is borrowed; it needs its events. NULL: error. */
typedef struct pl_narrator pl_narrator;
pl_narrator *pl_narrator_new(const struct pl_session *session, pl_language language, pl_error *error);
void pl_narrator_free(pl_narrator *narrator); /* NULL is fine */
const pl_voice *pl_narrator_voice(const pl_narrator *narrator);

/* ---- what is turned around ---- */
/* Reads one thing that is to be otherwise, of this seat:
 *
 *   share     ITEM=AUDIENCE    the item goes there, and nowhere else
 *   withhold  ITEM             the item goes nowhere
 *   posture   AUDIENCE         new items go there, until the seat decides about it again
 *   without   ACTION[=TARGET]  what was decided of that kind (TARGET: a forum, adversary, message, state, item) wasn't
 *   decision  JSON             as decision_json.h reads it
 *
 * ITEM is an incident, or INCIDENT@STATE for the finding of another state. PL_USAGE: that is not how it is written;
 * PL_BAD_INPUT: something in it is unknown. Whether it is possible is what_if.h's to say. */
pl_status pl_turn_read(const struct pl_session *session, int seat, const char *word, const char *value, pl_turn *turn,
                       pl_error *error);
/* The what-if that question `question` of the scenario's debrief asks about, with its one turn. False: it asks about
 * none, or about a round that is not done, or an incident that did not happen. */
bool pl_debrief_what_if(const struct pl_session *session, int question, pl_turn *turn, pl_what_if *what_if);
/* What one seat could have decided otherwise in one round that is done: what it decided, taken back; its standing order
 * another way round; what it had found out, sent to everybody, to its allies or to nobody; other answers to messages.
 * It is offered from the record alone, so a few of them turn out to be impossible, and what_if.h says why. */
typedef enum pl_offer_kind {
  PL_OFFER_ITEM, PL_OFFER_ORDER, PL_OFFER_TAKE_BACK, PL_OFFER_ANSWER, PL_OFFERS
} pl_offer_kind;
enum { PL_OFFER_TURNS = 2 };
typedef struct pl_offer {
  pl_offer_kind kind;
  pl_turn turn[PL_OFFER_TURNS]; /* the first says what it is */
  size_t turn_count;
} pl_offer;
/* Returns how many there are, in the order of the kinds; writes at most `capacity`. None in a round that isn't done. */
size_t pl_offer_turns(const struct pl_session *session, int round, int seat, pl_offer *offers, size_t capacity);
/* The same finding, or the standing order of the same round, with any other audience. False: nobody receives what this
 * is about. */
bool pl_offer_for(const struct pl_session *session, int round, const pl_offer *like, const pl_audience *audience,
                  pl_offer *offer);
/* "Its finding on Worm goes to nobody", "Without “Leave Delta Exchange”": of a seat that is known. */
void pl_put_offer(pl_buffer *out, const pl_voice *voice, const pl_offer *offer);
/* "The Netherlands: its finding on Worm is withheld". */
void pl_put_turn(pl_buffer *out, const pl_voice *voice, const pl_turn *turn);

/* ---- parts of accounts ---- */
/* The sentence that belongs to each. */
const char *pl_account_caveat(void);
/* A curve as a line of text, one character for each of `columns` equal parts of it: "▁▂▅█▃▁". `top` is the full
 * height, of several curves that are to be compared the same one. */
void pl_put_curve(pl_buffer *out, const int32_t *curve, pl_tick ticks, int columns, int32_t top);
/* "Day 9, 06:00": a tick is six hours. */
void pl_put_moment(pl_buffer *out, const pl_voice *voice, pl_tick tick);
/* One thing that happened, as control sees it; nothing for what nobody would tell. */
void pl_put_event(pl_buffer *out, const pl_voice *voice, const pl_event *event);
/* What control did: "message flood delayed to round 4"; of a ruling the odds, and what it came to (`outcome` −1: not
 * known). */
void pl_put_act(pl_buffer *out, const pl_voice *voice, const struct pl_act *act, int outcome);
/* The objective that a note is about; nothing: none. And what was seen of it (a pl_observed): "met", "partly met",
 * "not met", "". */
void pl_put_noted_objective(pl_buffer *out, const pl_voice *voice, uint16_t objective);
const char *pl_observed_word(int observed);
/* The same of an event in a comparison. */
void pl_put_compared_event(pl_buffer *out, const pl_voice *voice, const pl_comparison *comparison,
                           const pl_event *event);

/* What is different for one state: otherwise − as played. */
typedef struct pl_difference {
  int64_t hit;
  pl_mu loss, sharing; /* sharing: burnt sources and work, less the head start; what it cost */
  pl_q16 trust;        /* the mean of the others' trust in it */
  pl_q16 standing, confidence;
  int32_t points;      /* of its aims; only where both were judged */
} pl_difference;
void pl_difference_of(const pl_scenario *scenario, const pl_comparison *comparison, int state, pl_difference *out);
bool pl_difference_is_any(const pl_difference *difference);
/* What it came to, in a sentence or two: "12 organisations fewer would have been hit, 9 of them in Latvia." To the seat
 * of the voice, if it has one. */
void pl_put_comparison(pl_buffer *out, const pl_voice *voice, const pl_comparison *comparison);
/* The same of pairs: "In at least 9 of 10 pairs the difference was between −36 and −5 …" */
void pl_put_pairs(pl_buffer *out, const pl_voice *voice, const pl_pairs *pairs);
/* How lucky an exercise was, in thousandths of the runs that were less so, or half of those alike. */
int pl_fan_luck(const pl_fan *fan);
/* What of control's acts is not in it, in a sentence or two; nothing where all are. */
void pl_put_fan_acts(pl_buffer *out, const pl_fan *fan);
/* "neither lucky nor unlucky" */
const char *pl_luck_word(int thousandths);

/* ---- accounts ---- */
enum {
  PL_ACCOUNT_ALL_STATES = 1, /* states without a difference too */
  PL_ACCOUNT_OWN = 2,        /* of all states only the seat of the voice */
  PL_ACCOUNT_BESIDE = 4      /* beside figures, curves and a table that are drawn: only the rest of it */
};
/* What was turned around, where the two exercises part, their curves, and what is different for whom. */
void pl_tell_comparison(const pl_voice *voice, const pl_what_if *what_if, const pl_comparison *comparison,
                        unsigned flags, pl_tale *tale);
/* While the exercise goes on: what the seat's own briefs would hold, as played and otherwise, after the last round that
 * is done. The rest is hidden from it until the end. */
typedef struct pl_own_figures {
  int32_t found, recovered;     /* its organisations: found hit now, recovered at least once */
  pl_mu loss, sharing;          /* as in pl_difference, so far */
  pl_q16 standing, confidence, rights;
  uint8_t trust[PL_MAX_STATES]; /* of each state in it, 1 … 5 */
} pl_own_figures;
typedef struct pl_own_account {
  int rounds; /* done */
  pl_own_figures played, otherwise;
} pl_own_account;
/* Plays both. Errors as pl_what_if_compare. */
pl_status pl_own_account_make(pl_course *course, const pl_what_if *what_if, int seat, pl_own_account *out,
                              pl_error *error);
/* `flags`: beside a question and a caveat that are drawn, only the rest. */
void pl_tell_own_account(const pl_voice *voice, const pl_what_if *what_if, const pl_comparison *comparison,
                         const pl_own_account *own, unsigned flags, pl_tale *tale);
/* The same under other luck, as it follows on that. */
void pl_tell_pairs(const pl_voice *voice, const pl_what_if *what_if, const pl_pairs *pairs, unsigned flags,
                   pl_tale *tale);
void pl_tell_fan(const pl_voice *voice, const pl_fan *fan, pl_tale *tale);
/* `flags`: all items, not only those that mattered most. */
void pl_tell_ledger(const pl_voice *voice, const pl_ledger *ledger, unsigned flags, pl_tale *tale);

/* ---- where intelligence came from, and what was believed ---- */
/* "passed on without its originator's consent, and beyond its label". Translated; constant. */
const char *pl_verdict_words(const pl_hop *hop);
/* How it travelled: "through Delta Exchange", "directly", "in public"; "directly, as a tear-line". */
void pl_put_way(pl_buffer *out, const pl_voice *voice, const pl_hop *hop);
/* Counts, states, what broke the rules, and every item with its hops; or `only` one (NULL: all), with the quality that
 * arrived. */
void pl_tell_provenance(const pl_voice *voice, const pl_provenance *provenance, const pl_provenance_item *only,
                        pl_tale *tale);
/* What was true at the opening of `round` (from 0; the rounds done: after all of them), in a paragraph or two. */
void pl_tell_truth(const pl_voice *voice, const pl_perspective *perspective, int round, pl_tale *tale);
/* How often the seat underestimated what had hit it, and what it was unaware of for longest. */
void pl_tell_blind_spots(const pl_voice *voice, const pl_perspective *perspective, pl_tale *tale);

#endif
