# What if, asked of a recorded exercise at a terminal: by control of every seat, by a seat of its own decisions; and
# what a player learns between two rounds.
. "$(dirname "$0")/cli_support.sh"
cd "$work" || exit 1

"$polder" run withdrawal --session long.polder --quiet >/dev/null
"$polder" run first-share --session short.polder --quiet >/dev/null

# asks SCRIPT ARGUMENT…: at a terminal without pages; after each line of the script comes the next question
asks() {
  script='wait what if >\n'
  for line in $1; do script="${script}type $(echo "$line" | tr _ ' ')\nwait what if >\n"; done
  shift
  at_terminal 0 5000 "${script}type\n" "$@"
}

# ---- control: any seat's decisions, listed and picked, or typed ----
asks 'whatif_3_USA whatif_3_USA_5 whatif_3_usa_without_leave=gfce' replay long.polder --text
says out "Would it have mattered?"
says out "What the United States could have decided otherwise in round 3"
says out "5  Without “Leave the Global Forum on Cyber Expertise (GFCE)”"
says out "United States: without “Leave the Global Forum on Cyber Expertise (GFCE)”"
says out "Where the two exercises part"
says out "people might have acted differently"
mv out asked
# … the same two answers, and the same as the subcommand's
sed -n '/^EXERCISE .* what if, in round 3/,/^what if >/p' asked | sed '/^what if >/d' >answers
lines=$(($(wc -l <answers) / 2))
head -n $lines answers >one
tail -n $lines answers >other
same one other
runs 0 whatif long.polder --round 3 --seat USA --without leave=gfce
sed -n '/^EXERCISE /,$p' out | grep . >alone
sed '/^─/d' one | grep . >picked
same picked alone

# another state's finding, a role, a name in full; what is unclear says what would do
asks 'whatif_8_EST_share_spring-flood_all whatif_8_estonia_withhold_spring-flood' replay long.polder --text
says out "Estonia: its finding on Spring Flood goes to all other states"
says out "Estonia: its finding on Spring Flood goes to nobody"
asks 'whatif whatif_3 whatif_99_USA whatif_3_USA_99 whatif_3_USA_share_nothing_all whatif_3_USA_without_share=long-ditch@EST commit posture_all help' \
  replay long.polder --text
says out "Say in which round, and whose decision: whatif 3"
says out "There are: USA, DEU"
says out '"99" is no round that is done: there are 1 to 12.'
says out "There is no number 99"
says out '"nothing" is nothing that USA found out. That was:'
says out "is about what somebody else decided; here it is about USA"
says out "The exercise is read again, and stays as it is."
says_not out "Where the two exercises part"

# ---- a seat: its own decisions only ----
asks 'whatif_3 whatif_3_posture_none whatif_3_EST whatif_3_USA_without_leave whatif_3_without_share=worm@EST items aims note_x' \
  replay long.polder --text --seat USA
says out "What you could have decided otherwise in round 3"
says out "United States: From now on, new items go to nobody"
says out '"EST" is about what somebody else decided; here it is about USA.'
says out "United States: without “Leave a forum”"
says out "What you know"
says out "The exercise is read again, and stays as it is."
says_not out "Estonia: From"
# … who has read enough of it can still ask, and a command between two pages is the first question
at_terminal 0 12 'wait more\ntype q\nwait what if >\ntype whatif 3 without leave\nwait more\ntype q\nwait what if >\ncontrol C\n' \
  replay long.polder --text --seat USA
says out "United States: without “Leave a forum”"
at_terminal 0 12 'wait more\ntype whatif 3 USA without leave\nwait what if >\nwait without\nwait more\ncontrol C\n' \
  replay long.polder --text
# … nothing of all this is written
runs 0 replay long.polder --verify --quiet

# ---- nobody is asked in a pipe, when only digests are wanted, or where nothing is done ----
feeds 0 'whatif 3 USA\n' replay long.polder
says_not out "what if >"
at_terminal 0 5000 'wait digest\n' replay short.polder --text --quiet
says_not out "what if >"
"$polder" fork short.polder --at 1 --out new.polder --quiet
at_terminal 0 5000 'wait Nothing has been decided yet\n' replay new.polder --text
says_not out "what if >"

# ---- an exercise that goes on: control hears all of it, a seat what its own briefs hold ----
printf 'posture none\ncommit\ncommit\ncommit\nquit\n' | "$polder" play first-share --session open.polder >/dev/null
asks 'whatif_1_noordland whatif_1_noordland_posture_all' replay open.polder --text
says out "Where the two exercises part"
asks 'whatif_1_posture_all' replay open.polder --text --seat noordland
says out "What you would know after round"
says out "is told after the last round"
says_not out "Where the two exercises part"
says_not out "would have been hit"

# ---- Dutch ----
at_terminal 0 5000 'wait wat als >\ntype watals 3 USA\nwait wat als >\ntype watals 3 USA zonder leave gfce\nwait wat als >\ntype\n' \
  replay long.polder --text --lang nl
says out "Had het uitgemaakt?"
says out "Verenigde Staten: zonder"
says out "mensen hadden misschien anders gehandeld"
mv out dutch

# eighty columns
for file in asked dutch; do
  LC_ALL=C awk -v file=$file '{ gsub(/[\200-\277]/, "") } length($0) > 80 { print file ": " length($0) " columns: " $0 }' $file
done >wide
[ ! -s wide ] || fail "$(cat wide)"

finish
