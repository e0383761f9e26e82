# polder api: the stubs and the reference in scenarios/ are what the program says now.
. "$(dirname "$0")/cli_support.sh"

# fresh OPTION FILE
fresh() {
  runs 0 api "$1"
  silent err
  cmp -s "$work/out" "$source/$2" ||
    fail "$2 is stale. Renew it: build/release/polder api $1 >$2. The first difference: $(diff "$source/$2" "$work/out" | sed -n 1,4p)"
}
fresh --luacats scenarios/polder.lua
fresh --markdown scenarios/REFERENCE.md

# The same whatever the language of the reader.
runs 0 api --markdown
cp "$work/out" "$work/english"
LC_ALL=nl_NL.UTF-8 LANGUAGE=nl "$polder" api --markdown >"$work/dutch" 2>"$work/err"
cmp -s "$work/english" "$work/dutch" || fail "the reference depends on the locale"

runs 2 api
says err "--luacats"
runs 2 api --luacats --markdown

finish
