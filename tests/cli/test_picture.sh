# polder replay FILE --screenshot: a picture without any display, the same each time, and never half of one.
. "$(dirname "$0")/cli_support.sh"
case $("$polder" version) in *SDL*) ;; *) echo "built without a window" && exit 0 ;; esac
cd "$work" || exit 1

# size_of FILE: WIDTHxHEIGHT, from the PNG's header
size_of() { od -A n -t u1 -j 16 -N 8 "$1" | awk '{ print $1 * 16777216 + $2 * 65536 + $3 * 256 + $4 "x" $5 * 16777216 + $6 * 65536 + $7 * 256 + $8 }'; }

is_picture() {
  checks=$((checks + 1))
  [ "$(od -A n -t x1 -N 8 "$1" | tr -d ' ')" = 89504e470d0a1a0a ] || fail "$1 is no PNG"
  [ "$(size_of "$1")" = "$2" ] || fail "$1 is $(size_of "$1"), not $2"
}

feeds 0 'posture south isles\ncommit\nanswer a\ncommit\n1c\ncommit\nquit\n' play first-share --session e.polder
cp e.polder before

# every mode, moment and sight; the same session and options give the same file
same_picture() {
  runs 0 replay e.polder --screenshot one.png "$@"
  silent out
  silent err
  runs 0 replay e.polder --screenshot two.png "$@"
  same one.png two.png
}
same_picture --at 3.14 --mode map --size 1280x720
is_picture one.png 1280x720
cp one.png map.png
same_picture --at 3.14 --mode network --size 1280x720
cmp -s one.png map.png && fail "map and network are the same picture"
same_picture --at 3 --mode matrix --size 640x480
is_picture one.png 640x480
same_picture --at 2.0 --seat noordland --size 321x320
is_picture one.png 321x320
cp one.png seat.png
same_picture --at 2.0 --seat zuidland --size 321x320
cmp -s one.png seat.png && fail "two seats see the same"
same_picture --at 3.14 --public --size 1280x720
cmp -s one.png map.png && fail "the public sees what control sees"
same_picture
is_picture one.png 1920x1080
runs 0 replay e.polder --screenshot three.png --at 3.28
same one.png three.png
runs 0 replay e.polder --screenshot dutch.png --lang nl --size 1280x720
same e.polder before

# what no display can do, it does not need
for trouble in DISPLAY=:987 SDL_VIDEODRIVER=nonsense SDL_RENDER_DRIVER=nonsense; do
  checks=$((checks + 1))
  env "$trouble" "$polder" replay e.polder --screenshot two.png --at 3.14 --size 1280x720 >out 2>err ||
    fail "$trouble: $(cat err)"
  same two.png map.png
done

# refused, each with what would do
refuses() {
  wanted=$1
  sentence=$2
  shift 2
  runs "$wanted" replay e.polder "$@"
  says err "$sentence"
  silent out
  [ ! -e no.png ] || fail "$* leaves a file"
  rm -f no.png
}
for at in 0 x 3. 3.29 3.-1 -1 3.5x 99999999999 ''; do
  refuses 2 "expected ROUND or ROUND.TICK" --screenshot no.png --at "$at"
done
for size in 319x480 640 640x 640x319 7681x480 640x480x2 x480 640X480 0x0 99999999999x640 ''; do
  refuses 2 "expected WIDTHxHEIGHT in pixels" --screenshot no.png --size "$size"
done
refuses 2 "expected map, network or matrix" --screenshot no.png --mode globe
refuses 2 "expected one of: noordland" --screenshot no.png --seat atlantis
refuses 2 "it needs --screenshot" --at 2
refuses 2 "it needs --screenshot" --mode map
refuses 2 "it needs --screenshot" --size 640x480
refuses 3 "this exercise has 3 rounds so far" --screenshot no.png --at 4

# nothing was played yet: its beginning
feeds 0 'quit\n' play first-share --session unbegun.polder
runs 0 replay unbegun.polder --screenshot one.png --size 640x480
is_picture one.png 640x480
runs 3 replay unbegun.polder --screenshot no.png --at 2

# where it cannot be written, what was there stays
refuses 4 "cannot write nowhere/no.png" --screenshot nowhere/no.png
cp map.png there.png
mkdir there.png.part
refuses 4 "cannot write there.png" --screenshot there.png
rmdir there.png.part
same there.png map.png
checks=$((checks + 1))
(ulimit -f 8 && exec "$polder" replay e.polder --screenshot there.png) >out 2>err </dev/null
[ $? -eq 4 ] || fail "a file that may not grow: $(cat err)"
says err "cannot write there.png"
same there.png map.png
ls ./*.part >/dev/null 2>&1 && fail "a part is left: $(ls)"
if [ -e /dev/full ]; then
  ln -s /dev/full full.png.part
  refuses 4 "cannot write full.png" --screenshot full.png
fi
finish
