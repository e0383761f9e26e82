#!/bin/sh
# The English sentences of the pages as C, from what a translator gets to see: embed_words.sh SOURCE-FOLDER OUT.c
set -eu
source=$1
out=$2
pot=$(mktemp)
trap 'rm -f "$pot"' EXIT
sh "$source/assets/locale/pages.sh" "$pot"
{
  printf '/* Made by embed_words.sh. */\n#include "pages.h"\n\nconst char *const pl_page_words[] = {\n'
  # The strings of a catalogue are written as those of C.
  msgcat --no-wrap "$pot" | awk '
    /^msgid /  { text = substr($0, 7); inside = 1; next }
    /^"/       { if (inside) text = text " " $0; next }
    /^msgstr / { if (inside && text != "\"\"") print "    " text ","; inside = 0 }'
  printf '    NULL};\nconst size_t pl_page_word_count = sizeof pl_page_words / sizeof pl_page_words[0] - 1;\n'
} >"$out.new"
mv "$out.new" "$out"
