/* How every figure can be computed again. */
#include <inttypes.h>

#include <polder/world.h>

#include "recipe.h"
#include "section.h"

static void fill(pl_page *page, pl_block *table, const char *name, const char *value) {
  pl_filling row = pl_fill_row(page->document, table);
  pl_fill(&row, name);
  pl_fill(&row, value);
}

static const char *number_of(const pl_voice *voice, uint64_t number, bool is_hash) {
  pl_buffer text = {0};
  if (is_hash) pl_buffer_add_format(&text, "%016" PRIx64, number);
  else pl_buffer_add_format(&text, "%" PRIu64, number);
  return pl_phrase_of(voice, &text);
}

static void add_identity(pl_page *page) {
  const pl_column columns[] = {{PL_TEXT("What"), PL_ALIGN_TEXT}, {PL_TEXT("Which"), PL_ALIGN_TEXT}};
  const pl_session *session = page->after->session;
  const pl_voice *voice = page->voice;
  const int rounds = pl_course_rounds(page->after->course);
  pl_block *table = pl_add_table(page->document, PL_TEXT("The exercise"), columns, 2);
  fill(page, table, PL_TEXT("Engine"), "Polder " POLDER_VERSION);
  fill(page, table, PL_TEXT("Scenario"), page->scenario->id);
  fill(page, table, PL_TEXT("Scenario's version"), *page->scenario->version ? page->scenario->version : "–");
  fill(page, table, PL_TEXT("Scenario's hash"), number_of(voice, pl_session_scenario_hash(session), true));
  fill(page, table, PL_TEXT("Seed"), number_of(voice, pl_world_seed(pl_session_world(session)), false));
  fill(page, table, PL_TEXT("Rounds"), pl_phrase_count(voice, rounds));
  fill(page, table, PL_TEXT("Digest after the last round"),
       number_of(voice, pl_session_digest(session, rounds - 1), true));
  fill(page, table, PL_TEXT("Runs under other luck"), pl_phrase_count(voice, page->after->options.runs));
}

static void add_players(pl_page *page) {
  const pl_column columns[] = {{PL_TEXT("Seat"), PL_ALIGN_TEXT}, {PL_TEXT("Played by"), PL_ALIGN_TEXT}};
  const pl_session *session = page->after->session;
  pl_block *table = pl_add_table(page->document, PL_TEXT("Who played which seat"), columns, 2);
  table->is_folded = true;
  for (int s = 0; s < pl_scenario_seat_count(page->scenario); s++) {
    const char *player = pl_session_player(session, s);
    pl_buffer text = {0};
    if (pl_session_is_person(session, s)) pl_buffer_add_text(&text, PL_TEXT("a person"));
    else if (*player) pl_buffer_add_format(&text, PL_TEXT("a bot: %s"), player);
    else if (s < page->scenario->state_count)
      pl_buffer_add_format(&text, PL_TEXT("a bot: %s"), page->scenario->states[s].bot_name);
    else pl_buffer_add_text(&text, PL_TEXT("nobody"));
    pl_filling row = pl_fill_row(page->document, table);
    pl_fill(&row, pl_name_of_seat(page->voice, s));
    pl_fill_composed(&row, &text);
  }
}

static void add_digests(pl_page *page) {
  const pl_column columns[] = {{PL_TEXT("Round"), PL_ALIGN_TEXT}, {PL_TEXT("Digest"), PL_ALIGN_TEXT}};
  pl_block *table = pl_add_table(page->document, PL_TEXT("The digest after each round"), columns, 2);
  table->is_folded = true;
  for (int r = 0; r < pl_course_rounds(page->after->course); r++) {
    pl_filling row = pl_fill_row(page->document, table);
    pl_fill(&row, pl_phrase_count(page->voice, r + 1));
    pl_fill(&row, number_of(page->voice, pl_session_digest(page->after->session, r), true));
  }
}

static void add_commands(pl_page *page) {
  pl_block *commands = pl_add_text(page->document, PL_BLOCK_COMMANDS, "");
  const size_t count = pl_recipe_count(page->after);
  for (size_t i = 0; i < count; i++) {
    pl_buffer line = {0};
    pl_put_recipe(&line, page->after, pl_recipe_at(page->after, i));
    pl_add_line_composed(page->document, commands, &line);
  }
}

void pl_section_recipe(pl_page *page) {
  pl_add_heading(page->document, 2, "recipe", PL_TEXT("How every figure can be computed again"));
  pl_add_text(page->document, PL_BLOCK_INTRO,
              PL_TEXT("Everything in this report follows from the scenario, the seed and the decisions, which are in "
                      "the exercise's file. The same version of Polder computes the same figures from it on any "
                      "machine."));
  add_identity(page);
  add_commands(page);
  add_digests(page);
  add_players(page);
}
