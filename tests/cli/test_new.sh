# polder new: every template becomes a scenario without findings; nothing that is there is written over.
. "$(dirname "$0")/cli_support.sh"
cd "$work" || exit 1

for folder in "$source"/assets/templates/*/; do
  template=$(basename "$folder")
  runs 0 check "$folder"
  says out "no findings"
  runs 0 new "from-$template" --template "$template"
  silent err
  for command in check run play; do says out "polder $command from-$template"; done
  runs 0 check "from-$template"
  says out "no findings"
  runs 0 check "from-$template" --lang nl
  says out "from-$template"
  runs 0 run "from-$template"
  says out "from-$template"
  grep -q "id = \"from-$template\"" "from-$template/scenario.lua" || fail "the id of $template is not replaced"
  cmp -s "from-$template/.polder/polder.lua" "$source/scenarios/polder.lua" || fail "$template has other stubs"
  [ -f "from-$template/.luarc.json" ] || fail "$template has no .luarc.json"
done
runs 0 new usual
runs 0 run usual --lang nl

# What is there stays as it is.
mkdir full empty
echo mine >full/scenario.lua
runs 3 new full
says err "not empty"
[ "$(cat full/scenario.lua)" = mine ] || fail "a file was written over"
[ "$(ls -A full)" = scenario.lua ] || fail "something was put into a full folder"
runs 0 new empty --quiet
silent out

runs 2 new
says err "DIR"
runs 2 new "my scenario"
says err "id"
runs 2 new 7days
runs 2 new some --template dilemna
says err 'did you mean "dilemma"'
[ ! -e some ] || fail "a folder was made for nothing"
runs 4 new nowhere/below
silent out
[ "$(id -u)" -eq 0 ] || { mkdir closed && chmod 500 closed && runs 4 new closed; }

finish
