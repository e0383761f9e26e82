# The progress bar: on a terminal, for what takes longer than a second, and gone when it is done; never in a pipe, nor
# with --quiet. Ctrl-C cancels with exit 130, and nothing is written by halves.
. "$(dirname "$0")/cli_support.sh"
cd "$work" || exit 1

most=100000 # more than anybody waits for: longer than a second on any machine
runs 0 run first-share --session game.polder
question="whatif game.polder --round 2 --seat noordland --posture all --jobs 1"

# as many as take a second here, and a little more
seeds=1000
while [ "$seeds" -lt "$most" ]; do
  at_terminal 0 100 '' $question --seeds "$seeds"
  ! grep -q '\[[#.]*\] *[0-9]* %' raw || break
  seeds=$((seeds * 2))
done
says raw 'playing under other luck ['

# it was wiped away before anything else was said, and nothing of it comes after that
checks=$((checks + 1))
wiped=$(printf '\r\033[K')
case $(cat raw) in *'] '*' %'"$wiped"*) ;; *) fail "the bar was not wiped away" ;; esac
checks=$((checks + 1))
case $(cat raw) in *"$wiped"*'#'*' %'*'#'*) fail "the bar came back" ;; esac
says out 'what if, in round 2'

# not asked for, or nobody there
at_terminal 0 100 '' $question --seeds "$seeds" --quiet
says_not raw '%'"$wiped"
says_not raw 'playing under'
runs 0 $question --seeds "$seeds"
silent err
says_not out 'playing under'
says_not out "$(printf '\r')"

# cancelled: at once, in order, and with nothing half-written
at_terminal 130 100 'wait playing under other luck [\ncontrol C\n' $question --seeds "$most"
says raw "$wiped"
says_not out 'what if, in round 2'
says out 'polder whatif: cancelled'
echo before >report.html
at_terminal 130 100 'wait computing the report [\ncontrol C\n' report game.polder --out report.html --runs "$most" --jobs 1
says raw "$wiped"
checks=$((checks + 1))
[ "$(cat report.html)" = before ] || fail "the report that was there has been touched"
checks=$((checks + 1))
[ "$(ls | grep -c report)" -eq 1 ] || fail "something half-written is left: $(ls)"

finish
