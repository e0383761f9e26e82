/* The calendar: from days of the exercise to dates, by arithmetic alone.
 *
 * A date becomes a count of days with the year taken to begin in March, so that the leap day is the last day of its
 * year and the months before it need no exception; the reverse goes the same way back. No clock and no time zone is
 * read. */
#include <polder/words.h>

#include <stdlib.h>

static const char *const months[] = {PL_LATER("January"), PL_LATER("February"), PL_LATER("March"),
                                     PL_LATER("April"),   PL_LATER("May"),      PL_LATER("June"),
                                     PL_LATER("July"),    PL_LATER("August"),   PL_LATER("September"),
                                     PL_LATER("October"), PL_LATER("November"), PL_LATER("December")};
static const char *const short_months[] = {PL_LATER("Jan"), PL_LATER("Feb"), PL_LATER("Mar"), PL_LATER("Apr"),
                                           PL_LATER("May"), PL_LATER("Jun"), PL_LATER("Jul"), PL_LATER("Aug"),
                                           PL_LATER("Sep"), PL_LATER("Oct"), PL_LATER("Nov"), PL_LATER("Dec")};

static const char *month_of(pl_date date) { return PL_TEXT(months[date.month - 1]); }

enum { DAYS_IN_4_CENTURIES = 146097 };

/* Days since 1 March of year 0. Year ≥ 1. */
static int32_t days_of(pl_date date) {
  int32_t year = date.month < 3 ? date.year - 1 : date.year;
  int32_t month = (date.month + 9) % 12; /* March = 0 */
  return year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + date.day - 1;
}

static pl_date date_of(int32_t days) {
  int32_t centuries = days / DAYS_IN_4_CENTURIES * 400, left = days % DAYS_IN_4_CENTURIES;
  int32_t year = (left - left / 1460 + left / 36524 - left / 146096) / 365;
  int32_t in_year = left - (year * 365 + year / 4 - year / 100);
  int32_t month = (in_year * 5 + 2) / 153;
  pl_date date = {.year = (int)(centuries + year), .month = (int)(month < 10 ? month + 3 : month - 9)};
  date.day = (int)(in_year - (month * 153 + 2) / 5) + 1;
  if (date.month < 3) date.year++;
  return date;
}

static bool read_digits(const char *text, int count, int *number) {
  *number = 0;
  for (int i = 0; i < count; i++) {
    if (text[i] < '0' || text[i] > '9') return false;
    *number = *number * 10 + (text[i] - '0');
  }
  return true;
}

bool pl_date_parse(const char *text, pl_date *date) {
  return text && read_digits(text, 4, &date->year) && text[4] == '-' && read_digits(text + 5, 2, &date->month) &&
         text[7] == '-' && read_digits(text + 8, 2, &date->day) && !text[10] && date->year > 0 && date->month >= 1 &&
         date->month <= 12 && date->day >= 1 && date->day <= 31;
}

pl_date pl_date_add(pl_date date, int32_t days) { return date_of(days_of(date) + days); }

/* TRANSLATORS: day, month, year: "21 November 2026" */
void pl_put_date(pl_buffer *out, pl_date date) {
  pl_buffer_add_format(out, PL_TEXT("%d %s %d"), date.day, month_of(date), date.year);
}

int pl_day_of(pl_tick tick) { return tick / PL_TICKS_PER_DAY + 1; }

void pl_put_short_day(pl_buffer *out, const pl_voice *voice, int day) {
  pl_date start;
  if (!pl_date_parse(voice->scenario->starts, &start)) {
    pl_buffer_add_format(out, PL_TEXT("Day %d"), day);
    return;
  }
  pl_date date = pl_date_add(start, day - 1);
  /* TRANSLATORS: day and short month: "14 Jan" */
  pl_buffer_add_format(out, PL_TEXT("%d %s"), date.day, PL_TEXT(short_months[date.month - 1]));
}

void pl_put_round_days(pl_buffer *out, const pl_voice *voice, int round) {
  int first = round * 7 + 1, last = first + 6;
  pl_date start;
  if (!pl_date_parse(voice->scenario->starts, &start)) {
    pl_buffer_add_format(out, PL_TEXT("days %d to %d"), first, last);
    return;
  }
  pl_date from = pl_date_add(start, first - 1), to = pl_date_add(start, last - 1);
  if (from.year != to.year)
    pl_buffer_add_format(out, PL_TEXT("%d %s %d to %d %s %d"), from.day, month_of(from), from.year, to.day,
                         month_of(to), to.year);
  else if (from.month != to.month)
    pl_buffer_add_format(out, PL_TEXT("%d %s to %d %s %d"), from.day, month_of(from), to.day, month_of(to), to.year);
  else
    pl_buffer_add_format(out, PL_TEXT("%d to %d %s %d"), from.day, to.day, month_of(to), to.year);
}
