# polder check: exit 0 when usable, 1 with findings, and where they are.
. "$(dirname "$0")/cli_support.sh"

for each in first-share withdrawal standard-map; do
  runs 0 check "$each"
  silent err
done
runs 0 check first-share --quiet
silent out

mkdir "$work/bad"
cat >"$work/bad/scenario.lua" <<'LUA'
polder "1"
scenario { id = "bad", title = "Bad" }
state { id = "one", name = "One", budgte = 40 }
state { id = "two", name = "Two" }
LUA
runs 1 check "$work/bad"
says out "scenario.lua:3"
says out "budget"
runs 1 check "$work/bad" --json
says out '"line"'
runs 3 run "$work/bad"
says err "budget"
silent out
runs 3 play "$work/bad"

runs 3 check "$work/nothing-here"
mkdir "$work/empty"
runs 3 check "$work/empty" --json
silent out

finish
