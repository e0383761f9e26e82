# The whole first share in a window, by events alone; then the same decisions at the terminal: the same digest.
. "$(dirname "$0")/window_support.sh"
cd "$source" || exit 1
file=$work/exercise.polder

by_hand 0 1280 720 "$(cat "$hands/first-share.hand")" play --session "$file"
[ "$failures" -eq 0 ] || finish

runs 0 replay "$file" --verify
says out "6 rounds verified"
digest=$(digest_of "$work/out")
[ -n "$digest" ] || fail "no digest: $(cat "$work/out")"

# what was done by hand is what was meant, and is there once
"$polder" replay "$file" --json >"$work/exercise.json" </dev/null || fail "no JSON"
"$helpers/typed" <"$work/exercise.json" >"$work/lines" || fail "what was decided cannot be typed"
cat >"$work/meant" <<'END'
posture zuidland eilanden
commit
answer warn help
commit
answer taker give
commit
withhold reed
commit
split 50 20 30
commit
share tide all
commit
END
same "$work/lines" "$work/meant"
grep -q "eastmoor takes" "$work/exercise.json" || fail "the remark is not there"

# the one that was begun after it has a file of its own
set -- "$XDG_STATE_HOME"/polder/first-share-*.polder
[ -e "$1" ] || fail "another exercise is not kept"

# the reckoning has shown the same digest
grep -q "$digest" "$work/reckoning" || fail "the reckoning shows another digest: $(cat "$work/reckoning")"

# typed: the last round asks once about the message that is not answered
{ cat "$work/lines" && echo commit; } | "$polder" play first-share --text >"$work/out" 2>"$work/err"
[ "$(digest_of "$work/out")" = "$digest" ] ||
  fail "digest $digest in the window, at the terminal: $(tail -n 1 "$work/out") $(cat "$work/err")"
finish
