# polder run: the table, the digest, the JSON object, and ways to name a scenario.
. "$(dirname "$0")/cli_support.sh"

digest_of() { sed -n 's/^digest: //p' "$work/out"; }

runs 0 run first-share
says out "EXERCISE · first-share: 6 rounds"
says out "state"
says out "noordland"
silent err
first=$(digest_of)
[ "${#first}" -eq 16 ] || fail "the digest is \"$first\""
[ "$(tail -n 1 "$work/out")" = "digest: $first" ] || fail "the digest is not the last line"

runs 0 run first-share
[ "$(digest_of)" = "$first" ] || fail "the same run has another digest"
runs 0 run first-share --seed 10
[ "$(digest_of)" = "$first" ] || fail "the scenario's own seed, given, has another digest"
runs 0 run first-share --seed 2 --quiet
[ "$(digest_of)" != "$first" ] || fail "another seed has the same digest"
[ "$(wc -l <"$work/out")" -eq 1 ] || fail "--quiet prints more than the digest"
runs 0 run first-share --bots never --bots noordland=always
[ "$(digest_of)" != "$first" ] || fail "other bots have the same digest"

# another alphabet and another decimal point
export LC_ALL=nl_NL.UTF-8
[ "$(locale decimal_point)" = , ] || fail "there is no locale with a decimal comma; on Debian: apt-get install locales"
runs 0 run first-share
[ "$(digest_of)" = "$first" ] || fail "in a Dutch locale: another digest"
runs 0 run first-share --json
says out "\"digest\""
unset LC_ALL

# the same scenario by folder, by file, by name from elsewhere
runs 0 run "$source/scenarios/first-share"
[ "$(digest_of)" = "$first" ] || fail "by folder: another digest"
runs 0 run "$source/scenarios/first-share/scenario.lua"
[ "$(digest_of)" = "$first" ] || fail "by file: another digest"
mkdir -p "$work/place/scenarios"
cp -R "$source/scenarios/first-share" "$work/place/scenarios/mine"
(cd "$work/place" && "$polder" run mine) >"$work/out" 2>"$work/err" || fail "by name in ./scenarios: $(cat "$work/err")"
[ "$(digest_of)" = "$first" ] || fail "by name in ./scenarios: another digest"

# a comma or a dot: what machines read does not depend on the locale, and what people read only on the language
LC_ALL=nl_NL.UTF-8 "$polder" run first-share --lang en >"$work/out" 2>"$work/err"
says_not out ",00"
[ "$(digest_of)" = "$first" ] || fail "another locale: another digest"
LC_ALL=nl_NL.UTF-8 "$polder" run first-share >"$work/out" 2>"$work/err"
[ "$(digest_of)" = "$first" ] || fail "another language: another digest"

# JSON
runs 0 run first-share --json
says out "\"digest\": \"$first\""
says out '"exercise": true' # as in everything that leaves an exercise
for key in scenario seed rounds digests states id loss edge burn effort standing confidence rights trust_given ever_hit; do
  says out "\"$key\":"
done
[ "$(grep -c '"trust_given"' "$work/out")" -eq 24 ] || fail "not one object for each of 4 states and 6 rounds"
[ "$(grep -cE '^  "[0-9a-f]{16}",?$' "$work/out")" -eq 6 ] || fail "not one digest for each round"
runs 0 run first-share --json --rounds 3
says out '"rounds": 3'
[ "$(grep -c '"trust_given"' "$work/out")" -eq 12 ] || fail "--rounds 3: not 12 objects"
third=$(sed -n 's/^ "digest": "\(.*\)",$/\1/p' "$work/out")
runs 0 run first-share --json
says out "\"$third\""

# the table fits a terminal
for language in en nl; do
  runs 0 run withdrawal --rounds 12 --lang "$language"
  LC_ALL=C.UTF-8 awk 'length($0) > 80 { print }' "$work/out" >"$work/long"
  [ ! -s "$work/long" ] || fail "wider than 80: $(cat "$work/long")"
done

# the other lists
runs 0 list
says out "first-share"
runs 0 list --json
says out '"title": "The first share"'
runs 0 policies
says out "gtft"
says out "(sees the true world)"
runs 0 policies --json
says out '"omniscient": true'
runs 0 version
says out "Lua 5.4"
runs 0 --version
says out "polder "
runs 0 version --json
says out '"polder":'

finish
