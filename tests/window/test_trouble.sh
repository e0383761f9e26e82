# A display that is not there, that goes away, that changes its size; no font; a window that is closed. Nothing decided
# is ever lost, and a sentence says how to go on.
. "$(dirname "$0")/window_support.sh"
cd "$work" || exit 1

# decided FILE SEAT ACTION: the file holds such a decision of a person
decided() {
  checks=$((checks + 1))
  "$polder" replay "$1" --json </dev/null >json 2>err || fail "$1 cannot be read: $(cat err)"
  grep -q "\"action\": \"$2\"" json || fail "$1 does not hold the decision to $2"
}

order='screen briefing
key Return
screen round
click New items
click Southland
chosen Southland
click Set standing order
see Undo'

# no display at all: the terminal, without a word about windows
runs 0 play first-share
says out "round 1 of 6"
silent err

# a display that does not answer, or no such thing: one sentence, and the terminal
for trouble in DISPLAY=:987 "DISPLAY=:987 SDL_VIDEODRIVER=x11" SDL_VIDEODRIVER=nonsense; do
  checks=$((checks + 1))
  # shellcheck disable=SC2086
  env $trouble "$polder" play first-share </dev/null >out 2>err || fail "$trouble: ended with $?: $(cat err)"
  says out "round 1 of 6"
  says err "cannot open a window: "
  says err "It goes on here in the terminal, as with --text"
  [ "$(wc -l <err)" -eq 1 ] || fail "$trouble: more than a sentence: $(cat err)"
done

# no font: which package has one
echo '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>' >fonts.conf
checks=$((checks + 1))
SDL_VIDEODRIVER=dummy FONTCONFIG_FILE=$work/fonts.conf "$polder" play first-share </dev/null >out 2>err ||
  fail "no font: ended with $?: $(cat err)"
says err "fonts-inter"
says out "round 1 of 6"

# the display goes away in mid-round: the file is named, and holds what was decided
by_hand 4 1280 720 "$order
lose" play first-share --session lost.polder
says err "the display is gone. Nothing decided is lost; go on with: polder resume lost.polder"
decided lost.polder posture
feeds 0 'commit\nquit\n' resume lost.polder
says out "Resumed: you speak for Northland, in round 1 of 6"
says out "From now on, new items go to Southland"

# … and in a window it goes on where it stopped; closing it is leaving
by_hand 0 1280 720 'screen round
see Commit round 2
click Send two people
chosen Send two people
close' resume lost.polder
decided lost.polder answer
runs 0 replay lost.polder --verify

# the seat and the file are named: no question is left, and there is one file
by_hand 0 1280 720 'screen briefing
key Return
screen round
close' play first-share --seat noordland --session named.polder
runs 0 replay named.polder --json
by_hand 0 1280 720 'screen briefing
close' play first-share --seat noordland
set -- "$XDG_STATE_HOME"/polder/first-share-*.polder
[ $# -eq 1 ] && [ -e "$1" ] || fail "not one file but: $*"

# killed, in the middle of the days
by_hand 137 1280 720 "$order
key ctrl+Return
screen days
signal KILL" play first-share --session killed.polder
runs 0 replay killed.polder --verify
says out "1 round verified"

# signals that ask to end; a terminal that is closed takes with it what was begun there
for signal in TERM:0 INT:0 HUP:129; do
  name=${signal%:*}
  by_hand "${signal#*:}" 1280 720 "$order
signal $name" play first-share --session "$name.polder"
  decided "$name.polder" posture
done

# what is kept nowhere is not closed without a question
by_hand 0 1280 720 "$order
close
see Stay
key Escape
gone Stay
close
click Leave" play first-share --session none

# any size, while it is played and in each screen
sizes='size 1024 640
size 3840 2160
size 640 400
size 1280 720'
by_hand 0 3840 2160 "screen briefing
size 1024 640
key Return
screen round
$sizes
size 3840 2160
click New items
click Southland
chosen Southland
size 1280 720
click Set standing order
see Undo
key ctrl+Return
screen days
$sizes
key m
size 2560 1440
key Return
screen after
$sizes
key F11
see Next round
key F11
close" play first-share --session sizes.polder
decided sizes.polder posture
runs 0 replay sizes.polder --verify
finish
