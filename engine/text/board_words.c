/* Words of the board.
 *
 * A projector has room for a few words at a time, and a room full of people reads them at once: each moment of an
 * exercise is a round, what goes on in it, and a line about that, the same on every board. */
#include <polder/board_words.h>

#include <polder/translate.h>

enum { DAYS = PL_TICKS_PER_ROUND / PL_TICKS_PER_DAY };

static const char *said(const pl_voice *voice, const char *text) {
  pl_buffer words = {0};
  pl_buffer_add_text(&words, text);
  return pl_phrase_of(voice, &words);
}

/* ---- the moment ---- */

pl_board_count pl_board_count_of(const pl_billboard *billboard) {
  pl_board_count count = {0};
  for (int i = 0; i < billboard->seat_count; i++) {
    const pl_billboard_seat *seat = &billboard->seat[i];
    count.seats += seat->is_playable;
    count.taken += seat->has_people;
    count.people += seat->people;
    count.ready += seat->has_people && seat->is_ready;
  }
  return count;
}

/* Who has committed, and never what. */
static const char *readiness(const pl_voice *voice, const pl_billboard *billboard) {
  const pl_board_count count = pl_board_count_of(billboard);
  pl_buffer words = {0};
  if (!count.taken) return said(voice, PL_TEXT("Bots decide for everybody"));
  if (count.taken == 1)
    return said(voice, count.ready ? PL_TEXT("The one team has committed") : PL_TEXT("The one team has yet to commit"));
  if (count.ready == count.taken)
    pl_buffer_add_format(&words, PL_TEXT("All %d teams have committed"), count.taken);
  else
    pl_buffer_add_format(&words, PL_TEXT("%d of %d teams have committed"), count.ready, count.taken);
  return pl_phrase_of(voice, &words);
}

static const char *round_of(const pl_voice *voice, const pl_billboard *billboard) {
  pl_buffer words = {0};
  pl_buffer_add_format(&words, PL_TEXT("Round %d of %d"), (int)billboard->round + 1, (int)billboard->rounds);
  return pl_phrase_of(voice, &words);
}

static const char *day_of(const pl_voice *voice, const pl_billboard *billboard) {
  const int day = billboard->tick / PL_TICKS_PER_DAY + 1;
  pl_buffer words = {0};
  pl_buffer_add_format(&words, PL_TEXT("Day %d of %d"), day > DAYS ? DAYS : day, DAYS);
  return pl_phrase_of(voice, &words);
}

/* And which day that is, where there is a calendar. */
static const char *days_passing(const pl_voice *voice, const pl_billboard *billboard) {
  const pl_tick last = PL_TICKS_PER_ROUND - 1, tick = billboard->tick < last ? billboard->tick : last;
  pl_date start;
  pl_buffer day = {0}, words = {0};
  if (!pl_date_parse(voice->scenario->starts, &start)) return said(voice, PL_TEXT("The days pass"));
  pl_put_short_day(&day, voice, pl_day_of(billboard->round * PL_TICKS_PER_ROUND + tick));
  pl_buffer_add_format(&words, PL_TEXT("The days pass: %s"), pl_buffer_text(&day));
  pl_buffer_clear(&day);
  return pl_phrase_of(voice, &words);
}

pl_board_moment pl_board_moment_of(const pl_voice *voice, const pl_billboard *billboard) {
  switch (billboard->phase) {
  case PL_ROOM_LOBBY: return (pl_board_moment){said(voice, PL_TEXT("Take your seats")), "", ""};
  case PL_ROOM_DECIDING:
    return (pl_board_moment){round_of(voice, billboard), said(voice, PL_TEXT("teams decide")),
                             readiness(voice, billboard)};
  case PL_ROOM_PASSING:
    return (pl_board_moment){round_of(voice, billboard), day_of(voice, billboard), days_passing(voice, billboard)};
  case PL_ROOM_OVER:
  case PL_ROOM_PHASES: break;
  }
  return (pl_board_moment){said(voice, PL_TEXT("The exercise is over")), "",
                           said(voice, PL_TEXT("Time for the hot wash"))};
}

/* ---- who is there ---- */

const char *pl_phrase_in_the_room(const pl_voice *voice, const pl_billboard *billboard) {
  const pl_board_count count = pl_board_count_of(billboard);
  pl_buffer words = {0};
  pl_buffer_add_format(&words,
                       PL_TEXTS("%d person in the room, %d of %d seats taken",
                                "%d people in the room, %d of %d seats taken", count.people),
                       count.people, count.taken, count.seats);
  return pl_phrase_of(voice, &words);
}

const char *pl_phrase_at_seat(const pl_voice *voice, const pl_billboard_seat *seat) {
  pl_buffer words = {0};
  if (!seat->has_people) return said(voice, PL_TEXT("not taken"));
  pl_buffer_add_format(&words, PL_TEXTS("%d person", "%d people", seat->people), (int)seat->people);
  return pl_phrase_of(voice, &words);
}

/* ---- the number and its curve ---- */

const char *pl_phrase_of_organisations(const pl_voice *voice, int32_t all) {
  pl_buffer words = {0};
  pl_buffer_add_format(&words, PL_TEXT("of %s organisations"), pl_phrase_count(voice, all));
  return pl_phrase_of(voice, &words);
}

const char *pl_board_hit_words(bool for_public, bool is_all) {
  return for_public ? PL_TEXT("found hit") : is_all ? PL_TEXT("hit now") : PL_TEXT("known to be hit");
}

const char *pl_board_recovered_words(int32_t count) {
  return PL_TEXTS("organisation recovered", "organisations recovered", count);
}

const char *pl_phrase_day_and_hit(const pl_voice *voice, int day, int32_t hit) {
  pl_buffer words = {0};
  pl_buffer_add_format(&words, PL_TEXT("day %d · %s hit"), day, pl_phrase_count(voice, hit));
  return pl_phrase_of(voice, &words);
}

const char *pl_phrase_mark_on_curve(const pl_voice *voice, pl_event_kind kind, int state, int forum, int count) {
  const bool is_state = state >= 0 && state < voice->scenario->state_count;
  const char *mark = is_state ? pl_mark_of_state(voice->scenario, voice->language, state) : "";
  pl_buffer words = {0};
  if (kind == PL_EVENT_LEFT)
    pl_buffer_add_format(&words, PL_TEXTS("%s leaves %d forum", "%s leaves %d forums", count), mark, count);
  else if (kind == PL_EVENT_JOINED && forum >= 0 && forum < voice->scenario->forum_count)
    pl_buffer_add_format(&words, PL_TEXT("%s joins %s"), mark, pl_phrase_short_forum(voice, forum));
  else if (kind == PL_EVENT_STRUCK)
    pl_buffer_add_format(&words, PL_TEXT("%s strikes"), mark);
  else if (kind == PL_EVENT_TAKEDOWN)
    pl_buffer_add_text(&words, PL_TEXT("joint takedown"));
  return pl_phrase_of(voice, &words);
}
