# Shared by the tests of polder host, after cli_support.sh and in a folder of their own: a host that is started, asked
# and stopped.
host=
: >host.out
trap '[ -z "$host" ] || kill "$host" 2>/dev/null; rm -rf "$work"' EXIT

# until COMMAND: it succeeds, some time
until_it_is() {
  tries=0
  while ! eval "$1"; do
    tries=$((tries + 1))
    if [ $tries -gt 400 ]; then
      fail "it never came to: $1: $(cat host.out host.err)"
      return 1
    fi
    sleep 0.1
  done
}

# starts ARGUMENT…: a host; $address, $pin and $code are what it says
starts() {
  checks=$((checks + 1))
  : >host.out # or what the one before it said is read once more
  "$polder" host "$@" >host.out 2>host.err </dev/null &
  host=$!
  until_it_is 'grep -q Ctrl-C host.out || ! kill -0 "$host" 2>/dev/null'
  address=$(sed -n 's/^  Join at *//p' host.out)
  pin=$(sed -n 's/^  PIN *//p' host.out)
  code=$(sed -n 's/^  Control code *//p' host.out)
}

# stops WANTED-EXIT: by a request to end; its output is in $work/out and $work/err
stops() {
  checks=$((checks + 1))
  kill -TERM "$host"
  wait "$host"
  got=$?
  host=
  [ "$got" -eq "$1" ] || fail "the host ended with $got instead of $1: $(cat host.err)"
  mv host.out out
  mv host.err err
}

# answers PATH CODE
answers() {
  checks=$((checks + 1))
  "$helpers/knock" "$address" "$1" >page || fail "no answer to $1"
  head -n 1 page | grep -q " $2 " || fail "$1: $(head -n 1 page) instead of $2"
}
