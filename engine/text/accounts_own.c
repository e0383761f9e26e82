/* Accounts of what a seat may hear of another decision while its exercise goes on.
 *
 * How many were hit in all, and what became of others, is hidden from a seat until the exercise is over; so is what hit
 * its own organisations and was not found yet, and how exactly others trust it. A brief knows what is hidden, so both
 * exercises are played whole and the seat gets a brief in each, after the last round that is done: only what differs
 * between these two is told. */
#include "accounts_internal.h"

#include <string.h>

#include <polder/session.h>

/* ---- two briefs ---- */

static void take_figures(pl_own_figures *out, const pl_brief *brief) {
  *out = (pl_own_figures){.found = brief->contained,
                          .recovered = brief->recovered,
                          .loss = brief->loss,
                          .sharing = brief->burn + brief->effort - brief->edge,
                          .standing = brief->standing,
                          .confidence = brief->confidence,
                          .rights = brief->rights};
  for (int t = 0; brief->others && t < brief->scenario->state_count; t++) out->trust[t] = brief->others[t].trust_in_me;
}

static pl_status look(pl_course *course, const pl_what_if *what_if, int seat, pl_own_figures *out, pl_error *error) {
  pl_brief_room room = {.memory = NULL};
  pl_session *session = pl_what_if_session(course, what_if, error);
  if (!session) return error->status;
  pl_status status = pl_brief_build(pl_session_world(session), pl_session_events(session), seat, PL_BRIEF_ALL, &room,
                                    error);
  if (status == PL_OK) take_figures(out, &room.brief);
  pl_brief_room_clear(&room);
  pl_session_free(session);
  return status;
}

pl_status pl_own_account_make(pl_course *course, const pl_what_if *what_if, int seat, pl_own_account *out,
                              pl_error *error) {
  const pl_what_if as_played = {.round = what_if->round};
  *out = (pl_own_account){.rounds = pl_course_rounds(course)};
  pl_status status = look(course, &as_played, seat, &out->played, error);
  return status == PL_OK ? look(course, what_if, seat, &out->otherwise, error) : status;
}

/* ---- in words ---- */

typedef void putter(pl_buffer *out, int64_t figure);
static void put_money(pl_buffer *out, int64_t figure) { pl_put_amount(out, figure, false); }
static void put_share(pl_buffer *out, int64_t figure) {
  pl_buffer_add_format(out, "%d\xC2\xA0%%", pl_percent((pl_q16)figure));
}

typedef struct telling {
  pl_tale *tale;
  bool is_any; /* something was told already */
  int rounds;
} telling;

/* Under a heading, which comes with the first. */
static void tell_line(telling *t, pl_buffer *line) {
  pl_buffer heading = {0};
  pl_buffer_add_format(&heading, PL_TEXT("What you would know after round %d"), t->rounds);
  if (!t->is_any) pl_tale_heading(t->tale, pl_buffer_text(&heading));
  t->tale->failed |= heading.failed;
  pl_buffer_clear(&heading);
  t->is_any = true;
  pl_tale_take(t->tale, line);
}

/* A line where there is something to tell apart in words; none of it depends on columns, which not every screen has. */
static void tell_figure(telling *t, const char *name, int64_t was, int64_t is, putter *put) {
  pl_buffer before = {0}, after = {0}, line = {0};
  put(&before, was);
  put(&after, is);
  if (strcmp(pl_buffer_text(&before), pl_buffer_text(&after))) {
    pl_buffer_add_text(&line, "  · " PL_HANG);
    pl_buffer_add_format(&line, PL_TEXT("%s: %s instead of %s"), name, pl_buffer_text(&after), pl_buffer_text(&before));
    tell_line(t, &line);
  }
  t->tale->failed |= before.failed || after.failed;
  pl_buffer_clear(&before);
  pl_buffer_clear(&after);
}

/* Those whose trust, as the seat sees it in five steps, is above what it was, or below. */
static void tell_trust(telling *t, const pl_voice *voice, const pl_own_account *own, int direction, const char *what) {
  pl_state_set states = {{0}};
  pl_buffer line = {0};
  for (int s = 0; s < voice->scenario->state_count; s++)
    if ((own->otherwise.trust[s] - own->played.trust[s]) * direction > 0) pl_set_add(&states, (unsigned)s);
  if (pl_set_is_empty(&states)) return;
  pl_buffer_add_format(&line, "  · " PL_HANG "%s: ", what);
  pl_put_states(&line, voice, &states);
  tell_line(t, &line);
}

void pl_tell_own_account(const pl_voice *voice, const pl_what_if *what_if, const pl_comparison *comparison,
                         const pl_own_account *own, unsigned flags, pl_tale *tale) {
  const pl_own_figures *was = &own->played, *is = &own->otherwise;
  telling t = {.tale = tale, .rounds = own->rounds};
  if (!(flags & PL_ACCOUNT_BESIDE)) pl_tell_question(voice, what_if, comparison, tale);
  tell_figure(&t, PL_TEXT("Found hit now"), was->found, is->found, pl_put_count);
  tell_figure(&t, PL_TEXT("Recovered"), was->recovered, is->recovered, pl_put_count);
  tell_figure(&t, PL_TEXT("Damage, in units"), was->loss, is->loss, put_money);
  tell_figure(&t, PL_TEXT("Sharing, in units"), was->sharing, is->sharing, put_money);
  tell_figure(&t, PL_TEXT("Public confidence"), was->confidence, is->confidence, put_share);
  tell_figure(&t, PL_TEXT("Rights"), was->rights, is->rights, put_share);
  tell_figure(&t, PL_TEXT("Standing"), was->standing, is->standing, put_share);
  tell_trust(&t, voice, own, 1, PL_TEXT("More trust in you"));
  tell_trust(&t, voice, own, -1, PL_TEXT("Less trust in you"));
  if (!t.is_any) {
    pl_tale_gap(tale);
    pl_tale_put(tale, PL_TEXT("You would know of no difference so far."));
  }
  pl_tell_lapsed(voice, comparison, PL_ACCOUNT_OWN, tale);
  pl_tale_gap(tale);
  pl_tale_put(tale, PL_TEXT("What it meant for others, and in all, is told after the last round."));
  if (!(flags & PL_ACCOUNT_BESIDE)) pl_tale_print(tale, PL_DIM "%s" PL_PLAIN, pl_account_caveat());
  if (voice->phrases->failed) tale->failed = true;
}
