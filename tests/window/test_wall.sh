# The board of a hosted exercise, in its window: who has come, what goes on, and what becomes of it when the window, the
# display or the host goes.
. "$(dirname "$0")/window_support.sh"
cd "$work" || exit 1
knock=$helpers/../cli/knock

if ! "$polder" version | grep -q libwebsockets; then
  runs 2 host first-share
  finish
fi

# For the hand, while it waits: ./as WHO ARGUMENT… asks the host, which says on its first lines where it is.
cat >as <<END
row() { sed -n "s/^  \$1  *//p" out | sed -n 1p; }
who=\$1
shift
case \$who in
control) "$knock" "\$(row 'Join at')" control "\$(row 'Control code')" "\$@" ;;
besturing) "$knock" "\$(row 'Meedoen op')" control "\$(row 'Code van de oefenleiding')" "\$@" ;;
*) "$knock" "\$(row 'Join at')" team "\$(row 'PIN')" "\$who" Anna "\$@" ;;
esac
END

# by_hand's own output is the program's: that is where ./as reads
lobby='screen wall
see! Take your seats
see! Netherlands, not taken
gone Netherlands, 1'

# from the lobby to the end: what people do is on the wall
by_hand 0 1280 720 "$lobby
picture lobby.ppm
run sh ./as NLD '{\"do\":\"ping\"}'
see! Netherlands, 1 person
see! France, not taken
gone Matrix
picture taken.ppm
run sh ./as control '{\"do\":\"start\"}'
see! Round 1 of 12 · teams decide · The one team has yet to commit
see Netherlands
gone Netherlands, 1 person
picture deciding.ppm
key j
see! Netherlands, 1 person
key j
see Netherlands
run sh ./as control '{\"do\":\"pause\"}'
see! Paused · Round 1 of 12 · teams decide
picture paused.ppm
run sh ./as control '{\"do\":\"resume\"}' '{\"do\":\"pace\",\"seconds\":60}' '{\"do\":\"next\"}'
see! Round 1 of 12 · Day 1 of 7 · The days pass
picture passing.ppm
run sh ./as control '{\"do\":\"pace\",\"seconds\":3}'
gone Round 1 of 12 · Day 1 of 7
see! Round 1 of 12 · Day
run sh ./as control '{\"do\":\"pause\"}'
see! Paused · Round 1 of 12 · Day
run sh ./as control '{\"do\":\"resume\"}' '{\"do\":\"next\"}'
see! Round 2 of 12 · teams decide
size 640 400
see Netherlands
size 1920 1080
see Netherlands
run sh ./as control '{\"do\":\"end\"}'
see! The exercise is over
signal INT" host withdrawal --port 0 --seed 5 --session whole.polder
says out "polder host --session whole.polder"
gone_board='The board is closed; the exercise goes on'
checks=$((checks + 1))
! grep -q "$gone_board" out || fail "Ctrl-C is taken for closing the window"
runs 0 replay whole.polder --verify

# amber is for attention: there is none until somebody pauses
amber() { tail -c +17 "$1" | od -An -v -tx1 -w3 | grep -c 'ff c0 00'; }
checks=$((checks + 2))
[ "$(amber deciding.ppm)" -eq 0 ] || fail "the board calls for attention for nothing"
[ "$(amber paused.ppm)" -gt 100 ] || fail "a pause cannot be seen"
for pair in "lobby taken" "taken deciding" "deciding paused" "paused passing"; do
  checks=$((checks + 1))
  # shellcheck disable=SC2086
  set -- $pair
  ! cmp -s "$1.ppm" "$2.ppm" || fail "$1 and $2 look alike"
done

# closing the window ends nothing; Ctrl-C then does
by_hand 0 1280 720 "$lobby
close
run timeout 60 sh -c 'until grep -q \"The board is closed\" out; do sleep 0.1; done'
run sh ./as control '{\"do\":\"start\"}' '{\"do\":\"next\"}'
signal INT" host withdrawal --port 0 --session closed.polder
says out "$gone_board"
says out "The board is a page too: http://127.0.0.1:"
says out "polder host --session closed.polder"
runs 0 replay closed.polder --verify
says out "1 round verified"

# the display goes away: the exercise does not, and says where its board is; Ctrl-C ends it in good order
by_hand 0 1280 720 "$lobby
run sh ./as control '{\"do\":\"start\"}'
see! Round 1 of 12 · teams decide
lose
run timeout 60 sh -c 'until grep -q \"the display is gone; the exercise goes on\" err; do sleep 0.1; done'
run sh ./as control '{\"do\":\"next\"}'
run sh ./as NLD '{\"do\":\"ping\"}'
signal INT" host withdrawal --port 0 --session lost.polder
says err "The board is a page too: http://127.0.0.1:"
says out "polder host --session lost.polder"
runs 0 replay lost.polder --verify
says out "1 round verified"
by_hand 0 1280 720 "screen wall
see! Paused · Round
signal TERM" host lost.polder --port 0
runs 0 replay lost.polder --verify

# in Dutch, on a large wall
by_hand 0 3840 2160 "screen wall
see! Kies een rol
see! Nederland, niet bezet
run sh ./as besturing '{\"do\":\"start\"}'
see! Ronde 1 van 12
signal INT" host withdrawal --port 0 --lang nl --session nl.polder
finish
