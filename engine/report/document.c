/* A document is a list of blocks in an arena.
 *
 * Adding never fails where it is written: what there is no memory for goes into a spare block that nobody writes down,
 * and `failed` says so at the end. So a section reads like the page it makes. */
#include "document.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <polder/translate.h>

void pl_document_init(pl_document *document) {
  *document = (pl_document){.language = pl_translate_language(), .arena = pl_arena_new(0)};
  document->failed = !document->arena;
}

void pl_document_clear(pl_document *document) {
  pl_arena_free(document->arena);
  *document = (pl_document){.failed = false};
}

/* ---- memory ---- */

static void *take(pl_document *d, size_t count, size_t size) {
  void *memory = d->arena ? pl_arena_array(d->arena, count, size) : NULL;
  if (!memory) d->failed = true;
  return memory;
}

const char *pl_keep_text(pl_document *document, const char *text) {
  const size_t length = strlen(text);
  char *copy = document->arena ? pl_arena_text(document->arena, text, length) : NULL;
  if (!copy) document->failed = true;
  return copy ? copy : "";
}

const char *pl_keep_composed(pl_document *document, pl_buffer *text) {
  const char *kept = pl_keep_text(document, pl_buffer_text(text));
  if (text->failed) document->failed = true;
  pl_buffer_clear(text);
  return kept;
}

/* Room for one more in an array of things of `size`, in `grown` where it had to move; false: there is none. What it
 * outgrows stays in the arena. */
static bool grow(pl_document *d, const void *array, size_t size, size_t count, size_t *capacity, void **grown) {
  *grown = NULL;
  if (count < *capacity) return true;
  const size_t larger = *capacity ? 2 * *capacity : 8;
  *grown = take(d, larger, size);
  if (!*grown) return false;
  if (count) memcpy(*grown, array, count * size);
  *capacity = larger;
  return true;
}

/* ---- adding ---- */

static pl_block *add(pl_document *d, pl_block_kind kind) {
  pl_block *block = take(d, 1, sizeof *block);
  void *grown;
  const bool has_room = block && grow(d, d->block, sizeof *d->block, d->count, &d->capacity, &grown);
  if (!has_room) block = &d->spare;
  if (has_room && grown) d->block = grown;
  if (has_room) d->block[d->count++] = block;
  block->kind = kind;
  return block;
}

pl_block *pl_add_text(pl_document *document, pl_block_kind kind, const char *text) {
  pl_block *block = add(document, kind);
  block->text = pl_keep_text(document, text);
  return block;
}

pl_block *pl_add_heading(pl_document *document, int level, const char *id, const char *text) {
  pl_block *block = pl_add_text(document, PL_BLOCK_HEADING, text);
  block->level = level;
  block->id = id ? pl_keep_text(document, id) : NULL;
  return block;
}

pl_block *pl_add_composed(pl_document *document, pl_block_kind kind, pl_buffer *text) {
  pl_block *block = add(document, kind);
  block->text = pl_keep_composed(document, text);
  return block;
}

pl_block *pl_add_format(pl_document *document, pl_block_kind kind, const char *format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  const int length = vsnprintf(NULL, 0, format, arguments);
  char *text = length < 0 ? NULL : take(document, (size_t)length + 1, 1);
  if (text) vsnprintf(text, (size_t)length + 1, format, again);
  va_end(again);
  va_end(arguments);
  if (!text) document->failed = true;
  pl_block *block = add(document, kind);
  block->text = text ? text : "";
  return block;
}

void pl_add_line(pl_document *document, pl_block *block, const char *text) {
  void *grown;
  if (!grow(document, block->line, sizeof *block->line, block->line_count, &block->line_capacity, &grown)) return;
  if (grown) block->line = grown;
  block->line[block->line_count++] = pl_keep_text(document, text);
}

void pl_add_line_composed(pl_document *document, pl_block *block, pl_buffer *text) {
  pl_add_line(document, block, pl_buffer_text(text));
  if (text->failed) document->failed = true;
  pl_buffer_clear(text);
}

pl_block *pl_add_figure(pl_document *document, const char *caption, const char *words, pl_buffer drawing[PL_DRAWINGS]) {
  pl_block *block = pl_add_text(document, PL_BLOCK_FIGURE, caption);
  block->words = pl_keep_text(document, words);
  for (int i = 0; i < PL_DRAWINGS; i++) block->drawing[i] = pl_keep_composed(document, &drawing[i]);
  return block;
}

/* ---- tables ---- */

pl_block *pl_add_table(pl_document *document, const char *caption, const pl_column *columns, size_t count) {
  pl_block *table = pl_add_text(document, PL_BLOCK_TABLE, caption);
  table->column_count = count < PL_MOST_COLUMNS ? count : PL_MOST_COLUMNS;
  table->column = take(document, table->column_count, sizeof *table->column);
  if (!table->column) table->column_count = 0;
  for (size_t i = 0; i < table->column_count; i++)
    table->column[i] = (pl_column){.title = pl_keep_text(document, columns[i].title), .align = columns[i].align};
  return table;
}

pl_row *pl_add_row(pl_document *document, pl_block *table) {
  pl_cell *cell = take(document, table->column_count, sizeof *cell);
  void *grown;
  document->spare_row = (pl_row){.cell = document->spare_cell};
  if (!cell || !grow(document, table->row, sizeof *table->row, table->row_count, &table->row_capacity, &grown))
    return &document->spare_row;
  if (grown) table->row = grown;
  if (table->column_count) cell[0].is_heading = true;
  table->row[table->row_count] = (pl_row){.cell = cell};
  return &table->row[table->row_count++];
}

pl_filling pl_fill_row(pl_document *document, pl_block *table) {
  return (pl_filling){.document = document, .row = pl_add_row(document, table), .count = table->column_count};
}

pl_cell *pl_fill(pl_filling *filling, const char *text) {
  pl_cell *cell = filling->next < filling->count ? &filling->row->cell[filling->next++] : filling->document->spare_cell;
  cell->text = pl_keep_text(filling->document, text);
  return cell;
}

pl_cell *pl_fill_composed(pl_filling *filling, pl_buffer *text) {
  pl_cell *cell = pl_fill(filling, pl_buffer_text(text));
  if (text->failed) filling->document->failed = true;
  pl_buffer_clear(text);
  return cell;
}

/* ---- reading ---- */

static const struct {
  char letter;
  pl_piece_kind kind;
} styles[] = {{'b', PL_PIECE_BOLD}, {'d', PL_PIECE_DIM},   {'g', PL_PIECE_GOOD},
              {'r', PL_PIECE_BAD},  {'.', PL_PIECE_PLAIN}, {0, PL_PIECE_TEXT}};

static bool is_plain_byte(char byte) { return (unsigned char)byte >= ' ' && byte != 0x7F; }

static pl_piece read_style(pl_pieces *pieces) {
  const char letter = pieces->at[1];
  pieces->at += letter ? 2 : 1;
  if (letter >= '0' && letter < '0' + PL_LABELS) {
    while (is_plain_byte(*pieces->at)) pieces->at++; /* its name, which the writer says by itself */
    if (pieces->at[0] == PL_PLAIN[0] && pieces->at[1] == PL_PLAIN[1]) pieces->at += 2;
    return (pl_piece){.kind = PL_PIECE_CHIP, .label = (pl_label)(letter - '0')};
  }
  for (int i = 0; styles[i].letter; i++)
    if (styles[i].letter == letter) return (pl_piece){.kind = styles[i].kind};
  return (pl_piece){.kind = PL_PIECE_TEXT, .text = pieces->at};
}

static const char id_bytes[] = "abcdefghijklmnopqrstuvwxyz0123456789-";

static pl_piece read_link(pl_pieces *pieces) {
  const char *id = ++pieces->at;
  const size_t length = strspn(id, id_bytes);
  if (pieces->is_in_link) {
    pieces->is_in_link = false;
    return (pl_piece){.kind = PL_PIECE_LINK_END};
  }
  if (!length || id[length] != PL_LINK[0]) return (pl_piece){.kind = PL_PIECE_TEXT, .text = id};
  pieces->at = id + length + 1;
  pieces->is_in_link = true;
  return (pl_piece){.kind = PL_PIECE_LINK, .text = id, .length = length};
}

pl_piece pl_next_piece(pl_pieces *pieces) {
  if (!*pieces->at && pieces->is_in_link) {
    pieces->is_in_link = false;
    return (pl_piece){.kind = PL_PIECE_LINK_END};
  }
  if (!*pieces->at) return (pl_piece){.kind = PL_PIECE_END};
  if (*pieces->at == PL_CHIP[0]) return read_style(pieces);
  if (*pieces->at == PL_LINK[0]) return read_link(pieces);
  pl_piece piece = {.kind = PL_PIECE_TEXT, .text = pieces->at};
  if (*pieces->at == '\n') piece = (pl_piece){.kind = PL_PIECE_TEXT, .text = " ", .length = 1};
  if (*pieces->at == '\n') pieces->at++;
  if (piece.length) return piece;
  while (is_plain_byte(pieces->at[piece.length])) piece.length++;
  pieces->at += piece.length ? piece.length : 1;
  return piece;
}
