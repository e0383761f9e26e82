# polder play through a pipe: a whole first-share, the picker, and leaving.
. "$(dirname "$0")/cli_support.sh"

# plays INPUT ARGUMENT…
plays() {
  input=$1
  shift
  checks=$((checks + 1))
  printf "$input" | "$polder" play "$@" >"$work/out" 2>"$work/err" || fail "polder play $* ended with $?: $(cat "$work/err")"
  silent err
}

script='posture south isles\ncommit\nanswer a\ncommit\n1c\ncommit\nwithhold reed\ncommit\nsplit 40 30 30\ncommit\n'
script="$script"'share tide all\n1a\nreview\ncommit\n'
plays "$script" first-share
for line in "EXERCISE · The first share" "round 6 of 6" "From now on, new items go to Southland and the Isles" \
  "You have a finding of your own on Worm" "Keep back Reed" "Divide the money: 40 % prevent" \
  "Share Tide with all other states" "the reckoning" "Together " "To talk about" "polder play first-share --seed 10 --seat noordland"; do
  says out "$line"
done
digest=$(tail -n 1 "$work/out")
case $digest in "digest: "????????????????) ;; *) fail "the last line is \"$digest\"" ;; esac

# the same decisions again: the same digest; other luck: another
plays "$script" first-share --seat noordland --text
[ "$(tail -n 1 "$work/out")" = "$digest" ] || fail "the same game has another digest"
plays "$script" first-share --seed 5
[ "$(tail -n 1 "$work/out")" != "$digest" ] || fail "another seed has the same digest"

# the command that plays it again names the bots: they decide too
plays 'c\n1a\nc\n1a\nc\nc\nc\n1a\nc\n' first-share --bots never --seed 4
says out "polder play first-share --seed 4 --bots never --seat noordland"

# how a warning goes, what keeping back what all have means, and where nothing has a price
plays 'posture all\ncost\ncommit\ncommit\ncommit\nwithhold 1\ncommit\nquit\n' first-share
says out "through the"
says out "Every action here is free"
says out "there is no head start left to keep"
says_not out "0.00 units a round"

# what is short of a name is told the names; a beginning of several, all of them; refusals say you
plays 'cost commit\nhelp hold\nsecond gbr\nstrike\nst\nhelp strike\nleave\nbuy\nbuy\nvote gfce yes\njoin csirts\nquit\n' withdrawal --seat GBR
says out "There are: low-tide"
says out "could be one of 2 commands: states, strike"
says out "Adversaries: Low Tide (low-tide)"
says out "There are: gfce, hybrid, csirts, cell"
says out "You have decided to buy already"
says out "csirts is not open to you"
says_not out "GBR has"
says out "Commit is nothing that has a price"
says out "Kinds: ransomware"
says out "needs a state other than you"

# what the United States does is told with its article
plays 'commit\ncommit\ncommit\ncommit\ncommit\ncommit\nquit\n' withdrawal --seat EST
says out "The United States left the Global Forum"
says_not out "from United States"

# no escape sequences in a pipe, nor with NO_COLOR
says_not out "$(printf '\033')"

# no line longer than eighty columns; continuation bytes of UTF-8 take none
checks=$((checks + 1))
LC_ALL=C awk '{ gsub(/[\200-\277]/, "") } length($0) > 80 { print length($0) " columns: " $0 }' "$work/out" >"$work/long"
[ ! -s "$work/long" ] || fail "$(cat "$work/long")"

# leaving
plays '' first-share
says out "You stopped after 0 rounds"
plays 'commit\nquit\n' first-share
says out "You stopped after 1 round."
plays 'nonsense\n\n\000\n%%s%%n\n' first-share
says out "is not a command"

# the picker
plays 'quit\n'
says out "Which exercise?"
says out "first-share"
plays 'nothing\nfirst-share\nquit\n'
says out "That is none of them."
says out "Northland"

# a seat is asked for where there are several
plays '\nquit\n' withdrawal
says out "For whom do you speak?"
says out "Your seat: Netherlands"
plays '5x\nquit\n' withdrawal
says out "Type the number"
plays 'est\nquit\n' withdrawal
says out "Your seat: Estonia"

finish
