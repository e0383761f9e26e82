/* The order of the sections, and words that several of them need. */
#include "section.h"

typedef void (*section)(pl_page *page);
static const section sections[] = {pl_section_summary,  pl_section_course,       pl_section_what_ifs,
                                   pl_section_value,    pl_section_sharing,      pl_section_handling,
                                   pl_section_beliefs,  pl_section_luck,         pl_section_objectives,
                                   pl_section_observations, pl_section_control, pl_section_discussion,
                                   pl_section_plan,
                                   pl_section_record,   pl_section_recipe};

void pl_compose_report(const pl_after_action *after, pl_document *document) {
  pl_page page = {.after = after, .scenario = after->scenario, .voice = after->voice, .document = document};
  for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) sections[i](&page);
  if (after->voice->phrases->failed) document->failed = true;
}

const char *pl_phrase_day(const pl_voice *voice, pl_tick tick) {
  pl_buffer text = {0};
  pl_put_short_day(&text, voice, pl_day_of(tick));
  return pl_phrase_of(voice, &text);
}

const char *pl_phrase_moment(const pl_voice *voice, pl_tick tick) {
  pl_buffer text = {0};
  pl_put_moment(&text, voice, tick);
  return pl_phrase_of(voice, &text);
}

const char *pl_phrase_signed(const pl_voice *voice, int64_t count) {
  pl_buffer text = {0};
  if (count > 0) pl_buffer_add_text(&text, "+");
  pl_put_count(&text, count);
  return pl_phrase_of(voice, &text);
}

const char *pl_phrase_signed_tenths(const pl_voice *voice, int64_t thousandths) {
  const int64_t tenths = (thousandths + (thousandths < 0 ? -50 : 50)) / 100;
  pl_buffer text = {0};
  if (tenths > 0) pl_buffer_add_text(&text, "+");
  pl_put_tenths(&text, tenths);
  return pl_phrase_of(voice, &text);
}

pl_voice pl_voice_of(const pl_voice *voice, int seat) {
  pl_voice own = *voice;
  own.seat = seat;
  return own;
}

int64_t pl_organisations(const pl_page *page) { return page->after->history->first[page->scenario->state_count]; }

const char *pl_phrase_writer(const pl_page *page, int seat, const char *name) {
  pl_buffer who = {0};
  if (*name) pl_put_tame(&who, name);
  if (*name && seat >= 0) pl_buffer_add_format(&who, " (%s)", pl_name_of_seat(page->voice, seat));
  if (!*name) pl_buffer_add_text(&who, seat < 0 ? PL_TEXT("Control") : pl_name_of_seat(page->voice, seat));
  return pl_phrase_of(page->voice, &who);
}

int pl_people(const pl_page *page) {
  int people = 0;
  for (int s = 0; s < pl_scenario_seat_count(page->scenario); s++)
    people += pl_session_is_person(page->after->session, s);
  return people;
}
