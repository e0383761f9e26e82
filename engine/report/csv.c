/* Comma-separated values: what was decided and what happened, one row each.
 *
 * RFC 4180 in UTF-8: commas, CRLF, a quoted field where it has a comma, a quote or a blank at an end. A byte order mark
 * comes first, because without it spreadsheets read letters beyond English ones wrongly; decimals have a point. Every
 * row begins with EXERCISE, so that a row that is copied elsewhere still says it. The heads of the columns, and
 * whatever stands in them but the last, are for machines and the same in every language.
 *
 * A spreadsheet takes a text that begins with = + - or @ for a formula and computes it, which a player's or an author's
 * words could use to fetch or send something. Such a text gets an apostrophe before it. Numbers are written by this
 * file alone and stay numbers. */
#include <inttypes.h>
#include <string.h>

#include "happenings.h"
#include "writers.h"

typedef enum column {
  EXERCISE,
  ROUND,
  DAY,
  TICK,
  KIND,
  NAME,
  SEAT,
  OTHER,
  ORIGINATOR,
  FORUM,
  ADVERSARY,
  INCIDENT,
  ORGANISATION,
  ABOUT,
  OPTION,
  AMOUNT,
  UNIT,
  LABEL,
  CHANNEL,
  FLAG,
  AUTHOR,
  SEEN_BY,
  DETAIL,
  WORDS,
  COLUMNS
} column;

static const char *const titles[COLUMNS] = {[EXERCISE] = "exercise",
                                            [ROUND] = "round",
                                            [DAY] = "day",
                                            [TICK] = "tick",
                                            [KIND] = "kind",
                                            [NAME] = "name",
                                            [SEAT] = "seat",
                                            [OTHER] = "other",
                                            [ORIGINATOR] = "originator",
                                            [FORUM] = "forum",
                                            [ADVERSARY] = "adversary",
                                            [INCIDENT] = "incident",
                                            [ORGANISATION] = "organisation",
                                            [ABOUT] = "about",
                                            [OPTION] = "option",
                                            [AMOUNT] = "amount",
                                            [UNIT] = "unit",
                                            [LABEL] = "label",
                                            [CHANNEL] = "channel",
                                            [FLAG] = "flag",
                                            [AUTHOR] = "author",
                                            [SEEN_BY] = "seen_by",
                                            [DETAIL] = "detail",
                                            [WORDS] = "words"};

/* Also the wide forms of the four signs, which some spreadsheets take for them. */
static bool is_like_formula(const char *text) {
  static const char *const wide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
  for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
    if (!strncmp(text, wide[i], strlen(wide[i]))) return true;
  return *text && strchr("=+-@\t\r", *text);
}

static void put_field(pl_buffer *out, const char *text) {
  const size_t length = strlen(text);
  const bool needs_quotes = strpbrk(text, ",\"\r\n") || (length && (text[0] == ' ' || text[length - 1] == ' '));
  if (needs_quotes) pl_buffer_add(out, "\"", 1);
  if (is_like_formula(text)) pl_buffer_add(out, "'", 1);
  for (const char *c = text; *c; c++) {
    if (*c == '"') pl_buffer_add(out, "\"", 1);
    pl_buffer_add(out, c, 1);
  }
  if (needs_quotes) pl_buffer_add(out, "\"", 1);
}

static void end_field(pl_buffer *out, column at) { pl_buffer_add_text(out, at + 1 < COLUMNS ? "," : "\r\n"); }

static const char *const kinds[PL_HAPPENED_KINDS] = {
    [PL_HAPPENED_EVENT] = "event", [PL_HAPPENED_DECISION] = "decision", [PL_HAPPENED_ACT] = "act",
    [PL_HAPPENED_MESSAGE] = "message", [PL_HAPPENED_NOTE] = "note"};

/* A cell that is an id, or a constant word; NULL where it is not. */
static const char *id_of(const pl_happening *h, column at) {
  switch (at) {
  case EXERCISE: return "EXERCISE";
  case KIND: return kinds[h->kind];
  case NAME: return h->name;
  case SEAT: return h->seat;
  case OTHER: return h->other;
  case ORIGINATOR: return h->originator;
  case FORUM: return h->forum;
  case ADVERSARY: return h->adversary;
  case ABOUT: return h->about;
  case OPTION: return h->option;
  case UNIT: return pl_unit_name(h->unit);
  case LABEL: return h->label;
  case CHANNEL: return h->channel;
  case FLAG: return h->flag;
  case AUTHOR: return h->author;
  case ROUND:
  case DAY:
  case TICK:
  case INCIDENT:
  case ORGANISATION:
  case AMOUNT:
  case SEEN_BY:
  case DETAIL:
  case WORDS:
  case COLUMNS: break;
  }
  return NULL;
}

static void put_number(pl_buffer *out, const pl_happening *h, column at) {
  if (at == ROUND) pl_buffer_add_format(out, "%" PRId32, h->round + 1);
  if (at == DAY) pl_buffer_add_format(out, "%d", pl_day_of(h->tick));
  if (at == TICK) pl_buffer_add_format(out, "%" PRId32, h->tick);
  if (at == AMOUNT) pl_put_exactly(out, h->amount, h->unit);
}

static void put_composed(pl_buffer *out, const pl_after_action *after, const pl_happening *h, column at) {
  if (at == INCIDENT) pl_put_incident_of(out, after, h);
  if (at == ORGANISATION) pl_put_organisation_of(out, after, h);
  if (at == SEEN_BY) pl_put_knowers_of(out, after, h);
  if (at == DETAIL) pl_put_detail_of(out, after, h);
  if (at == WORDS) pl_put_words_of(out, after, h);
}

static void put_row(pl_buffer *out, const pl_after_action *after, const pl_happening *h) {
  for (column at = EXERCISE; at < COLUMNS; at++) {
    const char *id = id_of(h, at);
    pl_buffer composed = {0};
    put_number(out, h, at);
    put_composed(&composed, after, h, at);
    put_field(out, id ? id : pl_buffer_text(&composed));
    out->failed = out->failed || composed.failed;
    pl_buffer_clear(&composed);
    end_field(out, at);
  }
}

pl_status pl_write_csv(const pl_after_action *after, pl_buffer *out, pl_error *error) {
  pl_happenings happenings = {.after = after};
  pl_happening happening;
  pl_buffer_add_text(out, "\xEF\xBB\xBF");
  for (column at = EXERCISE; at < COLUMNS; at++) {
    put_field(out, titles[at]);
    end_field(out, at);
  }
  while (!out->failed && pl_happenings_next(&happenings, &happening)) put_row(out, after, &happening);
  if (after->voice->phrases->failed) out->failed = true; /* words are missing somewhere */
  return out->failed ? pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot list what happened") : PL_OK;
}
