#!/bin/sh
# The rules of the house, checked on sources and on the static libraries.
#
#   rules.sh RULE SOURCE-FOLDER LIBRARY-FOLDER
#
# Prints one line per breach, with the place and what is wrong, and exits 1 if there was any. A layer that does not
# exist is skipped; a rule that finds nothing at all to look at fails, so that no rule passes by looking away.
set -eu
export LC_ALL=C.UTF-8

rule=$1
source=$2
libraries=$3
nm=${NM:-nm}

layers="base sim script session brief policy text view host report"

# Per layer: the layers below it, the public headers that are its own, and the headers of the system or of a library
# that it must not include. `quiet` layers touch nothing but memory and text.
below() {
  case $1 in
    base) echo ;;
    sim) echo base ;;
    script | session) echo base sim ;;
    brief) echo base sim session ;;
    policy) echo base sim session brief ;;
    text) echo base sim session brief policy ;;
    view) echo base sim session brief policy text ;; # of these, only what headers_for_view names
    host | report) echo base sim session brief policy text ;;
    cli) echo base sim script session brief policy text view host report ;;
  esac
}
headers_of() {
  case $1 in
    base) echo status memory types translate plain crew ;;
    sim) echo parameters scenario decision event rules spelling world act ;;
    script) echo script ;;
    session) echo session decision_json what_if ledger diary ;;
    brief) echo brief history billboard provenance perspective ;;
    policy) echo policy forecast ;;
    text) echo play tale words reach game accounts board_words ;;
    view) echo view ;;
    host) echo host protocol ;;
    report) echo report account_json ;;
  esac
}
# The view draws from briefs, histories and events only: nothing that it includes may lead to the world.
headers_for_view="status memory types translate plain crew what_if ledger parameters scenario decision event brief history billboard provenance perspective forecast tale words board_words reach game accounts view"
is_quiet() {
  case $1 in sim | session | brief | policy) true ;; *) false ;; esac
}

looked=0
breaches=0
breach() {
  echo "$*"
  breaches=$((breaches + 1))
}

# breaches_from PREFIX: one breach for each line of the input
breaches_from() {
  while IFS= read -r line; do breach "$1$line"; done
}

# The C sources under the given folders that exist.
c_files() {
  for folder in "$@"; do
    [ ! -d "$folder" ] || find "$folder" -name '*.[ch]' | sort
  done
}

# A file without comments, strings and character constants; line numbers stay.
code_of() {
  awk '
    { line = $0; out = ""
      while (length(line)) {
        if (inside) {
          at = index(line, "*/")
          if (!at) { line = ""; continue }
          line = substr(line, at + 2); inside = 0; continue
        }
        if (match(line, /^"([^"\\]|\\.)*"/)) { out = out "\"\""; line = substr(line, RLENGTH + 1); continue }
        if (match(line, /^\047([^\047\\]|\\.)*\047/)) { out = out "0"; line = substr(line, RLENGTH + 1); continue }
        two = substr(line, 1, 2)
        if (two == "//") { line = ""; continue }
        if (two == "/*") { inside = 1; line = substr(line, 3); continue }
        out = out substr(line, 1, 1); line = substr(line, 2)
      }
      print out
    }' "$1"
}

# search_code PATTERN WHAT FOLDER…: no line of code matches
search_code() {
  pattern=$1
  what=$2
  shift 2
  found=$(mktemp)
  for file in $(c_files "$@"); do
    looked=$((looked + 1))
    code_of "$file" | grep -nE "$pattern" | sed "s|^|${file#"$source"/}:|" >>"$found" || true
  done
  breaches_from "$what: " <"$found"
  rm -f "$found"
}

library_of() { echo "$libraries/libpolder_$1.a"; }

existing_libraries() {
  for layer in $layers; do
    [ ! -f "$(library_of "$layer")" ] || echo "$layer"
  done
}

undefined_in() { $nm -u "$(library_of "$1")" 2>/dev/null | awk '$1 == "U" { print $2 }' | sort -u; }

defined_in() { $nm -g --defined-only "$(library_of "$1")" 2>/dev/null | awk 'NF == 3 { print $3 }' | sort -u; }

is_sanitised() { $nm -u "$(library_of "$1")" 2>/dev/null | grep -q __asan_; }

# What the compiler and its checkers call of their own accord.
from_the_compiler='^(__asan_|__ubsan_|__stack_chk_fail|_GLOBAL_OFFSET_TABLE_|__sanitizer_|___asan_)'

# Memory, text, sorting: all that a quiet layer may ask of the C library. No files, no output, no clock, no
# environment, no locale, no randomness, no mathematics.
quiet_calls='^(mem(cpy|move|set|cmp|chr)|bcmp|str(len|cmp|ncmp|chr|rchr|str|spn|cspn|pbrk|cpy|ncpy|cat)|strto(l|ll|ul|ull)|'
quiet_calls="$quiet_calls"'malloc|calloc|realloc|free|v?snprintf|qsort|bsearch|abort|__(mem|v?snprintf|str)[a-z]*_chk|'
quiet_calls="$quiet_calls"'__isoc23_strto(l|ll|ul|ull))$'

# What a quiet layer asks of a library beyond that: session keeps its files through SQLite and reads JSON from memory.
library_calls() {
  case $1 in
    session) echo '|^sqlite3_[a-z0-9_]+$|^json_(object|array|string|integer|true|false|null|pack|loadb|dump_callback|delete)[a-z_]*$' ;;
  esac
}

# ---- the rules ----

# Quiet layers call nothing else of the C library than the list above.
rule_quiet() {
  for layer in $(existing_libraries); do
    is_quiet "$layer" || continue
    looked=$((looked + 1))
    undefined_in "$layer" | grep -vE "$from_the_compiler|$quiet_calls|^pl_$(library_calls "$layer")" >"$scratch" ||
      true
    breaches_from "$layer must not call " <"$scratch"
  done
}

# A layer calls only itself and what is below it.
rule_downward() {
  for layer in $(existing_libraries); do
    looked=$((looked + 1))
    : >"$scratch"
    for lower in "$layer" $(below "$layer"); do
      [ ! -f "$(library_of "$lower")" ] || defined_in "$lower" >>"$scratch"
    done
    sort -u -o "$scratch" "$scratch"
    undefined_in "$layer" | grep '^pl_' | comm -23 - "$scratch" >"$scratch.up" || true
    breaches_from "$layer calls upward or nowhere: " <"$scratch.up"
  done
}

# Lua is for script and cli, SQLite for session, drawing for view, sockets for host.
rule_libraries() {
  for layer in $(existing_libraries); do
    looked=$((looked + 1))
    case $layer in
      script) strangers='^(SDL_|TTF_|IMG_|lws_|socket$|connect$|bind$|listen$|accept$)' ;;
      view) strangers='^(lua_|luaL_|luaopen_|lws_|socket$|connect$|bind$|listen$|accept$)' ;;
      host) strangers='^(lua_|luaL_|luaopen_|SDL_|TTF_|IMG_)' ;;
      *) strangers='^(lua_|luaL_|luaopen_|SDL_|TTF_|IMG_|lws_|socket$|connect$|bind$|listen$|accept$)' ;;
    esac
    [ "$layer" = session ] || strangers="$strangers|^sqlite3_"
    strangers="$strangers|^sqlite3_(enable_load_extension|load_extension|auto_extension)$"
    undefined_in "$layer" | grep -E "$strangers" >"$scratch" || true
    breaches_from "$layer must not know " <"$scratch"
  done
}

# What looks at an exercise cannot change one, and what draws it cannot see the world. Terminal play may ask what a
# decision costs, as the rules are no secret, and its reckoning, when all is over, may look at the states it reckons.
rule_secrets() {
  changes='pl_(world_(new|copy|load|free|record|open_round|resolve|redraw)|session_(new|decide|undo|open_round|resolve_round|set_person|set_player|keep|resume|note))$'
  no_secret='pl_world_action_cost$|reckoning\.c\.o:.*pl_world_state$|retell\.c\.o:.*pl_world_incident(_count)?$'
  for layer in brief text view; do
    [ -f "$(library_of "$layer")" ] || continue
    looked=$((looked + 1))
    $nm -A -u "$(library_of "$layer")" 2>/dev/null | sed 's/^.*\.a:\(\[*\)//' >"$scratch.calls" || true
    case $layer in
      brief) grep -E "U $changes" "$scratch.calls" ;;
      text) grep -E 'U pl_world_' "$scratch.calls" | grep -vE "$no_secret" ;;
      view) grep -E 'U pl_(world|session|policy|rules|what_if_session)' "$scratch.calls" ;;
    esac >"$scratch" || true
    breaches_from "$layer must not call " <"$scratch"
  done
}

# No mutable globals: nothing in .data, .bss or common. Constant tables of pointers live in .data.rel.ro, and the
# address sanitizer adds variables of its own.
rule_globals() {
  for layer in $(existing_libraries); do
    looked=$((looked + 1))
    ! is_sanitised "$layer" || continue
    $nm -f sysv "$(library_of "$layer")" 2>/dev/null | awk -F'|' '
      /^Symbols from/ { object = $0; sub(/.*\[/, "", object); sub(/\].*/, "", object); next }
      NF >= 7 { name = $1; section = $7; gsub(/ /, "", name); gsub(/ /, "", section)
                if (section ~ /^(\.data|\.bss|\.tdata|\.tbss|\*COM\*|COMMON)/ && section !~ /^\.data\.rel\.ro/ &&
                    name !~ /^\./) print object ": " name " in " section }' >"$scratch"
    breaches_from "$layer has a mutable global: " <"$scratch"
  done
}

# Every name with external linkage begins with pl_.
rule_names() {
  for layer in $(existing_libraries); do
    looked=$((looked + 1))
    defined_in "$layer" | grep -vE '^(pl_|__asan|__odr_asan|\.|_GLOBAL_)' >"$scratch" || true
    breaches_from "$layer exports a name without pl_: " <"$scratch"
  done
}

# Includes go downward: <polder/…> of this layer or one below, own headers without a path, no forbidden system header.
rule_includes() {
  for layer in $layers cli; do
    allowed=' '
    for each in "$layer" $(below "$layer"); do allowed="$allowed$(headers_of "$each") "; done
    [ "$layer" != view ] || allowed=" $headers_for_view "
    case $layer in
      script)
        strangers='SDL'
        allowed="$allowed brief " # the shape of what a bot in Lua is handed; never a call
        ;;
      cli) strangers='SDL' ;;
      report) strangers='(lua|lauxlib|lualib|SDL|sqlite3|netinet/|arpa/|sys/socket)' ;;
      text) strangers='(lua|lauxlib|lualib|SDL|sys/|netinet/|arpa/)' ;;
      view) strangers='(lua|lauxlib|lualib|sqlite3|netinet/|arpa/|sys/socket)' ;;
      *) strangers='(lua|lauxlib|lualib|SDL|time\.h|math\.h|complex\.h|tgmath\.h|fenv\.h|locale\.h|unistd\.h|fcntl\.h|sys/|netinet/|arpa/)' ;;
    esac
    for file in $(c_files "$source/engine/$layer"); do
      looked=$((looked + 1))
      short=${file#"$source"/}
      sed -nE 's/^[[:space:]]*#[[:space:]]*include[[:space:]]+//p' "$file" >"$scratch"
      while IFS= read -r included; do
        case $included in
          '<polder/'*)
            header=${included#<polder/}
            header=${header%%.h>*}
            case "$allowed" in *" $header "*) ;; *) breach "$short: includes $included from above" ;; esac
            ;;
          '"'*)
            own=${included#\"}
            own=${own%%\"*}
            case $layer:$own in
              policy:../sim/fixed.h | policy:../sim/luck.h) ;; # bots reckon and throw dice as the model does
              *..*) own=: ;;
            esac
            [ -f "$source/engine/$layer/$own" ] || [ -n "$(find "$source/engine/$layer" -name "$own")" ] ||
              breach "$short: $included is not a header of its own layer"
            ;;
          *)
            case $layer:${file##*/}:$included in
              base:translate.c:'<locale.h>'*) ;; # chooses the language of messages, and keeps all else as in C
              base:crew.c:'<unistd.h>'*) ;; # how many processors there are
              host:secrets.c:'<sys/random.h>'*) ;; # where PINs and tokens come from
              host:server*.[ch]:'<time.h>'* | host:server*.c:'<unistd.h>'* | host:server_door.c:'<netinet/tcp.h>'*) ;; # the room itself reads no clock,
              host:addresses.[ch]:*) ;; # and knows no sockets
              *) ! echo "$included" | grep -qE "^<$strangers" || breach "$short: must not include $included" ;;
            esac
            ;;
        esac
      done <"$scratch"
    done
  done
  for each in $headers_for_view; do
    [ -f "$source/include/polder/$each.h" ] || continue
    for reached in $(sed -nE 's|^#include <polder/([a-z_]+)\.h>.*|\1|p' "$source/include/polder/$each.h"); do
      case " $headers_for_view " in *" $reached "*) ;; *) breach "include/polder/$each.h: leads the view to $reached.h" ;; esac
    done
  done
  for file in $(c_files "$source/include"); do
    looked=$((looked + 1))
    sed -nE 's/^[[:space:]]*#[[:space:]]*include[[:space:]]+//p' "$file" |
      grep -vE '^<(polder/[a-z_]+\.h|std[a-z]+\.h|limits\.h|inttypes\.h)>' >"$scratch" || true
    breaches_from "${file#"$source"/}: a public header must not include " <"$scratch"
  done
}

# No declaration by hand where a header should be.
rule_extern() {
  for file in $(c_files "$source/engine" "$source/tests"); do
    case $file in *.c) ;; *) continue ;; esac
    looked=$((looked + 1))
    code_of "$file" | grep -nwE 'extern' | sed "s|^|${file#"$source"/}:|" >"$scratch" || true
    breaches_from "extern in a .c file: " <"$scratch"
  done
}

# No floating point in the simulation, nor in what decides what a seat may see.
rule_integers() {
  search_code '(^|[^A-Za-z0-9_])(float|double|long double|_Complex)([^A-Za-z0-9_]|$)' 'floating point' \
    "$source/engine/sim" "$source/engine/brief" "$source/engine/session" "$source/engine/policy"
}

# No code that is switched off.
rule_dead() {
  search_code '^[[:space:]]*#[[:space:]]*if[[:space:]]+(0|1|false|true)([^A-Za-z0-9_]|$)' 'dead code' \
    "$source/engine" "$source/include" "$source/tests"
}

# Files that can be read: at most 800 lines of 120 columns, no tabs, no spaces at the end of a line. Only the row of a
# table, which begins with a brace, a bracket or X(, may run on to 180.
rule_layout() {
  for file in $(c_files "$source/engine" "$source/include" "$source/tests"); do
    looked=$((looked + 1))
    short=${file#"$source"/}
    lines=$(wc -l <"$file")
    [ "$lines" -le 800 ] || breach "$short: $lines lines"
    # Columns are counted without the continuation bytes of UTF-8.
    LC_ALL=C awk '
      { line = $0; gsub(/[\200-\277]/, "", line); columns = length(line) }
      columns > 180 || (columns > 120 && line !~ /^ *(\{|\[|X\()/) { print FNR ": more than 120 columns" }
      /\t/ { print FNR ": a tab" }
      /[ \t\r]$/ { print FNR ": space at the end" }' "$file" >"$scratch"
    breaches_from "$short:" <"$scratch"
  done
}

# Every relative link in the documentation leads to a file.
rule_links() {
  find "$source" -name '*.md' -not -path '*/.git/*' -not -path '*/node_modules/*' -not -path "$source/build*" | sort >"$scratch.documents"
  while IFS= read -r document; do
    looked=$((looked + 1))
    grep -oE '\]\([^)# ]+' "$document" | sed 's/^](//' | grep -vE '^[a-z]+:' >"$scratch" || true
    while IFS= read -r target; do
      [ -e "$(dirname "$document")/$target" ] || breach "${document#"$source"/}: no such file: $target"
    done <"$scratch"
  done <"$scratch.documents"
}

scratch=$(mktemp)
trap 'rm -f "$scratch" "$scratch.up" "$scratch.documents" "$scratch.calls"' EXIT
case $rule in
  quiet | downward | libraries | secrets | globals | names | includes | extern | integers | dead | layout | links)
    "rule_$rule"
    ;;
  *) echo "unknown rule '$rule'" >&2; exit 2 ;;
esac
[ "$looked" -gt 0 ] || breach "there was nothing to look at: is the path right?"
[ "$breaches" -eq 0 ]
