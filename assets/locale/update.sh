#!/bin/sh
# Brings the catalogues up to date with the sources and tells what a translator has left to do.
#
#   update.sh            collects the sentences, merges them into each *.po; those that are no longer said go
#   update.sh --check    changes nothing; exits 1 unless every catalogue is complete
#
# A sentence is what stands in PL_TEXT("…"), PL_TEXTS("…", "…", …) or PL_LATER("…"), or is the format of a pl_error_set;
# and what pages.sh finds in the pages.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

find engine include -name '*.[ch]' | LC_ALL=C sort >"$work/files"
xgettext --language=C --from-code=UTF-8 --files-from="$work/files" --output="$work/polder.pot" --package-name=polder \
  --keyword --keyword=PL_TEXT --keyword=PL_LATER --keyword=PL_TEXTS:1,2 \
  --keyword=pl_error_set:3 --keyword=pl_spelling_refuse:3 --flag=pl_error_set:3:c-format \
  --flag=PL_TEXT:1:pass-c-format --flag=PL_TEXTS:1:pass-c-format --flag=PL_TEXTS:2:pass-c-format \
  --flag=pl_buffer_add_format:2:c-format --flag=pl_tale_print:2:c-format \
  --flag=printf:1:c-format --flag=fprintf:2:c-format --flag=snprintf:3:c-format \
  --add-comments=TRANSLATORS --add-location=file --sort-by-file
# The pages say theirs in another way.
sh assets/locale/pages.sh "$work/pages.pot"
msgcat --use-first --sort-by-file -o "$work/all.pot" "$work/polder.pot" "$work/pages.pot"
mv "$work/all.pot" "$work/polder.pot"

# Labels, options and commands of the program that a translation lost, gained or changed: prints each such entry.
changed_names() {
  msgcat --no-wrap "$1" | awk '
    function names(text,   found, token) {
      found = ""
      while (match(text, /TLP:[A-Z]+(\+STRICT)?|--[a-z]+|polder [a-z]+|\{[a-z]+\}/)) {
        token = substr(text, RSTART, RLENGTH)
        if (!index(found, " " token " ")) found = found " " token " "
        text = substr(text, RSTART + RLENGTH)
      }
      return found
    }
    function covers(one, other,   list, count, i) {
      count = split(one, list, "  ")
      for (i = 1; i <= count; i++) {
        gsub(/ /, "", list[i])
        if (list[i] != "" && !index(other, " " list[i] " ") && list[i] !~ /^polder/) return 0
      }
      return 1
    }
    function judge() {
      if (id != "" && str != "" && (!covers(names(id), names(str)) || !covers(names(str), names(id))))
        print "  " id "\n    " str
      id = str = ""
    }
    /^msgid /        { judge(); id = substr($0, 7); is_str = 0 }
    /^msgid_plural / { id = id " " $0 }
    /^msgstr/        { str = str " " $0; is_str = 1 }
    /^"/             { if (is_str) str = str $0; else id = id $0 }
    END { judge() }'
}

failed=0
# xgettext sees no macros: a style within a sentence would cut it in two.
if xargs grep -nE 'PL_(TEXT|LATER)\((PL_[A-Z]+ *"|"[^"]*" *PL_[A-Z])' <"$work/files"; then
  echo "sentences with a macro in them: put it before or after, or make it an argument"
  failed=1
fi
for catalogue in assets/locale/*.po; do
  if [ "${1-}" != --check ]; then
    msgmerge --quiet --no-fuzzy-matching --add-location=file --sort-by-file "$catalogue" "$work/polder.pot" |
      msgattrib --no-obsolete --add-location=file --sort-by-file -o "$work/next.po"
    sed '/^"POT-Creation-Date:/d' "$work/next.po" >"$catalogue" # when it was made is for git to know
  fi
  msgmerge --quiet --no-fuzzy-matching --add-location=file -o "$work/merged.po" "$catalogue" "$work/polder.pot"
  msgattrib --untranslated --no-obsolete -o "$work/missing.po" "$work/merged.po"
  msgattrib --only-fuzzy --no-obsolete -o "$work/fuzzy.po" "$work/merged.po"
  msgattrib --only-obsolete -o "$work/obsolete.po" "$work/merged.po"
  echo "$catalogue: $(msgfmt --statistics -o /dev/null "$work/merged.po" 2>&1)"
  for kind in missing fuzzy obsolete; do
    [ -s "$work/$kind.po" ] || continue
    grep -q '^\(#~ \)\{0,1\}msgid' "$work/$kind.po" || continue
    echo "$kind:"
    sed '1,/^$/d' "$work/$kind.po" | sed -n '/^#:/p;/^\(#~ \)\{0,1\}msgid/,/^\(#~ \)\{0,1\}msgstr/p' |
      grep -v msgstr | sed 's/^/  /'
    failed=1
  done
  changed_names "$catalogue" >"$work/names"
  if [ -s "$work/names" ]; then
    echo "labels or options that differ:"
    cat "$work/names"
    failed=1
  fi
  msgfmt --check -o /dev/null "$catalogue" || failed=1
done
[ "${1-}" != --check ] || exit "$failed"
