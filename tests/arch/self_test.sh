#!/bin/sh
# A rule that cannot fail guards nothing: a small house with one breach of each kind, and each rule must name it.
# The same house without the breaches must pass.
#
#   self_test.sh C-COMPILER
set -eu
here=$(cd "$(dirname "$0")" && pwd)
compiler=$1
house=$(mktemp -d)
trap 'rm -rf "$house"' EXIT
failures=0

# build LAYER…
build() {
  for layer in "$@"; do
    (cd "$house/engine/$layer" && "$compiler" -c -fcommon -fno-builtin -I "$house/include" ./*.c &&
      rm -f "../libpolder_$layer.a" && ar rc "../libpolder_$layer.a" ./*.o && rm -f ./*.o)
  done
}

clean_house() {
  rm -rf "${house:?}"/*
  mkdir -p "$house/include/polder" "$house/engine/base" "$house/engine/sim" "$house/engine/brief" "$house/engine/text" \
    "$house/tests"
  cat >"$house/include/polder/status.h" <<'C'
int pl_status_word(int status);
C
  cat >"$house/include/polder/brief.h" <<'C'
int pl_brief_build(void);
C
  cat >"$house/engine/base/status.c" <<'C'
/* "double" quotes, an extern in words and 'float' in a comment are no breach. */
#include <polder/status.h>
static const char *const words[] = {"done", "extern float"};
int pl_status_word(int status) { return words[status][0]; }
C
  cat >"$house/engine/sim/world.c" <<'C'
#include <polder/status.h>
#include <string.h>
unsigned long pl_world_digest(const char *text);
unsigned long pl_world_digest(const char *text) { return strlen(text) + (unsigned long)pl_status_word(0); }
C
  cat >"$house/engine/brief/brief.c" <<'C'
#include <polder/brief.h>
int pl_brief_build(void) { return 0; }
C
  cat >"$house/engine/text/game.c" <<'C'
#include <polder/status.h>
int pl_world_check(void);
int pl_play(void);
int pl_play(void) { return pl_status_word(0); }
C
  echo 'See [the base](engine/base/status.c).' >"$house/README.md"
}

# passes RULE: the house as it stands is in order
passes() {
  sh "$here/rules.sh" "$1" "$house" "$house/engine" >"$house/said" 2>&1 || {
    echo "$1 complains about a house in order:"
    cat "$house/said"
    failures=$((failures + 1))
  }
}

# breaks RULE WORDS FILE LINE: with LINE added to FILE the rule fails and says WORDS
breaks() {
  clean_house
  echo "$4" >>"$house/$3"
  case $1 in quiet | downward | libraries | secrets | globals | names) build base sim brief text ;; esac
  if sh "$here/rules.sh" "$1" "$house" "$house/engine" >"$house/said" 2>&1; then
    echo "$1 does not notice: $4"
    failures=$((failures + 1))
  elif ! grep -qF -- "$2" "$house/said"; then
    echo "$1 does not say '$2' but:"
    cat "$house/said"
    failures=$((failures + 1))
  fi
}

clean_house
build base sim brief text
for rule in quiet downward libraries secrets globals names includes extern integers dead layout links; do passes $rule; done

calls='fopen open printf puts time clock getenv setlocale sin exp log pow sqrt rand random'
code=
for call in $calls; do code="$code int $call(void); int pl_$call(void); int pl_$call(void) { return $call(); }"; done
breaks quiet 'must not call fopen' engine/sim/world.c "$code"
for call in $calls; do
  grep -qx "sim must not call $call" "$house/said" || { echo "quiet does not notice $call"; failures=$((failures + 1)); }
done
breaks downward 'pl_brief_build' engine/sim/world.c 'int pl_brief_build(void); int pl_up(void); int pl_up(void) { return pl_brief_build(); }'
breaks libraries 'lua_close' engine/brief/brief.c 'void lua_close(void); void pl_lua(void); void pl_lua(void) { lua_close(); }'
breaks libraries 'sqlite3_exec' engine/sim/world.c 'int sqlite3_exec(void); int pl_sql(void); int pl_sql(void) { return sqlite3_exec(); }'
breaks libraries 'SDL_Init' engine/sim/world.c 'int SDL_Init(void); int pl_sdl(void); int pl_sdl(void) { return SDL_Init(); }'
breaks secrets 'pl_world_resolve' engine/brief/brief.c 'int pl_world_resolve(void); int pl_w(void); int pl_w(void) { return pl_world_resolve(); }'
breaks secrets 'pl_world_state' engine/text/game.c 'int pl_world_state(void); int pl_w(void); int pl_w(void) { return pl_world_state(); }'
breaks globals 'pl_count in .bss' engine/sim/world.c 'int pl_count = 0;'
breaks globals 'pl_count in .data' engine/sim/world.c 'int pl_count = 7;'
breaks globals 'calls' engine/brief/brief.c 'int pl_f(void); int pl_f(void) { static int calls; return ++calls; }'
breaks names 'helper' engine/sim/world.c 'int helper(void); int helper(void) { return 1; }'
breaks includes 'brief.h' engine/sim/world.c '#include <polder/brief.h>'
breaks includes 'status.h' engine/sim/world.c '#include "../../include/polder/status.h"'
breaks includes '<time.h>' engine/sim/world.c '#include <time.h>'
breaks includes '<unistd.h>' include/polder/status.h '#include <unistd.h>'
breaks extern 'engine/sim/world.c:5' engine/sim/world.c 'extern int pl_elsewhere;'
breaks integers 'engine/sim/world.c:5' engine/sim/world.c 'typedef double pl_real;'
breaks dead 'engine/sim/world.c:5' engine/sim/world.c "$(printf '#if 0\n#endif')"
breaks layout 'a tab' engine/sim/world.c "$(printf '\tint x;')"
breaks layout 'space at the end' engine/sim/world.c '/* x */ '
breaks layout '801 lines' engine/sim/world.c "$(awk 'BEGIN { for (i = 0; i < 797; i++) print "//" }')"
breaks layout 'more than 120' engine/sim/world.c "$(awk 'BEGIN { printf "/*"; for (i = 0; i < 120; i++) printf " "; print "*/" }')"
breaks links 'no/such/file' README.md 'See [this](no/such/file).'

[ "$failures" -eq 0 ]
