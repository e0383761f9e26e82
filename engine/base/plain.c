/* Plain text. Whatever a stranger wrote may be quoted in an error, a report or a story; this is the one place that says
 * which characters a terminal or a reader could be misled by. */
#include <polder/plain.h>

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Decodes one character of at most `left` bytes. 0: not UTF-8. */
static size_t decode(const unsigned char *at, size_t left, uint32_t *code) {
  static const uint32_t smallest[] = {0, 0x80, 0x800, 0x10000};
  size_t more = *at < 0x80 ? 0 : *at >> 5 == 6 ? 1 : *at >> 4 == 14 ? 2 : *at >> 3 == 30 ? 3 : left;
  if (more >= left) return 0;
  uint32_t value = more == 0 ? *at : *at & (0x3Fu >> more);
  for (size_t i = 1; i <= more; i++) {
    if (at[i] >> 6 != 2) return 0;
    value = value << 6 | (at[i] & 0x3Fu);
  }
  bool is_whole = value >= smallest[more] && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  *code = value;
  return is_whole ? more + 1 : 0;
}

/* Overrides, embeddings, isolates, and the three marks that turn their neighbours round. */
static bool is_direction_mark(uint32_t code) {
  return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0x200E || code == 0x200F ||
         code == 0x061C;
}

static bool is_control(uint32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029;
}

pl_plain pl_plain_step(const char *text, size_t length, size_t *size) {
  uint32_t code;
  *size = decode((const unsigned char *)text, length, &code);
  if (*size == 0) {
    *size = 1;
    return PL_PLAIN_BROKEN;
  }
  return is_control(code) ? PL_PLAIN_CONTROL : is_direction_mark(code) ? PL_PLAIN_DIRECTION : PL_PLAIN;
}

void pl_plain_line(char *text) {
  size_t length = strlen(text), kept = 0;
  for (size_t at = 0, size; at < length; at += size) {
    pl_plain plain = pl_plain_step(text + at, length - at, &size);
    if (plain == PL_PLAIN) {
      memmove(text + kept, text + at, size);
      kept += size;
    } else {
      text[kept++] = strchr("\t\n\v\f\r", text[at]) ? ' ' : '?';
    }
  }
  text[kept] = '\0';
}
