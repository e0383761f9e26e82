/* The workbook: a summary with the curve, a sheet for each table of the report, and the recipe.
 *
 * Figures are numbers, with their unit in the head of their column and their decimals in its format; texts are in the
 * report's language. The curve is a chart of the sheet that holds its figures. */
#include "xlsx.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "recipe.h"
#include "writers.h"

enum { CURVE_COLOUR = 0xD55E00, HAIR_COLOUR = 0xCBD5E2, CHART_WIDTH = 900, CHART_HEIGHT = 340 };

/* ---- what sheets have in common ---- */

pl_sheet pl_sheet_of(pl_workbook *book, const pl_after_action *after, const char *name, const pl_sheet_column *columns,
                     int count) {
  pl_buffer title = {0};
  pl_put_scenario_text(&title, after->voice, &after->scenario->title);
  pl_buffer_add_format(&title, " \xC2\xB7 %s", name);
  const pl_sheet sheet = pl_sheet_begin(book, name, pl_buffer_text(&title), columns, count);
  book->failed = book->failed || title.failed;
  pl_buffer_clear(&title);
  return sheet;
}

void pl_sheet_day(pl_sheet *sheet, pl_tick tick) {
  if (tick < 0)
    pl_sheet_nothing(sheet);
  else
    pl_sheet_number(sheet, 1 + (double)tick / PL_TICKS_PER_DAY);
}

void pl_sheet_seat(pl_sheet *sheet, const pl_after_action *after, int seat) {
  const bool is_seat = seat >= 0 && seat < pl_scenario_seat_count(after->scenario);
  pl_sheet_text(sheet, is_seat ? pl_name_of_seat(after->voice, seat) : NULL);
}

void pl_sheet_incident(pl_sheet *sheet, const pl_after_action *after, pl_iid iid) {
  pl_buffer name = {0};
  pl_put_incident(&name, after->voice, iid);
  pl_sheet_composed(sheet, &name);
}

void pl_sheet_yes(pl_sheet *sheet, bool is_so) { pl_sheet_text(sheet, is_so ? PL_TEXT("Yes") : PL_TEXT("No")); }

/* ---- the curve ---- */

static void sheet_curve(pl_workbook *book, const pl_after_action *after) {
  pl_sheet_column columns[4 + PL_MAX_STATES] = {{PL_LATER("Round"), 8, PL_SHOWN_PLAIN},
                                                {PL_LATER("Day"), 8, PL_SHOWN_TENTHS},
                                                {PL_LATER("Organisations hit at the same time"), 18, PL_SHOWN_COUNT}};
  const pl_outcome *played = &after->played->played;
  const int states = played->state_count;
  for (int s = 0; s < states; s++)
    columns[3 + s] = (pl_sheet_column){pl_name_of_seat(after->voice, s), 12, PL_SHOWN_COUNT};
  pl_sheet sheet = pl_sheet_of(book, after, PL_TEXT("Curve"), columns, 3 + states);
  for (pl_tick t = 0; t < played->ticks; t++) {
    pl_sheet_number(&sheet, t / PL_TICKS_PER_ROUND + 1);
    pl_sheet_day(&sheet, t);
    pl_sheet_number(&sheet, played->curve[t]);
    for (int s = 0; s < states; s++) pl_sheet_number(&sheet, played->state_curve[t * states + s]);
    pl_sheet_next_row(&sheet);
  }
  pl_sheet_end(&sheet);
}

static void set_axes(lxw_chart *chart, const pl_outcome *played) {
  enum { DAYS_PER_ROUND = PL_TICKS_PER_ROUND / PL_TICKS_PER_DAY };
  lxw_chart_line hair = {.color = HAIR_COLOUR, .width = 0.75f};
  chart_axis_set_name(chart->x_axis, PL_TEXT("Day"));
  chart_axis_set_num_format(chart->x_axis, "0");
  chart_axis_set_min(chart->x_axis, 1);
  chart_axis_set_max(chart->x_axis, 1 + played->ticks / PL_TICKS_PER_DAY);
  chart_axis_set_major_unit(chart->x_axis, DAYS_PER_ROUND);
  chart_axis_set_name(chart->y_axis, PL_TEXT("Organisations hit at the same time"));
  chart_axis_major_gridlines_set_line(chart->y_axis, &hair);
  chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
}

/* The sheet of the curve comes later, but its name is known. */
static void insert_chart(pl_sheet *sheet, const pl_after_action *after) {
  const pl_outcome *played = &after->played->played;
  char days[160], values[160], words[300];
  if (sheet->book->failed) return;
  lxw_chart *chart = workbook_add_chart(sheet->book->file, LXW_CHART_SCATTER_STRAIGHT);
  snprintf(days, sizeof days, "='%s'!$B$3:$B$%d", PL_TEXT("Curve"), (int)played->ticks + 2);
  snprintf(values, sizeof values, "='%s'!$C$3:$C$%d", PL_TEXT("Curve"), (int)played->ticks + 2);
  lxw_chart_series *series = chart ? chart_add_series(chart, days, values) : NULL;
  if (!series) {
    sheet->book->failed = true;
    return;
  }
  lxw_chart_line line = {.color = CURVE_COLOUR, .width = 2.25f};
  chart_series_set_line(series, &line);
  chart_title_set_name(chart, PL_TEXT("EXERCISE: organisations hit at the same time, as played"));
  lxw_chart_font font = {.size = 11, .bold = LXW_TRUE};
  chart_title_set_name_font(chart, &font);
  set_axes(chart, played);
  snprintf(words, sizeof words,
           PL_TEXT("EXERCISE: the curve of organisations hit at the same time; most %d, on day %d."), (int)played->peak,
           pl_day_of(played->peak_tick));
  lxw_chart_options options = {.x_scale = CHART_WIDTH / 480.0, .y_scale = CHART_HEIGHT / 288.0, .description = words};
  if (worksheet_insert_chart_opt(sheet->page, sheet->row + 1, 0, chart, &options) != LXW_NO_ERROR)
    sheet->book->failed = true;
}

/* ---- the summary ---- */

static int people_in(const pl_after_action *after) {
  int people = 0;
  for (int s = 0; s < pl_scenario_seat_count(after->scenario); s++) people += pl_session_is_person(after->session, s);
  return people;
}

static void put_facts(pl_sheet *sheet, const pl_after_action *after) {
  pl_buffer title = {0};
  char played_on[11];
  snprintf(played_on, sizeof played_on, "%.10s", pl_session_began(after->session));
  pl_put_scenario_text(&title, after->voice, &after->scenario->title);
  pl_sheet_fact(sheet, PL_TEXT("Scenario"), pl_buffer_text(&title));
  pl_buffer_clear(&title);
  if (*played_on) pl_sheet_fact(sheet, PL_TEXT("Begun on"), played_on);
  pl_sheet_figure(sheet, PL_TEXT("Rounds played"), pl_session_rounds_done(after->session), PL_SHOWN_COUNT);
  pl_sheet_figure(sheet, PL_TEXT("States"), after->scenario->state_count, PL_SHOWN_COUNT);
  pl_sheet_figure(sheet, PL_TEXT("Seats played by people"), people_in(after), PL_SHOWN_COUNT);
}

static void put_outcome(pl_sheet *sheet, const pl_after_action *after) {
  const pl_outcome *played = &after->played->played;
  const uint32_t organisations = after->history->first[after->scenario->state_count];
  pl_sheet_heading(sheet, PL_TEXT("As played"));
  pl_sheet_figure(sheet, PL_TEXT("Organisations"), organisations, PL_SHOWN_COUNT);
  pl_sheet_figure(sheet, PL_TEXT("Organisations ever hit, once for each incident"), (double)played->hit,
                  PL_SHOWN_COUNT);
  pl_sheet_figure(sheet, PL_TEXT("Most of them at the same time"), played->peak, PL_SHOWN_COUNT);
  pl_sheet_figure(sheet, PL_TEXT("On day"), pl_day_of(played->peak_tick), PL_SHOWN_COUNT);
  pl_sheet_figure(sheet, PL_TEXT("Damage, in units"), (double)played->loss / 1000, PL_SHOWN_MONEY);
  if (after->ledger)
    pl_sheet_figure(sheet, PL_TEXT("Organisations spared by all sharing together"), (double)after->ledger->total,
                    PL_SHOWN_COUNT);
  if (after->luck)
    pl_sheet_figure(sheet, PL_TEXT("Runs under other luck that were less lucky"), pl_fan_luck(after->luck) / 1000.0,
                    PL_SHOWN_PERCENT);
}

static void put_states(pl_sheet *sheet, const pl_after_action *after) {
  const pl_outcome *played = &after->played->played;
  pl_sheet_heading(sheet, PL_TEXT("Organisations ever hit, by state"));
  for (int s = 0; s < played->state_count; s++)
    pl_sheet_figure(sheet, pl_name_of_seat(after->voice, s), (double)played->state[s].hit, PL_SHOWN_COUNT);
}

static void set_widths(pl_sheet *sheet) {
  if (sheet->book->failed) return;
  worksheet_set_column(sheet->page, 0, 0, 48, NULL);
  worksheet_set_column(sheet->page, 1, 1, 14, NULL);
  worksheet_set_column(sheet->page, 2, 2, 66, NULL); /* texts run on into it */
}

static void sheet_summary(pl_workbook *book, const pl_after_action *after) {
  pl_sheet sheet = pl_sheet_of(book, after, PL_TEXT("Summary"), NULL, 0);
  set_widths(&sheet);
  put_facts(&sheet, after);
  put_outcome(&sheet, after);
  insert_chart(&sheet, after);
  sheet.row += CHART_HEIGHT / 20 + 2; /* rows are twenty pixels high */
  put_states(&sheet, after);
  sheet.row++;
  pl_sheet_fact(&sheet, PL_TEXT("EXERCISE"), PL_TEXT("Everything here was simulated and describes no real event."));
  pl_sheet_fact(&sheet, PL_TEXT("To be read with care"), pl_account_caveat());
}

/* ---- the recipe ---- */

static void put_hash(pl_sheet *sheet, const char *name, uint64_t hash) {
  char text[17];
  snprintf(text, sizeof text, "%016" PRIx64, hash);
  pl_sheet_fact(sheet, name, text);
}

static void put_commands(pl_sheet *sheet, const pl_after_action *after) {
  pl_sheet_heading(sheet, PL_TEXT("Each figure can be computed again"));
  for (size_t i = 0; i < pl_recipe_count(after); i++) {
    pl_buffer line = {0};
    pl_put_recipe(&line, after, pl_recipe_at(after, i));
    sheet->book->failed = sheet->book->failed || line.failed;
    pl_sheet_fact(sheet, "", pl_buffer_text(&line));
    pl_buffer_clear(&line);
  }
}

static void sheet_recipe(pl_workbook *book, const pl_after_action *after) {
  char seed[24];
  pl_sheet sheet = pl_sheet_of(book, after, PL_TEXT("Recipe"), NULL, 0);
  set_widths(&sheet);
  snprintf(seed, sizeof seed, "%" PRIu64, pl_world_seed(pl_session_world(after->session)));
  pl_sheet_fact(&sheet, PL_TEXT("Polder"), POLDER_VERSION);
  pl_sheet_fact(&sheet, PL_TEXT("Scenario"), after->scenario->id);
  pl_sheet_fact(&sheet, PL_TEXT("Its version"), after->scenario->version);
  put_hash(&sheet, PL_TEXT("Its hash"), pl_session_scenario_hash(after->session));
  pl_sheet_fact(&sheet, PL_TEXT("Seed"), seed);
  put_commands(&sheet, after);
  pl_sheet_heading(&sheet, PL_TEXT("Digest after each round"));
  for (int r = 0; r < pl_session_rounds_done(after->session); r++) {
    char name[64];
    snprintf(name, sizeof name, PL_TEXT("Round %d"), r + 1);
    put_hash(&sheet, name, pl_session_digest(after->session, r));
  }
}

/* ---- all of it ---- */

/* Days since 1970 of a day of the Gregorian calendar. */
static int64_t days_since_1970(pl_date date) {
  const int64_t year = date.month > 2 ? date.year : date.year - 1, month = (date.month + 9) % 12;
  return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + date.day - 1 - 719468;
}

/* The day on which the exercise began; where its file does not say, the first of the year 2000. */
static int64_t created(const pl_after_action *after) {
  char text[11];
  pl_date date = {.year = 2000, .month = 1, .day = 1};
  snprintf(text, sizeof text, "%.10s", pl_session_began(after->session));
  if (!pl_date_parse(text, &date)) date = (pl_date){.year = 2000, .month = 1, .day = 1};
  return days_since_1970(date) * 86400;
}

pl_status pl_write_xlsx(const pl_after_action *after, pl_buffer *out, pl_error *error) {
  static const pl_sheet_writer sheets[] = {sheet_summary,         pl_sheet_decisions,  pl_sheet_events,
                                           sheet_curve,           pl_sheet_sharing,    pl_sheet_ledger,
                                           pl_sheet_ledger_items, pl_sheet_what_ifs,   pl_sheet_what_if_states,
                                           pl_sheet_objectives,   pl_sheet_provenance, pl_sheet_acts,
                                           pl_sheet_messages,     pl_sheet_notes,      sheet_recipe};
  pl_workbook book;
  pl_buffer title = {0};
  pl_buffer_add_text(&title, "EXERCISE: ");
  pl_put_scenario_text(&title, after->voice, &after->scenario->title);
  pl_status status = title.failed ? pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot write a workbook")
                                  : pl_workbook_begin(&book, pl_buffer_text(&title), created(after), error);
  pl_buffer_clear(&title);
  if (status != PL_OK) return status;
  for (size_t i = 0; i < sizeof sheets / sizeof sheets[0] && !book.failed; i++) sheets[i](&book, after);
  book.failed = book.failed || after->voice->phrases->failed;
  return pl_workbook_end(&book, out, error);
}
