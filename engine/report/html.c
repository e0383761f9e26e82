/* The page: a document as one HTML file that needs nothing else.
 *
 * No scripts, no links to elsewhere, no fonts or pictures from outside. Every text is escaped in `put_escaped`, the one
 * way by which words get into the page; drawings come escaped from chart_plot.c. Headings make the outline, a section
 * for each of the second level; every table has a caption and headers with a scope; every drawing a name and a caption
 * that says what it shows. */
#include <string.h>

#include "document.h"
#include "sections/section.h"
#include "style.h"
#include "writers.h"

typedef struct page {
  pl_buffer *out;
  const pl_document *document;
  const char *exercise;  /* the word */
  const char *open_style; /* the tag that is open within a text, or NULL */
  bool is_in_section;
} page;

/* ---- texts ---- */

static void put(page *p, const char *markup) { pl_buffer_add_text(p->out, markup); }

static void put_escaped(page *p, const char *text, size_t length) {
  for (size_t i = 0; i < length; i++) {
    switch (text[i]) {
    case '&': put(p, "&amp;"); break;
    case '<': put(p, "&lt;"); break;
    case '>': put(p, "&gt;"); break;
    case '"': put(p, "&quot;"); break;
    case '\'': put(p, "&#39;"); break;
    default: pl_buffer_add(p->out, &text[i], 1); break;
    }
  }
}

static void put_word(page *p, const char *text) { put_escaped(p, text, strlen(text)); }

static void close_style(page *p) {
  if (p->open_style) pl_buffer_add_format(p->out, "</%s>", p->open_style);
  p->open_style = NULL;
}

static void open_style(page *p, const char *tag, const char *class) {
  close_style(p);
  p->open_style = tag;
  pl_buffer_add_format(p->out, class ? "<%s class=\"%s\">" : "<%s>", tag, class);
}

static void put_chip(page *p, pl_label label) {
  static const char *const classes[PL_LABELS] = {[PL_CLEAR] = "clear", [PL_GREEN] = "green", [PL_AMBER] = "amber",
                                                 [PL_AMBER_STRICT] = "amber", [PL_RED] = "red"};
  pl_buffer_add_format(p->out, "<span class=\"chip %s\">%s</span>", classes[label], pl_label_name(label));
}

/* A text with its styles, chips and links (`has_links`; the text alone otherwise). */
static void put_styled(page *p, const char *text, bool has_links) {
  pl_pieces pieces = {.at = text ? text : ""};
  for (pl_piece piece = pl_next_piece(&pieces); piece.kind != PL_PIECE_END; piece = pl_next_piece(&pieces)) {
    switch (piece.kind) {
    case PL_PIECE_TEXT: put_escaped(p, piece.text, piece.length); break;
    case PL_PIECE_BOLD: open_style(p, "strong", NULL); break;
    case PL_PIECE_DIM: open_style(p, "span", "dim"); break;
    case PL_PIECE_GOOD: open_style(p, "span", "good"); break;
    case PL_PIECE_BAD: open_style(p, "span", "bad"); break;
    case PL_PIECE_PLAIN: close_style(p); break;
    case PL_PIECE_CHIP: put_chip(p, piece.label); break;
    case PL_PIECE_LINK:
      close_style(p);
      if (has_links) pl_buffer_add_format(p->out, "<a href=\"#%.*s\">", (int)piece.length, piece.text);
      break;
    case PL_PIECE_LINK_END:
      close_style(p);
      if (has_links) put(p, "</a>");
      break;
    case PL_PIECE_END: break;
    }
  }
  close_style(p);
}

static void put_text(page *p, const char *text) { put_styled(p, text, true); }

/* The words alone, for attributes and the title. */
static void put_bare(page *p, const char *text) {
  pl_pieces pieces = {.at = text ? text : ""};
  for (pl_piece piece = pl_next_piece(&pieces); piece.kind != PL_PIECE_END; piece = pl_next_piece(&pieces)) {
    if (piece.kind == PL_PIECE_TEXT) put_escaped(p, piece.text, piece.length);
    if (piece.kind == PL_PIECE_CHIP) put(p, pl_label_name(piece.label));
  }
}

/* ---- cells ---- */

static void put_bar(page *p, double share) {
  const int middle = 100, length = (int)((share < 0 ? -share : share) * 96 + 0.5);
  pl_buffer_add_format(p->out,
                       "<svg viewBox=\"0 0 200 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                       "<rect class=\"%s\" x=\"%d\" y=\"4\" width=\"%d\" height=\"12\"/>"
                       "<path class=\"zero\" d=\"M100 0V20\"/></svg>",
                       share < 0 ? "minus" : "plus", share < 0 ? middle - length : middle, length);
}

static void put_mark(page *p, char mark) {
  put(p, "<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\">");
  switch (mark) {
  case 'y':
    put(p, "<circle class=\"mark full\" cx=\"12\" cy=\"12\" r=\"10\"/><path class=\"mark tick\" d=\"M7 12l4 4 7-8\"/>");
    break;
  case 'p':
    put(p, "<circle class=\"mark\" cx=\"12\" cy=\"12\" r=\"10\"/>"
           "<path class=\"mark half\" d=\"M12 2a10 10 0 0 0 0 20z\"/>");
    break;
  case 'n':
    put(p, "<circle class=\"mark\" cx=\"12\" cy=\"12\" r=\"10\"/><path class=\"mark\" d=\"M8 8l8 8M16 8l-8 8\"/>");
    break;
  default: put(p, "<circle class=\"mark open\" cx=\"12\" cy=\"12\" r=\"10\"/>"); break;
  }
  put(p, "</svg>");
}

static void put_class(page *p, const pl_cell *cell, const pl_column *column) {
  static const char *const heats[PL_HEATS] = {"", "heat-1", "heat-2", "heat-3", "heat-4", "heat-5"};
  const char *class = "";
  switch (cell->kind) {
  case PL_CELL_TEXT: class = column->align == PL_ALIGN_FIGURE ? "number" : ""; break;
  case PL_CELL_BAR: class = "number bar"; break;
  case PL_CELL_VERDICT: class = "verdict"; break;
  case PL_CELL_HEAT: class = heats[cell->heat >= 0 && cell->heat < PL_HEATS ? cell->heat : 0]; break;
  case PL_CELL_BLANK: class = "blank"; break;
  }
  if (*class) pl_buffer_add_format(p->out, " class=\"%s\"", class);
}

static void put_cell(page *p, const pl_cell *cell, const pl_column *column, bool is_stacked) {
  put(p, cell->is_heading ? "<th scope=\"row\"" : "<td");
  put_class(p, cell, column);
  const char *text = cell->text ? cell->text : "";
  const bool is_bare_number = *text >= '0' && *text <= '9'; /* which says little by itself */
  if (is_stacked && (!cell->is_heading || is_bare_number)) {
    put(p, " data-column=\"");
    put_bare(p, column->title);
    put(p, "\"");
  }
  put(p, ">");
  if (cell->kind == PL_CELL_BAR) put_bar(p, cell->bar);
  if (cell->kind == PL_CELL_VERDICT) put_mark(p, cell->mark);
  if (cell->kind == PL_CELL_BAR) put(p, "<span class=\"net\">");
  put_text(p, text);
  if (cell->kind == PL_CELL_BAR) put(p, "</span>");
  put(p, cell->is_heading ? "</th>" : "</td>");
}

/* ---- tables ---- */

enum { SHORT = 9 }; /* rows of a table that is not worth two pages of paper */

/* On a phone a table of words becomes cards; one of figures is moved sideways. */
static bool is_of_words(const pl_block *table) {
  size_t words = 0;
  for (size_t i = 0; i < table->column_count; i++) words += table->column[i].align == PL_ALIGN_TEXT;
  return table->column_count > 2 && words >= 3;
}

static bool is_matrix(const pl_block *table) {
  return table->row_count && table->column_count > 2 && (table->row[0].cell[1].kind == PL_CELL_HEAT ||
                                                         table->row[0].cell[2].kind == PL_CELL_HEAT);
}

static void put_head(page *p, const pl_block *table) {
  put(p, "<thead><tr>");
  for (size_t i = 0; i < table->column_count; i++) {
    put(p, table->column[i].align == PL_ALIGN_FIGURE ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">");
    put_text(p, table->column[i].title);
    put(p, "</th>");
  }
  put(p, "</tr></thead>\n");
}

static void put_rows(page *p, const pl_block *table) {
  const bool is_stacked = is_of_words(table);
  put(p, "<tbody>\n");
  for (size_t r = 0; r < table->row_count; r++) {
    const pl_row *row = &table->row[r];
    if (row->id && *row->id) pl_buffer_add_format(p->out, "<tr id=\"%s\">", row->id);
    else put(p, "<tr>");
    for (size_t c = 0; c < table->column_count; c++) put_cell(p, &row->cell[c], &table->column[c], is_stacked);
    put(p, "</tr>\n");
  }
  put(p, "</tbody>");
}

/* What unfolds a table stands before it and not around it: what is within closed details cannot be printed everywhere,
 * whereas what follows them is hidden on a screen alone. */
static void put_fold(page *p, const pl_block *table) {
  put(p, "<details class=\"fold\"><summary>");
  put_text(p, table->text);
  put(p, "</summary></details>\n");
}

static void put_table(page *p, const pl_block *table) {
  if (!table->row_count) return;
  if (table->is_folded) put_fold(p, table);
  put(p, table->is_folded ? "<div class=\"scroll folded\" role=\"region\" tabindex=\"0\" aria-label=\""
                          : "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
  put_bare(p, table->text);
  pl_buffer_add_format(p->out, "\"><table class=\"%s%s%s%s\"><caption>", is_of_words(table) ? "stack" : "figures",
                       is_matrix(table) ? " matrix" : "", table->is_form ? " form" : "",
                       table->row_count <= SHORT ? " short" : "");
  put_text(p, table->text);
  put(p, "</caption>\n");
  put_head(p, table);
  put_rows(p, table);
  put(p, "</table></div>\n");
}

/* ---- other blocks ---- */

static void put_heading(page *p, const pl_block *block) {
  if (block->level == 2) {
    if (p->is_in_section) put(p, "</section>\n");
    pl_buffer_add_format(p->out, "<section id=\"%s\" aria-labelledby=\"%s-heading\">\n", block->id, block->id);
    p->is_in_section = true;
  }
  pl_buffer_add_format(p->out, "<h%d", block->level);
  if (block->id) pl_buffer_add_format(p->out, block->level == 2 ? " id=\"%s-heading\"" : " id=\"%s\"", block->id);
  put(p, ">");
  put_text(p, block->text);
  pl_buffer_add_format(p->out, "</h%d>\n", block->level);
}

static void put_paragraph(page *p, const pl_block *block, const char *class) {
  if (!*block->text) return;
  pl_buffer_add_format(p->out, *class ? "<p class=\"%s\">" : "<p>", class);
  put_text(p, block->text);
  put(p, "</p>\n");
}

static void put_list(page *p, const pl_block *block) {
  if (!block->line_count) return;
  put(p, block->is_numbered ? "<ol>\n" : "<ul>\n");
  for (size_t i = 0; i < block->line_count; i++) {
    put(p, "<li>");
    put_text(p, block->line[i]);
    put(p, "</li>\n");
  }
  put(p, block->is_numbered ? "</ol>\n" : "</ul>\n");
}

static void put_commands(page *p, const pl_block *block) {
  if (!block->line_count) return;
  put(p, "<pre class=\"commands\" tabindex=\"0\"><code>");
  for (size_t i = 0; i < block->line_count; i++) {
    put_bare(p, block->line[i]);
    put(p, "\n");
  }
  put(p, "</code></pre>\n");
}

static void put_figure(page *p, const pl_block *block) {
  put(p, "<figure>");
  for (int i = 0; i < PL_DRAWINGS; i++) put(p, block->drawing[i]);
  put(p, "\n<figcaption>");
  put_text(p, block->text);
  put(p, " ");
  put_text(p, block->words);
  put(p, "</figcaption></figure>\n");
}

static void put_key_figure(page *p, const pl_block *block) {
  const bool is_more = *block->text == '+', is_fewer = !strncmp(block->text, "−", strlen("−"));
  const char *sense = is_more ? " more" : is_fewer ? "" : " none";
  pl_buffer_add_format(p->out, "<div class=\"key%s\"><p><strong>", sense);
  put_text(p, block->text);
  put(p, "</strong> ");
  put_text(p, block->words);
  put(p, "</p>\n");
  put_list(p, block);
  put(p, "</div>\n");
}

static void put_block(page *p, const pl_block *block) {
  switch (block->kind) {
  case PL_BLOCK_HEADING: put_heading(p, block); break;
  case PL_BLOCK_FACTS: put_paragraph(p, block, "facts"); break;
  case PL_BLOCK_LEAD: put_paragraph(p, block, "lead"); break;
  case PL_BLOCK_TEXT: put_paragraph(p, block, ""); break;
  case PL_BLOCK_INTRO: put_paragraph(p, block, "intro"); break;
  case PL_BLOCK_NOTE: put_paragraph(p, block, "note"); break;
  case PL_BLOCK_LIST: put_list(p, block); break;
  case PL_BLOCK_TABLE: put_table(p, block); break;
  case PL_BLOCK_FIGURE: put_figure(p, block); break;
  case PL_BLOCK_KEY_FIGURE: put_key_figure(p, block); break;
  case PL_BLOCK_COMMANDS: put_commands(p, block); break;
  }
}

/* ---- the page ---- */

static void put_banner(page *p) {
  put(p, "<div class=\"banner\">");
  for (int i = 0; i < 3; i++) {
    if (i) put(p, " · ");
    put_word(p, p->exercise);
  }
  put(p, "</div>\n");
}

/* A word within a text of a style sheet. */
static void put_css_text(page *p, const char *text) {
  for (; *text; text++)
    if ((unsigned char)*text >= ' ' && !strchr("\"\\<>", *text)) pl_buffer_add(p->out, text, 1);
}

/* Each printed page says EXERCISE at its head, and at its foot which page it is. */
static void put_page_style(page *p) {
  put(p, "@page{@top-center{font:700 9pt sans-serif;color:#142038;content:\"");
  put_css_text(p, p->exercise);
  put(p, " · ");
  put_css_text(p, p->exercise);
  put(p, " · ");
  put_css_text(p, p->exercise);
  put(p, "\"}@bottom-right{font:8pt sans-serif;color:#51607a;content:counter(page) \" / \" counter(pages)}}\n");
}

static const char *title_of(const pl_document *document) {
  for (size_t i = 0; i < document->count; i++)
    if (document->block[i]->kind == PL_BLOCK_HEADING && document->block[i]->level == 1) return document->block[i]->text;
  return "";
}

static void put_head_of_page(page *p) {
  static const char *const codes[PL_LANGUAGES] = {[PL_ENGLISH] = "en", [PL_DUTCH] = "nl"};
  pl_buffer_add_format(p->out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                       codes[p->document->language]);
  put(p, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
  put_word(p, p->exercise);
  put(p, " · ");
  put_bare(p, title_of(p->document));
  put(p, "</title>\n<style>\n");
  put(p, pl_report_style);
  put_page_style(p);
  put(p, "</style>\n</head>\n<body>\n");
}

static const char logo[] =
    "<svg class=\"logo\" viewBox=\"0 0 104 48\" aria-hidden=\"true\"><path d=\"M8 36C24 8 36 8 52 22s28 12 44-12\" "
    "fill=\"none\" stroke=\"#0e8fa3\" stroke-width=\"5\"/><circle cx=\"8\" cy=\"36\" r=\"8\" fill=\"#0e8fa3\"/><circle "
    "cx=\"52\" cy=\"22\" r=\"8\" fill=\"#142038\"/><circle cx=\"96\" cy=\"10\" r=\"8\" fill=\"#0e8fa3\"/></svg>\n";

static bool is_section(const pl_block *block) { return block->kind == PL_BLOCK_HEADING && block->level == 2; }

static void put_contents(page *p) {
  pl_buffer_add_format(p->out, "<nav aria-label=\"%s\"><ol>\n", PL_TEXT("Contents"));
  for (size_t i = 0; i < p->document->count; i++) {
    const pl_block *block = p->document->block[i];
    if (!is_section(block)) continue;
    pl_buffer_add_format(p->out, "<li><a href=\"#%s\">", block->id);
    put_bare(p, block->text);
    put(p, "</a></li>\n");
  }
  put(p, "</ol></nav>\n");
}

static void put_header(page *p, size_t end) {
  put(p, "<header>\n");
  put(p, logo);
  for (size_t i = 0; i < end; i++) put_block(p, p->document->block[i]);
  put(p, "</header>\n");
}

static void put_main(page *p, size_t from) {
  const pl_document *d = p->document;
  put(p, "<main>\n");
  for (size_t i = from; i < d->count; i++) {
    const bool has_key = i + 1 < d->count && d->block[i + 1]->kind == PL_BLOCK_KEY_FIGURE;
    if (has_key) put(p, "<div class=\"beside\">\n");
    put_block(p, d->block[i]);
    if (has_key) put_block(p, d->block[++i]);
    if (has_key) put(p, "</div>\n");
  }
  if (p->is_in_section) put(p, "</section>\n");
  put(p, "</main>\n");
}

static void put_footer(page *p) {
  put(p, "<footer><p>");
  put_word(p, PL_TEXT("Simulated results. States, incidents and decisions are part of an exercise and describe no real "
                      "event; what was not played is conditional on the model."));
  put(p, "</p></footer>\n");
}

static void put_page(page *p) {
  size_t first = 0;
  while (first < p->document->count && !is_section(p->document->block[first])) first++;
  put_head_of_page(p);
  put_banner(p);
  put_header(p, first);
  put_contents(p);
  put_main(p, first);
  put_footer(p);
  put_banner(p);
  put(p, "</body>\n</html>\n");
}

pl_status pl_write_html(const pl_after_action *after, pl_buffer *out, pl_error *error) {
  pl_document document;
  pl_document_init(&document);
  pl_compose_report(after, &document);
  page p = {.out = out, .document = &document, .exercise = PL_TEXT("EXERCISE")};
  put_page(&p);
  const bool failed = document.failed || out->failed;
  pl_document_clear(&document);
  return failed ? pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot write the report") : PL_OK;
}
