# Hosting from the command line: where to join is said, Ctrl-C stops it in good order, and it goes on with its file.
. "$(dirname "$0")/cli_support.sh"
cd "$work" || exit 1

if ! "$polder" version | grep -q libwebsockets; then
  runs 2 host first-share
  says err "POLDER_HOST=OFF"
  finish
fi

. "$(dirname "$0")/host_support.sh"

# says what is needed, and nothing more
starts first-share --no-board --port 0 --seed 5 --session one.polder
case $pin in [0-9][0-9][0-9][0-9][0-9][0-9]) ;; *) fail "the PIN is \"$pin\"" ;; esac
[ "${#code}" -ge 16 ] || fail "the control code is \"$code\""
answers / 200
answers /control 200
answers /board 200
answers /words.json 200
answers /nothing 404
checks=$((checks + 1))
! grep -qF "$code" page || fail "the control code is on a page"
port=${address##*:}
runs 4 host first-share --no-board --port "${port%/}"
says err "--port"
runs 4 host --no-board --session one.polder --port 0
says err "one.polder"
checks=$((checks + 1))
"$helpers/knock" "$address" control "$code" '{"do":"start"}' '{"do":"next"}' '{"do":"next"}' >answers || fail "$(cat answers)"
stops 0
silent err
says out "The first share"
says out "kept in one.polder"
says out "Only this computer can reach it"
says out "polder host --session one.polder"
runs 0 replay one.polder --verify

# takes it up again, with the same PIN; control's code is another
first_pin=$pin
first_code=$code
starts --session one.polder --no-board --port 0
[ "$pin" = "$first_pin" ] || fail "the PIN was $first_pin and is $pin"
[ "$code" != "$first_code" ] || fail "the control code is the same"

# going back makes another file, and either of them leads on
checks=$((checks + 1))
"$helpers/knock" "$address" control "$code" '{"do":"back","round":1}' >answers || fail "$(cat answers)"
stops 0
says out "polder host --session one-2.polder" # where it went on, and not where it began
[ -f one-2.polder ] || fail "there is no one-2.polder: $(ls)"
mkdir elsewhere
mv one.polder one-2.polder elsewhere/
starts elsewhere/one.polder --no-board --port 0
stops 0
says out "kept in elsewhere/one-2.polder"
says out "polder host --session elsewhere/one-2.polder"
mv elsewhere/one-2.polder moved.polder
runs 3 host --session elsewhere/one.polder --no-board --port 0
says err "one-2.polder"
runs 0 replay moved.polder --verify

# a file that nobody named, in Dutch, alone
starts first-share --no-board --port 0 --rehearse --lang nl
stops 0
says out "$XDG_STATE_HOME/polder/first-share-"
checks=$((checks + 1))
"$polder" host first-share --solo --port 0 >solo.out 2>solo.err </dev/null &
host=$!
until_it_is '[ -s solo.out ]'
[ "$(wc -l <solo.out)" -eq 1 ] || fail "--solo says more than an address: $(cat solo.out)"
address=$(cat solo.out)
answers / 200
mv solo.out host.out
mv solo.err host.err
stops 0

# Ctrl-C at a terminal, and a terminal that goes away
at_terminal 0 100 'wait Ctrl-C stops\ncontrol C\n' host first-share --no-board --port 0 --session key.polder
says out "polder host --session key.polder"
at_terminal 0 100 'wait Ctrl-C stops\nclose\n' host --session key.polder --no-board --port 0

# what cannot be
runs 2 host
says err "SCENARIO"
runs 2 host first-share --session key.polder
says err "holds an exercise already"
runs 2 host --session key.polder --seed 3
says err "--seed"
runs 3 host --session nowhere.polder
says err "nowhere.polder"
runs 3 host nowhere
runs 2 host first-share --solo --rehearse
runs 2 host first-share --seat noordland
runs 2 host first-share --port 70000
runs 2 host first-share --no-board --port 0 --bind laptop --session new.polder
says err "--bind"
runs 4 host first-share --no-board --port 0 --bind 203.0.113.77 --session new2.polder
says err "--bind"
runs 2 host first-share --no-board --port 0 --tls-cert nothing.pem --session new3.polder
says err "--tls-key"
runs 4 host first-share --no-board --port 0 --tls-cert nothing.pem --tls-key nothing.key --session new4.polder
says err "nothing.pem"
head -c 3000 key.polder >damaged.polder
runs 3 host --session damaged.polder --no-board --port 0
says err "damaged.polder"
for file in new.polder new2.polder new3.polder new4.polder; do
  checks=$((checks + 1))
  [ ! -e $file ] || fail "$file was left behind"
done

finish
