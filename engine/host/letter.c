/* Letters: a text on its way to many is kept once, by whoever still needs it. One thread. */
#include "requests.h"

#include <stdlib.h>
#include <string.h>

pl_letter *pl_letter_new(const char *text, size_t length) {
  pl_letter *letter = malloc(sizeof *letter + length + 1);
  if (!letter) return NULL;
  *letter = (pl_letter){.uses = 1, .length = length};
  memcpy(letter->text, text, length);
  letter->text[length] = 0;
  return letter;
}

pl_letter *pl_letter_hold(pl_letter *letter) {
  letter->uses++;
  return letter;
}

void pl_letter_let_go(pl_letter *letter) {
  if (!letter || --letter->uses) return;
  if (letter->whole) pl_letter_let_go(letter->whole);
  free(letter);
}
