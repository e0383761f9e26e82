#!/bin/sh
# Scenarios that mean harm by what their folder looks like, made here because no repository could hold them.
#
#   folders.sh HOSTILE SLOWNESS POLDER
#
# Each is a folder, with what is expected of it in FOLDER.expected; see judge.c.
set -eu
hostile=$1
slowness=$2
polder=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

good='polder "1"
scenario { id = "x", title = "X", rounds = 1, random_incidents = "none", languages = { "en" } }
state { id = "aa", name = "A" } state { id = "bb", name = "B" }'

# make NAME EXPECTED [MAIN]: a folder with a scenario.lua
make() {
  mkdir "$1"
  echo "$2" >"$1.expected"
  printf '%s\n' "${3-$good}" >"$1/scenario.lua"
}

# ---- what is in a folder ----
make link '-- check 3 nowhere is a link'
ln -s /etc/passwd link/secret.lua
make link-main '-- check 3 nowhere is a link'
rm link-main/scenario.lua
ln -s /etc/passwd link-main/scenario.lua
make link-folder '-- check 1: E105' "$good
include \"outside/passwd.lua\""
ln -s /etc link-folder/outside
make link-endless '-- check 0, run 0: digest'
ln -s . link-endless/again
make link-device '-- check 3 nowhere is a link'
ln -s /dev/zero link-device/x.ftl
make fifo '-- check 3 nowhere is not an ordinary file'
mkfifo fifo/x.lua
make folder-main '-- check 3 nowhere no scenario.lua in this folder'
rm folder-main/scenario.lua
mkdir folder-main/scenario.lua
make many-files '-- check 3 nowhere more than 256'
i=0
while [ $i -lt 300 ]; do : >"many-files/f$i.lua"; i=$((i + 1)); done
make many-names '-- check 3 nowhere more than 4096 names'
(cd many-names && seq -f 'n%g.txt' 1 5000 | xargs touch)
make deep '-- check 3 nowhere more than 4 folders deep'
mkdir -p deep/a/b/c/d/e/f
make name-odd '-- check 3 nowhere other characters'
: >"name-odd/$(printf 'x\033]0;owned\007\n').lua"
make name-bidi '-- check 3 nowhere other characters'
: >"name-bidi/$(printf '\342\200\256aul').lua"
make name-hidden '-- check 0, run 0: digest'
echo 'while true do end' >name-hidden/.hidden.lua
make large-file '-- check 3 nowhere 1048576 bytes'
head -c 2000000 /dev/zero >>large-file/scenario.lua
make large-sparse '-- check 3 nowhere 1048576 bytes'
dd if=/dev/null of=large-sparse/x.lua bs=1 seek=1000000000000 2>/dev/null
make large-together '-- check 3 nowhere 4194304 bytes'
for i in 1 2 3 4 5; do head -c 1000000 /dev/zero | tr '\0' '-' >"large-together/f$i.lua"; done
make never-run '-- check 0, run 0: digest'
echo 'while true do end' >never-run/other.lua

# ---- what is in a file ----
make bytecode '-- check 1: compiled Lua'
printf '\033LuaT\0\031\223\r\n\032\n' >bytecode/scenario.lua
make bytecode-marked '-- check 1: compiled Lua'
printf '\357\273\277\033LuaT\0' >bytecode-marked/scenario.lua
make bytecode-included '-- check 1: compiled Lua' "$good
include \"other.lua\""
printf '\033LuaT\0' >bytecode-included/other.lua
make zero '-- check 1: zero byte'
printf '%s\nlocal x = "\0"\n' "$good" >zero/scenario.lua
make zero-late '-- check 1: zero byte'
printf '%s\n\0' "$good" >zero-late/scenario.lua
make empty '-- check 1: E210'
: >empty/scenario.lua
make mark-only '-- check 1: E2'
printf '\357\273\277' >mark-only/scenario.lua
make line-ends '-- check 0, run 0: digest'
printf '\357\273\277%s\n' "$good" | sed 's/$/\r/' >line-ends/scenario.lua
make shebang '-- check 1: E101' "#!/usr/bin/lua
$good"
make wide '-- check 1: unexpected symbol'
printf '\377\376p\0o\0l\0d\0e\0r\0' | tr -d '\0' >wide/scenario.lua
make marks-only '-- check 0, run 0: digest'
{ printf '%s\n' "$good"; head -c 900000 /dev/zero | tr '\0' ';'; } >marks-only/scenario.lua
make brackets '-- check 1: nested too deeply'
{ printf '%s\nlocal x = ' "$good"; head -c 900000 /dev/zero | tr '\0' '{'; } >brackets/scenario.lua
make one-line '-- check 1: E2'
{ printf '%s' "$good"; i=0; while [ $i -lt 5000 ]; do printf ' link { kind = "nothing", x = 1 }'; i=$((i + 1)); done; echo; } >one-line/scenario.lua
make signs '-- check 1: E'
{ printf '%s\nlocal x = 1' "$good"; head -c 900000 /dev/zero | tr '\0' '^'; } >signs/scenario.lua
make include-itself '-- check 1: already read' "$good
include \"scenario.lua\""
make include-circle '-- check 1: already read' "$good
include \"a.lua\""
echo 'include "b.lua"' >include-circle/a.lua
echo 'include "a.lua"' >include-circle/b.lua
make include-loop '-- check 1: units of work' "$good
include \"a.lua\" include \"b.lua\""
echo 'for i = 1, 3000000 do end' >include-loop/a.lua
echo 'while true do end' >include-loop/b.lua
make include-many '-- check 1: 64 files' "$good
for i = 1, 100 do include(\"f\" .. i .. \".lua\") end"
i=1
while [ $i -le 100 ]; do echo 'local x = 1' >"include-many/f$i.lua"; i=$((i + 1)); done
make include-outside '-- check 1: E105' "$good
include \"../secret.lua\""
echo 'error("secret")' >secret.lua

# ---- what is in a text file ----
texts="$good
local T = texts \"main\"
inject { id = \"n\", to = \"all\", round = 1, text = T.memo }"
# text NAME EXPECTED: the file's content is on standard input
text() {
  make "$1" "$2" "$texts"
  cat >"$1/main.en.ftl"
}
printf 'memo = {memo}\n' | text ftl-circle '-- check 1: E402'
printf 'memo = { $x -> [one] a *[other] b }\n' | text ftl-selector '-- check 1: E402'
printf -- '-term = x\nmemo = { -term }\n    .attribute = y\n' | text ftl-term '-- check 1: E404'
printf 'memo = cut \342\202' | text ftl-cut '-- check 1: UTF-8'
printf 'memo = a\0b\n' | text ftl-zero '-- check 1: E404'
printf 'memo = \033[2J\n' | text ftl-terminal '-- check 1: control character'
printf 'memo = \342\200\256\n' | text ftl-direction '-- check 1: direction'
{ printf 'memo = '; head -c 1000000 /dev/zero | tr '\0' 'x'; echo; } | text ftl-long '-- check 1: 65536 bytes'
{ printf 'memo = x\n'; seq -f 'key%g = x' 1 30000; } | text ftl-many '-- check 1: more than 10000 texts'
{ printf 'memo = x\n'; i=0; while [ $i -lt 5000 ]; do printf 'same = x\n'; i=$((i + 1)); done; } | text ftl-same '-- check 1: already written'
{ printf 'memo =\n'; i=0; while [ $i -lt 60000 ]; do printf '    \n'; i=$((i + 1)); done; printf '    x\n'; } | text ftl-blank '-- check 0, run 0: digest'
{ head -c 1000000 /dev/zero | tr '\0' '='; echo; } | text ftl-signs '-- check 1: E404'
{ i=0; while [ $i -lt 20000 ]; do printf 'x\n \n'; i=$((i + 1)); done; } | text ftl-quadratic '-- check 1: E404'
printf 'memo = %%s%%n <b> $(reboot)\n' | text ftl-markup '-- check 0, run 0: digest'
printf '\357\273\277memo = x\r\n' | text ftl-line-ends '-- check 0, run 0: digest'
for name in __index __gc constructor; do
  printf '%s = x\nmemo = y\n' "$name"
done | text ftl-names '-- check 1: E404'

cases=
for expected in *.expected; do cases="$cases ${expected%.expected}"; done
# shellcheck disable=SC2086 # names without spaces
"$hostile" "$slowness" "$polder" $cases
