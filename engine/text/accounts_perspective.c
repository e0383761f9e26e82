/* The account of a perspective: what was true, beside what a seat could see. Said without "you" and without a name, so
 * that it does for whoever reads it next to that seat's own words. */
#include "accounts_internal.h"

static const char *moment_of(const pl_voice *voice, pl_tick tick) {
  pl_buffer text = {0};
  pl_put_moment(&text, voice, tick);
  return pl_phrase_of(voice, &text);
}

/* ---- at home ---- */

static void put_at_home(pl_buffer *out, const pl_voice *voice, const pl_perspective_moment *moment) {
  if (moment->hit == moment->found && !moment->latent)
    pl_buffer_add_text(out, PL_TEXT("No organisation was hit here that had not been found."));
  else
    pl_buffer_add_format(out, PL_TEXT("Organisations hit here: %s, of which found: %s; infected and not yet hit: %s."),
                         pl_phrase_count(voice, moment->hit), pl_phrase_count(voice, moment->found),
                         pl_phrase_count(voice, moment->latent));
}

/* ---- incidents ---- */

static bool is_unheard_here(const pl_perspective_incident *incident, pl_tick opening) {
  const bool is_over = incident->over >= 0 && incident->over < opening;
  const bool is_here = incident->hit_here >= 0 && incident->hit_here < opening;
  return is_here && !is_over && (incident->heard < 0 || incident->heard >= opening);
}

static void put_incidents(pl_buffer *out, const pl_voice *voice, const pl_perspective *p, int round) {
  const pl_perspective_moment *moment = &p->moment[round];
  pl_buffer_add_format(out, PL_TEXT(" Incidents going on: %d, of which heard of: %d."), (int)moment->active,
                       (int)moment->heard);
  for (size_t i = 0; i < p->incident_count; i++) {
    const pl_perspective_incident *incident = &p->incident[i];
    if (!is_unheard_here(incident, round * PL_TICKS_PER_ROUND)) continue;
    pl_buffer_add_format(out, PL_TEXT(" Here and not heard of: %s, since %s."),
                         pl_phrase_incident(voice, incident->iid), moment_of(voice, incident->hit_here));
  }
}

/* ---- others ---- */

/* Only what was not so: who told of as many as were hit was right. */
static void put_others(pl_buffer *out, const pl_voice *voice, const pl_perspective *p, int round) {
  int64_t untold = 0;
  for (int s = 0; s < p->scenario->state_count; s++) {
    const pl_perspective_other *other = &p->moment[round].other[s];
    if (other->told < 0) untold += other->hit;
    if (other->told < 0 || other->told == other->hit) continue;
    pl_buffer_add_format(out, PL_TEXT(" %s: told of %s hit, and really %s."), pl_name_of_seat(voice, s),
                         pl_phrase_count(voice, other->told), pl_phrase_count(voice, other->hit));
  }
  if (untold)
    pl_buffer_add_format(out, PL_TEXT(" Hit in states that told nothing: %s."), pl_phrase_count(voice, untold));
}

void pl_tell_truth(const pl_voice *voice, const pl_perspective *perspective, int round, pl_tale *tale) {
  pl_buffer line = {0};
  if (round < 0 || round > perspective->rounds) return;
  pl_tale_heading(tale, PL_TEXT("And in truth"));
  if (perspective->is_state) put_at_home(&line, voice, &perspective->moment[round]);
  put_incidents(&line, voice, perspective, round);
  if (perspective->is_state) put_others(&line, voice, perspective, round);
  pl_tale_take(tale, &line);
}

/* ---- in all ---- */

static void put_hearing(pl_buffer *out, const pl_voice *voice, const pl_perspective_incident *incident) {
  switch (incident->hearing) {
  case PL_HEARING_NEVER: pl_buffer_add_text(out, PL_TEXT(" It was never heard of here.")); break;
  case PL_HEARING_FOUND: pl_buffer_add_text(out, PL_TEXT(" Then it was found here.")); break;
  case PL_HEARING_TOLD:
    pl_buffer_add_format(out, PL_TEXT(" Then %s sent a warning."), pl_phrase_state(voice, incident->from));
    break;
  case PL_HEARING_VENDOR: pl_buffer_add_text(out, PL_TEXT(" Then a vendor reported it.")); break;
  case PL_HEARING_SAID:
  case PL_HEARINGS: break;
  }
}

void pl_tell_blind_spots(const pl_voice *voice, const pl_perspective *perspective, pl_tale *tale) {
  if (!perspective->is_state || !perspective->rounds) return;
  pl_tale_heading(tale, PL_TEXT("What could be seen, and what was true"));
  pl_tale_print(tale,
                PL_TEXTS("After %d of %d round fewer organisations had been found hit than were.",
                         "After %d of %d rounds fewer organisations had been found hit than were.",
                         perspective->rounds),
                perspective->underestimated, perspective->rounds);
  if (perspective->blind_spot < 0) return;
  const pl_perspective_incident *incident = &perspective->incident[perspective->blind_spot];
  pl_buffer line = {0};
  pl_buffer_add_format(&line,
                       PL_TEXT("Longest unaware: %s was at work here for %s, from %s on, and infected %s organisations "
                               "meanwhile."),
                       pl_phrase_incident(voice, incident->iid), pl_phrase_span(voice, incident->unaware),
                       moment_of(voice, incident->hit_here), pl_phrase_count(voice, incident->infected_unheard));
  put_hearing(&line, voice, incident);
  pl_tale_take(tale, &line);
}
