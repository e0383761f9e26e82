/* The report as Markdown: the same blocks as plain text that a wiki or an editor can take.
 *
 * Drawings are left out; what they show is said in their words. What a scenario or a player wrote is escaped, so
 * that it is neither markup nor HTML where the file is shown. */
#include <string.h>

#include "document.h"
#include "sections/section.h"
#include "writers.h"

/* ---- texts ---- */

/* A backslash before what would be markup; a line's beginning needs no more, since no text begins one. */
static void put_escaped(pl_buffer *out, const char *text, size_t length) {
  for (size_t i = 0; i < length; i++) {
    if (text[i] == '<') pl_buffer_add_text(out, "&lt;");
    else if (text[i] == '>') pl_buffer_add_text(out, "&gt;");
    else if (text[i] == '&') pl_buffer_add_text(out, "&amp;");
    else {
      if (strchr("\\`*_[]#|~!", text[i])) pl_buffer_add_text(out, "\\");
      pl_buffer_add(out, &text[i], 1);
    }
  }
}

static void put_text(pl_buffer *out, const char *text) {
  pl_pieces pieces = {.at = text ? text : ""};
  bool is_bold = false;
  for (pl_piece piece = pl_next_piece(&pieces); piece.kind != PL_PIECE_END; piece = pl_next_piece(&pieces)) {
    if (piece.kind == PL_PIECE_TEXT) put_escaped(out, piece.text, piece.length);
    if (piece.kind == PL_PIECE_CHIP) pl_buffer_add_format(out, "`%s`", pl_label_name(piece.label));
    const bool ends = piece.kind == PL_PIECE_PLAIN || (piece.kind == PL_PIECE_BOLD && is_bold);
    if ((piece.kind == PL_PIECE_BOLD && !is_bold) || (ends && is_bold)) {
      pl_buffer_add_text(out, "**");
      is_bold = !is_bold;
    }
  }
  if (is_bold) pl_buffer_add_text(out, "**");
}

/* ---- blocks ---- */

static void put_paragraph(pl_buffer *out, const char *text) {
  if (!text || !*text) return;
  put_text(out, text);
  pl_buffer_add_text(out, "\n\n");
}

static void put_cells(pl_buffer *out, const pl_block *table, const pl_row *row) {
  pl_buffer_add_text(out, "|");
  for (size_t c = 0; c < table->column_count; c++) {
    pl_buffer_add_text(out, " ");
    put_text(out, row ? row->cell[c].text : table->column[c].title);
    pl_buffer_add_text(out, " |");
  }
  pl_buffer_add_text(out, "\n");
}

static void put_table(pl_buffer *out, const pl_block *table) {
  if (!table->row_count) return;
  pl_buffer_add_text(out, "**");
  put_text(out, table->text);
  pl_buffer_add_text(out, "**\n\n");
  put_cells(out, table, NULL);
  pl_buffer_add_text(out, "|");
  for (size_t c = 0; c < table->column_count; c++)
    pl_buffer_add_text(out, table->column[c].align == PL_ALIGN_FIGURE ? "---:|" : "---|");
  pl_buffer_add_text(out, "\n");
  for (size_t r = 0; r < table->row_count; r++) put_cells(out, table, &table->row[r]);
  pl_buffer_add_text(out, "\n");
}

static void put_list(pl_buffer *out, const pl_block *block) {
  for (size_t i = 0; i < block->line_count; i++) {
    if (block->is_numbered) pl_buffer_add_format(out, "%zu. ", i + 1);
    else pl_buffer_add_text(out, "- ");
    put_text(out, block->line[i]);
    pl_buffer_add_text(out, "\n");
  }
  if (block->line_count) pl_buffer_add_text(out, "\n");
}

static void put_heading(pl_buffer *out, const pl_block *block) {
  for (int i = 0; i < block->level; i++) pl_buffer_add_text(out, "#");
  pl_buffer_add_text(out, " ");
  put_paragraph(out, block->text);
}

static void put_key_figure(pl_buffer *out, const pl_block *block) {
  pl_buffer_add_text(out, "**");
  put_text(out, block->text);
  pl_buffer_add_text(out, "** ");
  put_paragraph(out, block->words);
  put_list(out, block);
}

/* Indented by four, so that nothing in it is markup. */
static void put_commands(pl_buffer *out, const pl_block *block) {
  for (size_t i = 0; i < block->line_count; i++) pl_buffer_add_format(out, "    %s\n", block->line[i]);
  pl_buffer_add_text(out, "\n");
}

static void put_block(pl_buffer *out, const pl_block *block) {
  switch (block->kind) {
  case PL_BLOCK_HEADING: put_heading(out, block); break;
  case PL_BLOCK_FACTS:
  case PL_BLOCK_LEAD:
  case PL_BLOCK_TEXT:
  case PL_BLOCK_INTRO:
  case PL_BLOCK_NOTE: put_paragraph(out, block->text); break;
  case PL_BLOCK_LIST: put_list(out, block); break;
  case PL_BLOCK_TABLE: put_table(out, block); break;
  case PL_BLOCK_FIGURE: put_paragraph(out, block->words); break;
  case PL_BLOCK_KEY_FIGURE: put_key_figure(out, block); break;
  case PL_BLOCK_COMMANDS: put_commands(out, block); break;
  }
}

static void put_banner(pl_buffer *out) {
  const char *exercise = PL_TEXT("EXERCISE");
  pl_buffer_add_format(out, "**%s · %s · %s**\n\n", exercise, exercise, exercise);
}

pl_status pl_write_markdown(const pl_after_action *after, pl_buffer *out, pl_error *error) {
  pl_document document;
  pl_document_init(&document);
  pl_compose_report(after, &document);
  put_banner(out);
  for (size_t i = 0; i < document.count; i++) put_block(out, document.block[i]);
  put_banner(out);
  const bool failed = document.failed || out->failed;
  pl_document_clear(&document);
  return failed ? pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot write the report") : PL_OK;
}
