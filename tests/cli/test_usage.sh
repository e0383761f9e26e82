# What the command line understands, and what it says when it does not.
. "$(dirname "$0")/cli_support.sh"

# usage and help
runs 2
says err "Usage: polder SUBCOMMAND"
says err "a subcommand is missing"
runs 0 --help
says out "play [SCENARIO]"
says out "  whatif FILE"
silent err
runs 0 help run
says out "--rounds N"
for each in play run resume replay fork whatif ledger fan check list policies version; do
  runs 0 help
  says out "  $each"
  runs 0 $each --help
  checks=$((checks + 1))
  LC_ALL=C awk '{ gsub(/[\200-\277]/, "") } length($0) > 80' "$work/out" >"$work/long"
  [ ! -s "$work/long" ] || fail "$each --help is wider than 80: $(cat "$work/long")"
  says out "polder $each"
  says out "--help"
  silent err
done

# suggestions
runs 2 rnu
says err 'did you mean "run"'
runs 2 run first-share --sed 3
says err 'did you mean "--seed"'
says err "See: polder run --help"
runs 3 run frist-share
says err 'did you mean "first-share"'
runs 2 run first-share --bots gftt
says err 'did you mean "gtft"'
runs 2 run first-share --bots zuidlend=gtft
says err 'did you mean "zuidland"'
runs 2 play first-share --seat norland
says err "noordland"
runs 2 play first-share --seat zuidland
says err "states that can be played"

# numbers and values
for bad in -1 x 1.5 1e3 "" 9007199254740992 99999999999999999999 " 1"; do
  runs 2 run first-share --seed "$bad"
  says err "whole number from 0 to 9007199254740991"
done
runs 0 run first-share --seed 9007199254740991 --quiet
runs 2 run first-share --rounds 0
runs 2 run first-share --rounds 61
runs 2 run first-share --rounds 7
says err "has 6 rounds"
runs 2 run first-share --seed
says err "--seed needs a value"
runs 2 run first-share --json=yes
says err "takes no value"
runs 2 run first-share --lang fr
says err "expected en or nl"
runs 0 run first-share --lang=nl --quiet

# operands
runs 2 run
says err "SCENARIO is missing"
runs 2 run first-share withdrawal
says err "one word too many"
runs 2 version now
says err "one word too many"
runs 2 run ""
says err "SCENARIO is empty"
runs 3 run ./nowhere
says err "./nowhere"
runs 3 run -- --seed
says err "unknown scenario"

# what there is no help on
runs 2 help rnu
says err 'did you mean "run"'
runs 0 help --help

# a folder that is there but holds no scenario: what is missing, not that the name is unknown
mkdir -p "$work/empty"
checks=$((checks + 1))
(cd "$work" && "$polder" run empty) >"$work/out" 2>"$work/err"
[ $? -eq 3 ] || fail "run empty: not 3"
says err "there is no scenario.lua in this folder"

# an error is one line on standard error, and nothing on standard output
runs 3 run nowhere
silent out
[ "$(wc -l <"$work/err")" -eq 1 ] || fail "the error is not one line"
runs 2 run first-share --sed 3
silent out
[ "$(wc -l <"$work/err")" -eq 1 ] || fail "the error in an option is not one line"

finish
