# The program in Dutch: without any Dutch locale, with one, and without a catalogue; and what stays as it is.
. "$(dirname "$0")/cli_support.sh"
unset LANGUAGE LC_ALL LC_MESSAGES LANG
export LC_ALL=C

# speaks LANGUAGE [VARIABLE=VALUE…] -- ARGUMENT…: what the help is called
speaks() {
  language=$1
  shift
  variables=
  while [ "$1" != -- ]; do variables="$variables $1"; shift; done
  shift
  checks=$((checks + 1))
  env -u LC_ALL $variables "$polder" "$@" >"$work/out" 2>"$work/err" </dev/null
  case $language in
    nl) grep -q 'opties' "$work/out" || fail "$variables polder $*: not Dutch: $(head -n 2 "$work/out")" ;;
    en) grep -q 'options' "$work/out" || fail "$variables polder $*: not English: $(head -n 2 "$work/out")" ;;
  esac
}

# ---- which language ----
speaks en -- run --help
speaks nl -- run --help --lang nl
speaks nl LC_ALL=C -- run --help --lang=nl
speaks nl LC_ALL=POSIX -- help run --lang nl
speaks nl LANG=nl_NL.UTF-8 -- run --help
speaks nl LANG=nl -- run --help
speaks nl LC_MESSAGES=nl_BE.UTF-8 LANG=en_GB.UTF-8 -- run --help
speaks nl LANGUAGE=nl:en LANG=en_US.UTF-8 -- run --help
speaks en LANG=nl_NL.UTF-8 -- run --help --lang en
speaks en LC_ALL=en_GB.UTF-8 LANG=nl_NL.UTF-8 -- run --help
speaks en LANGUAGE=de LANG=nl_NL.UTF-8 -- run --help
speaks en LANG=nlx_XX -- run --help

# no catalogue: the program elsewhere, alone
mkdir -p "$work/alone"
cp "$polder" "$work/alone/polder"
checks=$((checks + 1))
"$work/alone/polder" run --help --lang nl | grep -q 'options' || fail "without a catalogue it is not English"

# ---- what machines read is the same ----
for arguments in 'run first-share --json' 'run first-share --quiet' 'run withdrawal --seed 3 --quiet' \
  'run first-share --bots never --quiet'; do
  runs 0 $arguments --lang en
  mv "$work/out" "$work/english"
  runs 0 $arguments --lang nl
  checks=$((checks + 1))
  cmp -s "$work/english" "$work/out" || fail "$arguments differs with the language"
done

for arguments in 'api --markdown' 'api --luacats'; do
  checks=$((checks + 1))
  LANGUAGE=en "$polder" $arguments >"$work/english"
  LANGUAGE=nl "$polder" $arguments | cmp -s - "$work/english" || fail "$arguments differs with the language"
done

# ---- what people read ----
runs 0 run first-share --lang nl
says out "OEFENING · first-share"
says out "voorsprong"
checks=$((checks + 1))
grep -qE '^noordland +[0-9]+,[0-9]{2} ' "$work/out" || fail "no decimal comma: $(sed -n 4p "$work/out")"
runs 0 list --lang nl
says out "Voor het eerst delen (4 landen, 6 rondes"
runs 0 policies --lang nl
says out "voor wat hoort wat"
runs 2 run first-share --sed 3 --lang nl
says err 'bedoelt u "--seed"'
runs 3 run frist-share --lang nl
says err 'scenario "frist-share" bestaat niet: bedoelt u "first-share"?'
runs 2 rnu --lang nl
says err 'bedoelt u "run"'

# a scenario's findings, codes as they were; a mistake that is noticed inside Lua, too
mkdir -p "$work/wrong" "$work/stuck"
printf 'polder "1"\nscenario { id = "wrong", title = "Wrong" }\nstate { id = "aaa", size = "smal" }\nmap {}\n' \
  >"$work/wrong/scenario.lua"
runs 1 check "$work/wrong" --lang nl
says out "fout E"
says out "verwacht:"
says out 'bedoelt u "small"?'
says_not out "expected"
runs 1 check "$work/wrong" --json --lang nl
says out '"severity": "error"'
says out "verwacht:"
printf 'polder "1"\nlocal x = 1\nwhile true do x = x + 1 end\n' >"$work/stuck/scenario.lua"
runs 1 check "$work/stuck" --lang nl
says out "de grens"
says_not out "the limit"

# ---- a whole game ----

# plays LANGUAGE FILE: the same decisions in either language
plays() {
  printf "$script" | "$polder" play first-share --lang "$1" >"$2" 2>"$work/err" || fail "play in $1 ended with $?"
  checks=$((checks + 1))
  silent err
}

script='help\nhelp share\nhelp labels\nactions\ncost\nposture zuidland eilanden\ncost posture all\nreview\nundo\n'
script="$script"'posture zuidland eilanden\nstates\nforums\naims\nnonsense\nst\nleave\nsplit 90 90 90\ncommit\nanswer a\n'
script="$script"'commit\n1c\nitems all\ncommit\nwithhold 1\nwithhold 99\ncommit\nsplit 40 30 30\nhold espionage\ncommit\n'
script="$script"'share 1 all\n1a\ninbox\nreview\ncommit\n'
plays en "$work/english"
plays nl "$work/dutch"
checks=$((checks + 1))
[ "$(tail -n 1 "$work/english")" = "$(tail -n 1 "$work/dutch")" ] || fail "the language changes the game"
for line in "OEFENING · Voor het eerst delen · ronde 6 van 6 · 11 tot en met 17 februari 2026" "De dagen gaan voorbij" \
  "98,0 eenheden" "Voorkomen 39%" "Zuidland en de Eilanden" "het Deltaberaad" "de balans" "Om over te praten" "TLP:GREEN"; do
  checks=$((checks + 1))
  grep -qF -- "$line" "$work/dutch" || fail "\"$line\" is not in the Dutch game"
done

# No English word is left, but for what a player types and the names that are the same everywhere. Lines that echo
# what was typed, or list the words that can be, are English on purpose.
english='the|and|your|you|with|from|this|that|have|has|are|will|not|what|which|who|new|now|round|rounds|days|state'
english="$english|organisation|organisations|trust|money|nobody|everybody|all|other|others|finding|warning|quality|members"
english="$english|message|messages|costs|chance|about|after|when|where|through|directly|decided|source|only|each|for|to"
checks=$((checks + 1))
grep -vE '^(ronde [0-9]+ >|digest:)|polder (play|run|resume)' "$work/dutch" |
  sed -E 's/"[^"]*"//g; s/TLP:[A-Z+]*//g; s/(posture|share|cost|items|hold|split|help) (all|share|espionage|[0-9 ]+)//g
          s/all \(iedereen\)|[a-z]+\|[a-z|]+|, all,|all except USA|all, (allies|none)//g
          s/^  (situation|inbox|items|states|forums|aims|actions|cost|review|undo|note|save|commit|help|quit) //
          s/(bekend|known): [^)]*//' |
  grep -niwE "($english)" >"$work/left" && fail "English in the Dutch game: $(head -n 5 "$work/left")"

# Dutch words of command, beside the English ones
script='instructie iedereen\nafsluiten\ninstructie alle behalve oosterveen\nbesluiten\nterugnemen\nhulp\nstoppen\n'
checks=$((checks + 1))
printf "$script" | "$polder" play first-share --lang nl >"$work/out" 2>"$work/err" || fail "Dutch commands ended with $?"
says out "Nieuwe bevindingen gaan voortaan naar alle andere landen"
says out "Nieuwe bevindingen gaan voortaan naar Zuidland en de Eilanden"
says out "Teruggenomen:"
says_not out "is geen opdracht"

# every screen fits eighty columns
checks=$((checks + 1))
printf 'states\nforums\nactions\ncost\nhelp\nposture all\ncommit\nq\n' | "$polder" play withdrawal --seat GBR --lang nl |
  LC_ALL=C awk '{ gsub(/[\200-\277]/, "") } length($0) > 80 { print length($0) " columns: " $0 }' >"$work/long"
[ ! -s "$work/long" ] || fail "$(cat "$work/long")"

finish
