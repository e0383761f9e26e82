# A disk that is full, a file that may not grow, a folder that may not be written, a file that is gone: whoever plays
# reads why, nothing was decided, what came before stands, and the exercise goes on elsewhere or once there is room.
. "$(dirname "$0")/cli_support.sh"
cd "$work" || exit 1

whole='type posture all\nwait From now on\nwait >\ntype commit\nwait The days pass\nwait round 2 >\n'

# ---- a file that may not grow ----
many() { i=0; while [ $i -lt 400 ]; do echo "split $((i % 60)) 20 20"; i=$((i + 1)); done; }
feeds 0 'quit\n' play first-share --session limit.polder
blocks=$((($(wc -c <limit.polder) + 8192) / 512))
checks=$((checks + 1))
many | { (ulimit -f $blocks && exec "$polder" resume limit.polder); echo $? >code; } 2>err | cat >out
[ "$(cat code)" -eq 0 ] || fail "a file that may not grow: ended with $(cat code): $(cat err)"
says out "Not saved:"
says out "What came before stands"
told=$(grep -c '^Divide the money' out)
[ "$told" -gt 0 ] || fail "nothing was decided before the limit"
runs 0 replay limit.polder --json
kept=$(grep -c '"withdrawn"' out)
[ "$kept" -eq "$told" ] || fail "$told decisions were acknowledged, $kept are in the file"
feeds 0 'commit\nquit\n' resume limit.polder
says out "You stopped after 1 round"
runs 0 replay limit.polder --verify
says out "1 round verified"

# ---- a commit that cannot be saved ----
feeds 0 'quit\n' play first-share --session commit.polder
checks=$((checks + 1))
printf 'commit\nreview\nsave elsewhere.polder\nquit\n' |
  { (ulimit -f 8 && exec "$polder" resume commit.polder); echo $? >code; } 2>err | cat >out
[ "$(cat code)" -eq 0 ] || fail "a commit that cannot be saved: ended with $(cat code): $(cat err)"
says out "Not saved:"
says out "You stopped after 0 rounds"
feeds 0 'commit\nquit\n' resume commit.polder
says out "You stopped after 1 round"
feeds 0 'commit\nquit\n' play first-share --session undisturbed.polder
runs 0 replay commit.polder --verify
cut -d: -f2 out >a
runs 0 replay undisturbed.polder --verify
cut -d: -f2 out >b
same a b

# ---- a full disk ----
disk=$work/disk
mkdir "$disk"
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=2m tmpfs "$disk" 2>/dev/null; then
  trap 'umount "$disk" 2>/dev/null; rm -rf "$work"' EXIT
  at_terminal 0 100 "wait round 1 >\ntype posture south\nwait From now on\nrun dd if=/dev/zero of=$disk/filler bs=1k >dd 2>&1; true\nwait round 1 >\ntype split 41 29 30\nwait Not saved\nwait round 1 >\ntype commit\nwait Not saved\nwait round 1 >\ntype note Full\nwait Not saved\nrun rm $disk/filler\nwait round 1 >\ntype split 42 28 30\nwait Divide the money: 42\nwait round 1 >\ntype commit\nwait The days pass\nwait round 2 >\ncontrol C\n" \
    play first-share --quiet --session "$disk/full.polder"
  runs 0 replay "$disk/full.polder" --verify
  says out "1 round verified"
  # … and the bots have decided in it what they would have
  cut -d: -f2 out >a
  feeds 0 'posture south\nsplit 42 28 30\ncommit\nquit\n' play first-share --session same.polder
  runs 0 replay same.polder --verify
  cut -d: -f2 out >b
  same a b
  runs 0 replay "$disk/full.polder" --json
  says out "420"
  says_not out "410"
  # … and elsewhere while it is still full
  at_terminal 0 100 "wait round 2 >\nrun dd if=/dev/zero of=$disk/filler bs=1k >dd 2>&1; true\ntype split 43 27 30\nwait Not saved\nwait What came before stands\nwait round 2 >\ntype save roomy.polder\nwait From now on the exercise is kept in roomy.polder\nwait round 2 >\ntype split 44 26 30\nwait Divide the money: 44\nwait round 2 >\ntype quit\n" \
    resume "$disk/full.polder"
  runs 0 replay roomy.polder --json
  says out "440"
  says_not out "430"
  runs 0 replay roomy.polder --verify
  # a full disk has no room for a new exercise either, and nothing is left behind
  runs 4 run first-share --session "$disk/none.polder"
  [ "$(wc -l <err)" -eq 1 ] || fail "not one line: $(cat err)"
  [ ! -e "$disk/none.polder" ] || fail "a file was left on the full disk"
else
  echo "not root, or no tmpfs: no disk was filled, only files that may not grow"
fi

# ---- a file that is gone ----
at_terminal 0 100 'wait round 1 >\ntype split 40 30 30\nwait Divide\nwait round 1 >\nrun rm gone.polder\ntype split 41 29 30\nwait Not saved\nwait round 1 >\ntype save again.polder\nwait From now on\nwait round 1 >\ntype split 42 28 30\nwait Divide\nwait round 1 >\ntype commit\nwait The days pass\nwait round 2 >\ntype quit\n' \
  play first-share --quiet --session gone.polder
[ ! -e gone.polder ] || fail "a file that was removed is there again"
runs 0 replay again.polder --verify
runs 0 replay again.polder --json
says out "400"
says_not out "410"
says out "420"

# whoever leaves is told so, and can still keep it; whoever is called away is not told that it is kept
at_terminal 0 100 'wait round 1 >\ntype split 40 30 30\nwait Divide\nrun rm left.polder\ntype quit\nwait removed\nwait round 1 >\ntype save back.polder\nwait From now on\ntype quit\nwait Everything is kept\n' \
  play first-share --quiet --session left.polder
runs 0 replay back.polder --json
says out "400"
at_terminal 0 100 'wait round 1 >\ntype split 40 30 30\nwait Divide\nrun rm away.polder\ncontrol C\n' \
  play first-share --quiet --session away.polder
says out "away.polder has been moved or removed"
says_not out "Everything is kept"

# ---- a folder that may not be written ----
runs 4 run first-share --session /proc/none.polder
[ "$(wc -l <err)" -eq 1 ] || fail "not one line: $(cat err)"
feeds 4 'quit\n' play first-share --session /proc/none.polder
at_terminal 0 100 "wait round 1 >\ntype save /proc/none.polder\nwait Not saved\nwait round 1 >\ntype quit\n" play first-share --session none

# permissions do not bind root, who becomes nobody for this; and nobody need be able to read this folder's sources
mkdir locked
if [ "$(id -u)" -eq 0 ]; then
  chmod 711 "$work"
  chown 65534 locked
  cp "$polder" program
  cp -r "$source/scenarios/first-share" exercise
  chmod -R a+rX program exercise
  cat >nobody <<SH
#!/bin/sh
exec setpriv --reuid 65534 --regid 65534 --clear-groups "$work/program" "\$@"
SH
  chmod 755 nobody
  polder=$work/nobody
else
  ln -s "$source/scenarios/first-share" exercise
fi
if "$polder" version >/dev/null 2>&1; then
  at_terminal 0 100 'wait round 1 >\ntype split 40 30 30\nwait Divide\nwait round 1 >\ntype quit\n' \
    play exercise --quiet --session locked/x.polder
  chmod a-w locked locked/x.polder
  runs 0 replay locked/x.polder --json
  says out "400"
  runs 4 resume locked/x.polder
  [ "$(wc -l <err)" -eq 1 ] || fail "not one line: $(cat err)"
  runs 0 replay locked/x.polder --verify
else
  echo "nobody may not run a program in $work: no folder was locked"
fi

finish
