/* A workbook, around libxlsxwriter.
 *
 * The library keeps its own scratch files and does not notice when a disk is too full for one of them: the workbook
 * would be shorter and look whole. So before it writes, as much room as it can need is asked for, and given back. The
 * times inside are given, never the clock's: the same cells, the same bytes. */
#include "workbook.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <polder/tale.h>
#include <polder/translate.h>

#include "flatten.h"

enum {
  INK = 0x142038,
  PAPER = 0xFFFFFF,
  PALE = 0xE9EEF5,
  MOST_TEXT = 32000,
  MOST_LINES = 12,
  CELL_BYTES = 160,
  SPARE_BYTES = 1 << 20
};

/* ---- formats ---- */

/* With a minus as long as a plus. */
#define MINUS "\xE2\x88\x92"
static const char *const number_formats[PL_SHOWNS] = {[PL_SHOWN_COUNT] = "#,##0;" MINUS "#,##0",
                                                      [PL_SHOWN_PLAIN] = "0",
                                                      [PL_SHOWN_SIGNED] = "+#,##0;" MINUS "#,##0;0",
                                                      [PL_SHOWN_TENTHS] = "#,##0.0;" MINUS "#,##0.0",
                                                      [PL_SHOWN_SIGNED_TENTHS] = "+#,##0.0;" MINUS "#,##0.0;0.0",
                                                      [PL_SHOWN_MONEY] = "#,##0.00;" MINUS "#,##0.00",
                                                      [PL_SHOWN_SIGNED_MONEY] = "+#,##0.00;" MINUS "#,##0.00;0.00",
                                                      [PL_SHOWN_PERCENT] = "0.0%",
                                                      [PL_SHOWN_SIGNED_PERCENT] = "+0.0%;" MINUS "0.0%;0.0%"};

static bool is_head(pl_shown shown) { return shown == PL_SHOWN_HEAD || shown == PL_SHOWN_HEAD_OF_FIGURES; }

static void set_colours(lxw_format *format, pl_shown shown) {
  if (shown == PL_SHOWN_BANNER) {
    format_set_bg_color(format, INK);
    format_set_font_color(format, PAPER);
    format_set_font_size(format, 13);
  }
  if (shown == PL_SHOWN_HEAD_OF_FIGURES) format_set_align(format, LXW_ALIGN_RIGHT);
  if (is_head(shown)) {
    format_set_bg_color(format, PALE);
    format_set_bottom(format, LXW_BORDER_THIN);
  }
  if (shown == PL_SHOWN_HEADING) format_set_font_size(format, 12);
}

static void make_formats(pl_workbook *book) {
  for (pl_shown shown = PL_SHOWN_TEXT; shown < PL_SHOWNS; shown++) {
    lxw_format *format = book->format[shown] = workbook_add_format(book->file);
    if (!format) {
      book->failed = true;
      return;
    }
    if (number_formats[shown]) format_set_num_format(format, number_formats[shown]);
    if (shown >= PL_SHOWN_HEAD) format_set_bold(format);
    if (shown == PL_SHOWN_WRAPPED || is_head(shown)) format_set_text_wrap(format);
    format_set_align(format, shown == PL_SHOWN_BANNER ? LXW_ALIGN_VERTICAL_CENTER : LXW_ALIGN_VERTICAL_TOP);
    if (shown == PL_SHOWN_PLAIN) format_set_align(format, LXW_ALIGN_CENTER); /* else it touches the text beside it */
    if (shown <= PL_SHOWN_WRAPPED || shown == PL_SHOWN_HEAD) format_set_indent(format, 1);
    set_colours(format, shown);
  }
}

/* ---- the file ---- */

static pl_status make_folder(pl_workbook *book, pl_error *error) {
  const char *where = getenv("TMPDIR");
  const int length = snprintf(book->folder, sizeof book->folder, "%s/polder-XXXXXX", where && *where ? where : "/tmp");
  if (length > 0 && (size_t)length < sizeof book->folder && mkdtemp(book->folder)) {
    snprintf(book->path, sizeof book->path, "%s/report.xlsx", book->folder);
    return PL_OK;
  }
  const pl_status status = pl_error_set(
      error, PL_SYSTEM, "cannot make a folder for scratch files in %.200s: %s; set TMPDIR to one with room",
      where && *where ? where : "/tmp", strerror(errno));
  book->folder[0] = 0;
  return status;
}

static void remove_folder(pl_workbook *book) {
  if (!book->folder[0]) return;
  unlink(book->path);
  rmdir(book->folder);
  book->folder[0] = 0;
}

pl_status pl_workbook_begin(pl_workbook *book, const char *title, int64_t created, pl_error *error) {
  *book = (pl_workbook){.bytes = SPARE_BYTES};
  const pl_status status = make_folder(book, error);
  if (status != PL_OK) return status;
  lxw_workbook_options options = {.tmpdir = book->folder};
  book->file = workbook_new_opt(book->path, &options);
  if (!book->file) {
    remove_folder(book);
    return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot make a workbook");
  }
  char text[256], mark[] = "EXERCISE", author[] = "Polder", comments[] = "EXERCISE: simulated; describes no real event";
  snprintf(text, sizeof text, "%.240s", title);
  lxw_doc_properties properties = {.title = text,
                                   .subject = mark,
                                   .keywords = mark,
                                   .status = mark,
                                   .category = mark,
                                   .author = author,
                                   .comments = comments,
                                   .created = (time_t)created};
  book->failed = workbook_set_properties(book->file, &properties) != LXW_NO_ERROR;
  make_formats(book);
  return PL_OK;
}

/* As much as the scratch files and the workbook can need, taken and given back. */
static bool has_room(const pl_workbook *book) {
  char path[300];
  snprintf(path, sizeof path, "%s/room", book->folder);
  const int file = open(path, O_CREAT | O_EXCL | O_WRONLY, 0600);
  const bool has = file >= 0 && !posix_fallocate(file, 0, (off_t)book->bytes);
  if (file >= 0) close(file);
  unlink(path);
  return has;
}

static pl_status read_back(const pl_workbook *book, pl_buffer *out, pl_error *error) {
  char bytes[8192];
  size_t count;
  FILE *file = fopen(book->path, "rb");
  if (!file) return pl_error_set(error, PL_SYSTEM, "cannot read %.200s: %s", book->path, strerror(errno));
  while ((count = fread(bytes, 1, sizeof bytes, file)) > 0) pl_buffer_add(out, bytes, count);
  const bool is_whole = !ferror(file);
  fclose(file);
  if (out->failed) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot write a workbook");
  return is_whole ? PL_OK : pl_error_set(error, PL_SYSTEM, "cannot read %.200s again", book->path);
}

static pl_status refuse(const pl_workbook *book, lxw_error what, pl_error *error) {
  if (book->failed || what == LXW_ERROR_MEMORY_MALLOC_FAILED)
    return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot write a workbook");
  return pl_error_set(error, PL_SYSTEM, "cannot write a workbook in %.200s: %s; free some room, or set TMPDIR",
                      book->folder, what == LXW_ERROR_CREATING_TMPFILE ? "there is no room" : lxw_strerror(what));
}

pl_status pl_workbook_end(pl_workbook *book, pl_buffer *out, pl_error *error) {
  lxw_error what = LXW_ERROR_CREATING_TMPFILE;
  if (!book->failed && has_room(book))
    what = workbook_close(book->file); /* frees it too */
  else
    lxw_workbook_free(book->file);
  const pl_status status = what == LXW_NO_ERROR ? read_back(book, out, error) : refuse(book, what, error);
  remove_folder(book);
  return status;
}

/* ---- cells ---- */

static void heed(pl_sheet *sheet, lxw_error what) {
  if (what != LXW_NO_ERROR) sheet->book->failed = true;
}

/* A cell holds so much; what is longer ends with a sign that it went on. */
static void shorten(pl_buffer *text) {
  if (text->length <= MOST_TEXT) return;
  size_t end = MOST_TEXT;
  while (end > 0 && ((unsigned char)text->bytes[end] & 0xC0) == 0x80) end--;
  text->length = end;
  pl_buffer_add_text(text, "…");
}

/* How many lines a text takes in its column; not every program reckons that by itself. Heads are bold, and their
 * words few and long. */
static void make_room(pl_sheet *sheet, int column, const char *text, pl_shown shown) {
  const double width = column < sheet->column_count ? sheet->columns[column].width : 0;
  const int lines = width > 1 ? 1 + (int)(pl_text_width(text) / (width * (is_head(shown) ? 0.7 : 1.05))) : 1;
  if (lines > sheet->lines) sheet->lines = lines < MOST_LINES ? lines : MOST_LINES;
}

static void write_text(pl_sheet *sheet, int column, const char *text, pl_shown shown) {
  pl_buffer flat = {0};
  pl_buffer_add_text(&flat, text);
  pl_flatten(&flat);
  shorten(&flat);
  if (shown == PL_SHOWN_WRAPPED || is_head(shown)) make_room(sheet, column, pl_buffer_text(&flat), shown);
  sheet->book->failed = sheet->book->failed || flat.failed;
  sheet->book->bytes += CELL_BYTES + flat.length * 2;
  if (flat.length && !sheet->book->failed)
    heed(sheet, worksheet_write_string(sheet->page, sheet->row, (lxw_col_t)column, pl_buffer_text(&flat),
                                       sheet->book->format[shown]));
  pl_buffer_clear(&flat);
}

static void write_number(pl_sheet *sheet, int column, double number, pl_shown shown) {
  sheet->book->bytes += CELL_BYTES;
  if (!sheet->book->failed)
    heed(sheet, worksheet_write_number(sheet->page, sheet->row, (lxw_col_t)column, number, sheet->book->format[shown]));
}

static pl_shown shown_here(const pl_sheet *sheet) {
  return sheet->column < sheet->column_count ? sheet->columns[sheet->column].shown : PL_SHOWN_TEXT;
}

void pl_sheet_text(pl_sheet *sheet, const char *text) {
  if (text) write_text(sheet, sheet->column, text, shown_here(sheet));
  sheet->column++;
}

void pl_sheet_composed(pl_sheet *sheet, pl_buffer *text) {
  sheet->book->failed = sheet->book->failed || text->failed;
  pl_sheet_text(sheet, pl_buffer_text(text));
  pl_buffer_clear(text);
}

void pl_sheet_number(pl_sheet *sheet, double number) {
  write_number(sheet, sheet->column, number, shown_here(sheet));
  sheet->column++;
}

void pl_sheet_money(pl_sheet *sheet, int64_t mu) { pl_sheet_number(sheet, (double)mu / 1000); }
void pl_sheet_share(pl_sheet *sheet, int64_t q16) { pl_sheet_number(sheet, (double)q16 / PL_ONE); }
void pl_sheet_thousandths(pl_sheet *sheet, int64_t thousandths) { pl_sheet_number(sheet, (double)thousandths / 1000); }
void pl_sheet_nothing(pl_sheet *sheet) { sheet->column++; }

void pl_sheet_next_row(pl_sheet *sheet) {
  if (sheet->lines > 1 && !sheet->book->failed)
    heed(sheet, worksheet_set_row(sheet->page, sheet->row, LXW_DEF_ROW_HEIGHT * sheet->lines, NULL));
  sheet->row++;
  sheet->column = 0;
  sheet->lines = 0;
}

/* ---- sheets ---- */

static void dress(lxw_worksheet *page) {
  worksheet_set_header(page, "&C&BEXERCISE");
  worksheet_set_footer(page, "&LEXERCISE&C&A&R&P / &N");
  worksheet_set_landscape(page);
  worksheet_set_paper(page, 9); /* A4 */
  worksheet_fit_to_pages(page, 1, 0);
  worksheet_gridlines(page, LXW_HIDE_ALL_GRIDLINES);
}

/* A band over all columns, so that it is there wherever one scrolls to. */
static void write_banner(pl_sheet *sheet, const char *title) {
  pl_buffer text = {0};
  const int width = sheet->column_count ? sheet->column_count : 3;
  pl_buffer_add_format(&text, "EXERCISE \xC2\xB7 %s", title);
  heed(sheet, worksheet_set_row(sheet->page, 0, 24, sheet->book->format[PL_SHOWN_BANNER]));
  for (int c = 1; c < width; c++)
    heed(sheet, worksheet_write_blank(sheet->page, 0, (lxw_col_t)c, sheet->book->format[PL_SHOWN_BANNER]));
  write_text(sheet, 0, pl_buffer_text(&text), PL_SHOWN_BANNER);
  sheet->book->failed = sheet->book->failed || text.failed;
  pl_buffer_clear(&text);
  sheet->row++;
}

static void write_head(pl_sheet *sheet) {
  sheet->head = sheet->row;
  for (int c = 0; c < sheet->column_count; c++) {
    heed(sheet, worksheet_set_column(sheet->page, (lxw_col_t)c, (lxw_col_t)c, sheet->columns[c].width, NULL));
    const bool is_text = sheet->columns[c].shown <= PL_SHOWN_WRAPPED || sheet->columns[c].shown == PL_SHOWN_PLAIN;
    write_text(sheet, c, pl_translate(sheet->columns[c].title), is_text ? PL_SHOWN_HEAD : PL_SHOWN_HEAD_OF_FIGURES);
  }
  pl_sheet_next_row(sheet);
  worksheet_freeze_panes(sheet->page, sheet->row, sheet->columns[0].shown == PL_SHOWN_TEXT); /* a name stays too */
  worksheet_repeat_rows(sheet->page, 0, sheet->head);
}

pl_sheet pl_sheet_begin(pl_workbook *book, const char *name, const char *title, const pl_sheet_column *columns,
                        int count) {
  pl_sheet sheet = {.book = book, .columns = columns, .column_count = count};
  sheet.page = book->failed ? NULL : workbook_add_worksheet(book->file, name);
  if (!sheet.page) {
    book->failed = true;
    return sheet;
  }
  dress(sheet.page);
  write_banner(&sheet, title);
  if (count) write_head(&sheet);
  return sheet;
}

void pl_sheet_end(pl_sheet *sheet) {
  if (sheet->book->failed || !sheet->column_count || sheet->row <= sheet->head + 1) return;
  heed(sheet, worksheet_autofilter(sheet->page, sheet->head, 0, sheet->row - 1, (lxw_col_t)(sheet->column_count - 1)));
}

/* ---- names and what belongs to them ---- */

void pl_sheet_heading(pl_sheet *sheet, const char *text) {
  sheet->row++;
  write_text(sheet, 0, text, PL_SHOWN_HEADING);
  pl_sheet_next_row(sheet);
}

void pl_sheet_fact(pl_sheet *sheet, const char *name, const char *text) {
  write_text(sheet, 0, name, PL_SHOWN_NAME);
  write_text(sheet, 1, text, PL_SHOWN_TEXT);
  pl_sheet_next_row(sheet);
}

void pl_sheet_figure(pl_sheet *sheet, const char *name, double number, pl_shown shown) {
  write_text(sheet, 0, name, PL_SHOWN_NAME);
  write_number(sheet, 1, number, shown);
  pl_sheet_next_row(sheet);
}
