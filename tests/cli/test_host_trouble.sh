# A computer in a room: a disk that is full, a folder that is moved away, a terminal that stops or goes away, a program that
# is stopped for a while, networks of the other kind. What was acknowledged stands, and the exercise goes on.
. "$(dirname "$0")/cli_support.sh"
cd "$work" || exit 1
. "$(dirname "$0")/host_support.sh"

as_control() { "$helpers/knock" "$address" control "$code" "$@"; }

# says_word NUMBER: as the team; long, so that the file has to grow
long=$(head -c 1500 /dev/zero | tr '\0' x)
says_word() {
  "$helpers/knock" "$address" return team "$token" \
    "{\"do\":\"say\",\"to\":[\"control\"],\"text\":\"word $1. $long\"}" >said 2>&1
}

begins() {
  starts first-share --no-board --port 0 --seed 5 --session "$1"
  token=$("$helpers/knock" "$address" join "$pin" noordland Anna)
  as_control '{"do":"start"}' >answers || fail "$(cat answers)"
}

# until it is refused; $words is how many were acknowledged
says_until_refused() {
  while [ $words -lt 200 ] && says_word $((words + 1)); do words=$((words + 1)); done
  checks=$((checks + 1))
  grep -q '"why":"saved"' said || fail "it is refused otherwise: $(cat said)"
}

# … and once there is room again
goes_on() {
  until_it_is "grep -q 'can be saved again' host.out"
  checks=$((checks + 1))
  as_control '{"do":"resume"}' >answers || fail "it does not go on: $(cat answers)"
  words=$((words + 1))
  says_word $words || fail "nothing can be said: $(cat said)"
}

all_is_in() {
  runs 0 replay "$1" --verify
  i=0
  while [ $i -lt $words ]; do
    i=$((i + 1))
    checks=$((checks + 1))
    grep -aq "word $i\\. xxx" "$1" || fail "word $i was acknowledged, and is not in $1"
  done
}

# ---- a disk that is full ----
if command -v prlimit >limit 2>&1; then
  words=0
  begins full.polder
  prlimit --pid "$host" --fsize=$(($(wc -c <full.polder) + 16384)):
  says_until_refused
  until_it_is "grep -q 'stands still' host.out"
  prlimit --pid "$host" --fsize=unlimited:
  goes_on
  stops 0
  all_is_in full.polder
fi

# ---- a folder that is moved away ----
words=0
mkdir folder
begins folder/moved.polder
words=1
says_word 1 || fail "$(cat said)"
mv folder elsewhere
says_until_refused
until_it_is "grep -q 'stands still' host.out"
mv elsewhere folder
goes_on

# ---- a program that is stopped for a while: nobody loses time ----
kill -STOP "$host"
sleep 7
kill -CONT "$host"
until_it_is "grep -q 'was away for' host.out"
answers / 200

# ---- a terminal that is closed ends it in good order; under nohup it goes on ----
checks=$((checks + 1))
kill -HUP "$host"
wait "$host" || fail "a closed terminal ends it with $?"
host=
all_is_in folder/moved.polder
: >host.out
nohup "$polder" host --session folder/moved.polder --no-board --port 0 >host.out 2>host.err </dev/null &
host=$!
until_it_is 'grep -q Ctrl-C host.out'
address=$(sed -n 's/^  Join at *//p' host.out)
kill -HUP "$host"
answers / 200
stops 0

# ---- nobody reads what it says ----
: >host.out
{ "$polder" host --session folder/moved.polder --no-board --port 0 2>host.err </dev/null & echo $! >pid; wait $!; echo $? >code; } |
  sed '/Ctrl-C/q' >host.out &
until_it_is 'grep -q Ctrl-C host.out'
address=$(sed -n 's/^  Join at *//p' host.out)
pin=$(sed -n 's/^  PIN *//p' host.out)
for name in Bram Cor Dora; do
  checks=$((checks + 1))
  "$helpers/knock" "$address" join "$pin" noordland $name >answers 2>&1 || fail "$name is not let in: $(cat answers)"
done
kill -TERM "$(cat pid)"
until_it_is '[ -s code ]'
checks=$((checks + 1))
[ "$(cat code)" -le 4 ] || fail "without a reader it ends with $(cat code)"
runs 0 replay folder/moved.polder --verify

# ---- a terminal that is stopped stops nobody ----
cat >knocks <<END
address=\$(tr -d '\\r' <shown | sed -n 's/^  Join at *//p')
pin=\$(tr -d '\\r' <shown | sed -n 's/^  PIN *//p')
for name in Ella Finn Gijs; do "$helpers/knock" "\$address" join "\$pin" noordland \$name || exit 1; done
END
at_terminal 0 100 'wait Ctrl-C stops\nkeep shown\ncontrol S\nrun sh knocks >knocked 2>&1\ncontrol C\n' \
  host --session folder/moved.polder --no-board --port 0

# ---- networks ----
if [ -s /proc/net/if_inet6 ]; then
  starts first-share --no-board --port 0 --session six.polder --bind ::1
  checks=$((checks + 1))
  case $address in "http://[::1]:"*/) ;; *) fail "the address is $address" ;; esac
  stops 0
  starts --session six.polder --no-board --port 0 --bind ::
  port=${address##*:}
  address=http://127.0.0.1:$port
  answers / 200
  stops 0
  runs 4 host --session six.polder --no-board --port 0 --bind 2001:db8::77
  says err "--bind"
fi
if [ "$(id -u)" -eq 0 ] && command -v setpriv >limit 2>&1 && chmod 755 "$work" && mkdir -m 777 theirs &&
  [ "$(cat /proc/sys/net/ipv4/ip_unprivileged_port_start 2>/dev/null || echo 1024)" -gt 79 ]; then
  checks=$((checks + 1))
  setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all --bounding-set=-all \
    env HOME="$work/theirs" "$polder" host first-share --no-board --port 79 --session theirs/x.polder >out 2>err </dev/null
  got=$?
  if [ $got -ne 126 ] && [ $got -ne 127 ]; then # the program may be where others cannot reach it
    [ $got -eq 4 ] || fail "a port of the system's: $got"
    says err "from 1024 on"
  fi
fi

finish
