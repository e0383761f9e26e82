#!/bin/sh
# Collects the sentences of the pages in assets/web into a catalogue without translations: pages.sh OUT.pot
#
# In *.js a sentence is what stands in t("…"). In *.html it is the value of data-t, data-t-label, data-t-title or
# data-t-placeholder; where data-t has none, the text of its element, its white space made single spaces.
set -eu
case $1 in /*) out=$1 ;; *) out=$(pwd)/$1 ;; esac
cd "$(dirname "$0")/../.."
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
mkdir -p "$made/assets/web"

# HTML as a script that says its sentences, under the same name, so that the catalogue tells where they stand.
sentences_of() {
  awk '
    function say(text) {
      gsub(/[ \t\n]+/, " ", text); sub(/^ /, "", text); sub(/ $/, "", text)
      gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text); gsub(/&#39;/, "\047", text)
      gsub(/&nbsp;/, "\302\240", text); gsub(/&amp;/, "\\&", text)
      gsub(/\\/, "\\\\", text); gsub(/"/, "\\\"", text)
      if (text != "") print "t(\"" text "\");"
    }
    { all = all $0 "\n" }
    END {
      while (match(all, /[ \t\n]data-t(-label|-title|-placeholder)?(="[^"]*")?[ \t\n>\/]/)) {
        token = substr(all, RSTART, RLENGTH - 1)
        all = substr(all, RSTART + RLENGTH - 1)
        at = index(token, "=")
        if (at && length(token) > at + 2) say(substr(token, at + 2, length(token) - at - 2))
        else {
          rest = all
          sub(/^[^>]*>/, "", rest)
          say(substr(rest, 1, index(rest "<", "<") - 1))
        }
      }
    }' "$1"
}
for page in assets/web/*.html; do
  [ ! -f "$page" ] || sentences_of "$page" >"$made/$page"
done
for script in assets/web/*.js; do
  [ ! -f "$script" ] || cp "$script" "$made/$script"
done
cd "$made"
find assets -type f | LC_ALL=C sort >files
xgettext --language=JavaScript --from-code=UTF-8 --files-from=files --output=found.pot --force-po --keyword --keyword=t:1 \
  --package-name=polder --add-comments=TRANSLATORS --add-location=file --sort-by-file
mv found.pot "$out"
