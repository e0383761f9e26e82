# Files that are no exercise of ours, or no longer: refused in one line with exit 3 or 4, and left byte for byte as they
# were.
. "$(dirname "$0")/cli_support.sh"
cd "$work" || exit 1

feeds 0 'posture all\nsplit 40 30 30\ncommit\nanswer a\ncommit\nwithhold 1\n' play first-share --session sound.polder
[ "$failures" -eq 0 ] || finish

# refused FILE WHAT: by every subcommand that opens it
refused() {
  cp "$1" copy
  for arguments in "resume $1" "replay $1" "replay $1 --json" "replay $1 --verify" "fork $1 --at 1 --out fork.polder"; do
    checks=$((checks + 1))
    "$polder" $arguments >out 2>err </dev/null
    got=$?
    case $got in
      3 | 4) ;;
      1) case $arguments in *--verify) [ -s out ] || fail "$2: polder $arguments found nothing to tell"; continue ;; *) fail "$2: polder $arguments ended with 1" ;; esac ;;
      *) fail "$2: polder $arguments ended with $got: $(head -c 300 out) $(head -c 300 err)" ;;
    esac
    [ "$(wc -l <err)" -eq 1 ] || fail "$2: polder $arguments: not one line: $(head -c 600 err)"
    [ ! -s out ] || fail "$2: polder $arguments wrote $(head -c 300 out)"
    cmp -s "$1" copy || fail "$2: polder $arguments changed the file"
    [ ! -e "$1-journal" ] && [ ! -e "$1-wal" ] || fail "$2: polder $arguments left something beside the file"
    [ ! -e fork.polder ] || { fail "$2: a fork was made" && rm -f fork.polder; }
  done
}

# cut short anywhere
size=$(wc -c <sound.polder)
for part in 0 1 2 3 5 8 9; do
  head -c $((size * part / 10)) sound.polder >cut.polder
  refused cut.polder "cut at $part tenths"
done
head -c 100 sound.polder >cut.polder
refused cut.polder "cut after its head"
head -c $((size - 1)) sound.polder >cut.polder
refused cut.polder "cut by one byte"

# another beginning
{ printf 'SQLite format 4'; tail -c +16 sound.polder; } >other.polder
refused other.polder "another beginning"

# of other programs
printf 'polder "1"\nscenario { id = "x" }\n' >text.polder
refused text.polder "a text"
head -c 20000 "$polder" >binary.polder
refused binary.polder "a program"
"$helpers/tamper" foreign.polder "CREATE TABLE notes(text)"
refused foreign.polder "a database of something else"

# newer, and of another kind
for pragma in "user_version = 99" "application_id = 1"; do
  cp sound.polder newer.polder
  "$helpers/tamper" newer.polder "PRAGMA $pragma"
  refused newer.polder "$pragma"
done
cp sound.polder newer.polder
"$helpers/tamper" newer.polder "PRAGMA user_version = 99"
runs 3 resume newer.polder
says err "newer"

# changed from outside
changed() {
  cp sound.polder changed.polder
  "$helpers/tamper" changed.polder "$1" || fail "nothing to change: $1"
  refused changed.polder "$1"
}
changed "UPDATE journal SET body = replace(body, '[400', '[401') WHERE body LIKE '%[400%'"
changed "UPDATE journal SET round = round + 1 WHERE sequence = 2"
changed "DELETE FROM journal WHERE sequence = 1"
changed "DELETE FROM journal WHERE sequence = (SELECT max(sequence) FROM journal)"
changed "UPDATE checks SET digest = '0123456789abcdef' WHERE round = 1"
changed "UPDATE files SET bytes = CAST(replace(CAST(bytes AS TEXT), 'rounds = 6', 'rounds = 7') AS BLOB)"
changed "UPDATE meta SET value = '11' WHERE key = 'seed'"
changed "DELETE FROM files"
changed "DROP TABLE journal"
cp sound.polder changed.polder
"$helpers/tamper" changed.polder "CREATE TABLE more(x)"
refused changed.polder "a table more"

# bytes flipped here and there: refused, or not in any way that matters
i=0
while [ $i -lt 24 ]; do
  at=$(((i * 7919 + 131) * 101 % size))
  cp sound.polder flip.polder
  printf '\377' | dd of=flip.polder bs=1 seek=$at conv=notrunc 2>/dev/null
  cp flip.polder copy
  checks=$((checks + 1))
  "$polder" replay flip.polder --verify >out 2>err
  got=$?
  case $got in 0 | 1 | 3 | 4) ;; *) fail "byte $at: ended with $got: $(head -c 300 err)" ;; esac
  cmp -s flip.polder copy || fail "byte $at: the file was changed"
  i=$((i + 1))
done

# not files at all
mkdir folder.polder
mkfifo pipe.polder
for subcommand in "resume folder.polder" "replay folder.polder" "resume nowhere.polder" "replay nowhere.polder --verify" \
  "resume /dev/null" "replay /dev/zero" "resume pipe.polder" "replay pipe.polder" "replay pipe.polder --verify" \
  "fork pipe.polder --at 1 --out fork.polder" "resume $work/nowhere/at-all.polder"; do
  checks=$((checks + 1))
  "$polder" $subcommand >out 2>err </dev/null
  got=$?
  case $got in 3 | 4) ;; *) fail "polder $subcommand ended with $got" ;; esac
  [ "$(wc -l <err)" -eq 1 ] || fail "polder $subcommand: not one line: $(cat err)"
done
[ ! -e nowhere.polder ] || fail "looking made a file"

# in use by another
at_terminal 0 100 "wait round 3 >\nrun $polder resume sound.polder </dev/null >out2 2>err2; echo \$? >code2\ntype quit\n" resume sound.polder
checks=$((checks + 1))
[ "$(cat code2)" -eq 4 ] || fail "resumed twice at once: ended with $(cat code2)"
[ "$(wc -l <err2)" -eq 1 ] || fail "in use: not one line: $(cat err2)"
runs 0 replay sound.polder --verify

finish
