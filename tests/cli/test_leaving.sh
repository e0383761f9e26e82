# Leaving in every way there is: what was decided is in the file, exit 0, and whoever can still be told is told how to
# go on.
. "$(dirname "$0")/cli_support.sh"
cd "$work" || exit 1
export XDG_STATE_HOME="$work/state"

decided='wait round 1 >\ntype split 41 29 30\nwait Divide the money: 41\nwait round 1 >\n'

# holds FILE: the decision of the game just left
holds() {
  [ -f "$1" ] || fail "there is no file $1"
  runs 0 replay "$1" --json
  tr -d ' \n' <out >flat
  checks=$((checks + 1))
  grep -qF '"split":[410,290,300]' flat || fail "the decision is not in $1"
  runs 0 replay "$1" --verify
}

number=0
# leaves SCRIPT [told]: plays, decides, leaves
leaves() {
  number=$((number + 1))
  at_terminal 0 100 "$decided$1" play first-share --quiet --session "leave$number.polder"
  [ "${2:-}" != told ] || says out "polder resume leave$number.polder"
  says_not out "polder play:"
  holds "leave$number.polder"
}
leaves 'control C\n' told
leaves 'control D\n' told
leaves 'signal TERM\n' told
leaves 'signal HUP\n' told
leaves 'signal INT\n' told
leaves 'type quit\n' told
leaves 'close\n'
leaves 'type split 1 2\nsignal TERM\nsignal TERM\nsignal INT\n' told

# between two pages, while a seat is being chosen, and while the scenario is
at_terminal 0 12 'wait more\ncontrol C\n' play first-share --session page.polder
says out "polder resume page.polder"
at_terminal 0 12 'wait more\nclose\n' play first-share --session page2.polder
at_terminal 0 100 'wait Your choice\ncontrol C\n' play withdrawal --session choice.polder
says out "Nothing is kept"
[ ! -e choice.polder ] || fail "a file for a game without a seat"
at_terminal 0 100 'wait Number or name\ncontrol C\n' play
says out "Nothing was played."

# a terminal keeps the exercise without being asked, and says where and how to go on
at_terminal 0 100 "${decided}type quit\n" play first-share --quiet
file=$(ls "$XDG_STATE_HOME"/polder/first-share-????-??-??-1.polder)
says out "kept in"
tr -d '\n ' <out >flat
checks=$((checks + 1))
grep -qF "polderresume$(printf '\302\240')$file" flat || grep -qF "polderresume$file" flat || fail "the way back is not told: $(tail -n 3 out)"
holds "$file"
at_terminal 0 100 'wait These decisions\nwait 41\nwait round 1 >\ntype quit\n' resume "$file"
at_terminal 0 100 "${decided}type quit\n" play first-share --quiet
holds "$XDG_STATE_HOME"/polder/first-share-????-??-??-2.polder

# another game that takes the name while a seat is being chosen
at_terminal 0 100 "wait Your choice\nrun touch $XDG_STATE_HOME/polder/withdrawal-\$(date +%%Y-%%m-%%d)-1.polder\ntype est\nwait is kept in\nwait round 1 >\ntype quit\n" play withdrawal --quiet
runs 0 replay "$(ls "$XDG_STATE_HOME"/polder/withdrawal-????-??-??-2.polder)"

# unless it is told not to, or cannot
at_terminal 0 100 "${decided}type quit\n" play first-share --quiet --session none
says out "Nothing is kept"
at_terminal 0 100 'wait Your seat\nwait round 1 >\ncontrol C\n' play first-share --session none
XDG_STATE_HOME=/proc/nowhere at_terminal 0 100 "${decided}type quit\n" play first-share --quiet
says out "This exercise is not kept"
says out "Nothing is kept"

# a pipe: the end of the input, and a reader that goes away
feeds 0 'split 41 29 30\n' play first-share --session pipe.polder
says out "polder resume pipe.polder"
holds pipe.polder
checks=$((checks + 1))
{
  { printf 'split 41 29 30\n'; sleep 1; printf 'help\nhelp\nhelp\nhelp\nhelp\n'; } |
    "$polder" play first-share --session reader.polder 2>err
  echo $? >code
} | { read -r line; sleep 1; }
[ "$(cat code)" -eq 0 ] || fail "a reader that went away: ended with $(cat code): $(cat err)"
holds reader.polder

# nobody is asked to turn pages where the text fits, nor in a pipe; q and a command end the pages
at_terminal 0 100 'wait round 1 >\ntype quit\n' play first-share --session none
says_not out "more:"
feeds 0 'quit\n' play first-share
says_not out "more:"
at_terminal 0 12 'wait more\ntype\nwait more\ntype q\nwait round 1 >\ntype quit\n' play first-share --session none
at_terminal 0 12 'wait more\ntype split 41 29 30\nwait round 1 >\nwait Divide the money: 41\nwait round 1 >\ntype quit\n' \
  play first-share --session none
runs 0 run first-share --session long.polder
at_terminal 0 12 'wait more\ntype q\nwait what if >\ntype\n' replay long.polder
says_not out "round 6 of 6"
at_terminal 0 12 'wait more\ntype\nwait more\ncontrol C\n' replay long.polder
tail -n 1 raw | grep -q 'more: .*\^C' || fail "the page that was left is not the last line: $(tail -n 2 raw)"
[ -z "$(tail -c 1 raw | tr -d '\n')" ] || fail "the last line has no end"
at_terminal 0 12 'wait more\nclose\n' replay long.polder --seat noordland
at_terminal 0 1000 'wait digest\nwait what if >\ncontrol D\n' replay long.polder
says out "round 6 of 6"

finish
