# Every example of scenarios/README.md is run:
#
#   ```lua            a whole scenario: no findings, and it plays
#   ```ftl FILE new   the first texts of the scenario that follows
#   ```ftl FILE       more of that file of texts, for the next block
#   ```lua more       added to the scenario so far: no findings, and it plays
#   ```lua fragment   added to it for once: no errors
#   ```lua mistake    added to it for once, and each line of the ```text after it is in what check says
#   ```sh             commands, in the folder with the scenario
. "$(dirname "$0")/cli_support.sh"
guide=$source/scenarios/README.md
mkdir "$work/blocks"
awk -v folder="$work/blocks" '
  !inside && /^```[a-z]/ { inside = 1; body = sprintf("%s/%03d", folder, ++count); printf "%s", "" > body
                           print substr($0, 4) > (body ".kind"); next }
  inside && /^```$/ { inside = 0; close(body); next }
  inside { print > body }
  END { if (inside) print "a block has no end" }' "$guide" | grep . && fail "the guide is cut off"
cd "$work" || exit 1

begin() {
  rm -rf the-dike
  mkdir the-dike
}

plays() {
  runs 0 check the-dike
  says out "no findings"
  runs 0 check the-dike --lang nl
  runs 0 run the-dike --quiet
  says out "digest: "
}

once() { # the scenario with one block more, in the folder "once"
  rm -rf once
  cp -r the-dike once
  cat "$1" >>once/scenario.lua
}

mistakes=0
for kind_file in blocks/*.kind; do
  body=${kind_file%.kind}
  kind=$(cat "$kind_file")
  case $kind in
    "ftl "*" new")
      begin
      file=${kind#ftl }
      cp "$body" "the-dike/${file% new}"
      ;;
    "ftl "*) cat "$body" >>"the-dike/${kind#ftl }" ;;
    lua)
      [ -d the-dike ] && [ ! -f the-dike/scenario.lua ] || begin
      cp "$body" the-dike/scenario.lua
      plays
      ;;
    "lua more")
      cat "$body" >>the-dike/scenario.lua
      plays
      ;;
    "lua fragment")
      once "$body"
      runs 0 check once
      ;;
    "lua mistake")
      once "$body"
      runs 1 check once
      mistakes=$((mistakes + 1))
      ;;
    text)
      while IFS= read -r line; do says out "$line"; done <"$body"
      ;;
    sh)
      while read -r program subcommand rest; do
        [ "$program" = polder ] || { fail "the guide runs $program"; continue; }
        # The rest is words.
        # shellcheck disable=SC2086
        [ "$subcommand" = play ] || runs 0 "$subcommand" $rest
      done <"$body"
      ;;
    *) fail "the guide has a block of kind \"$kind\"" ;;
  esac
done
[ "$mistakes" -ge 5 ] || fail "the guide tells of $mistakes mistakes"

# What the guide has built is what polder check likes: its own folder, in both languages.
runs 0 run the-dike --lang nl
finish
