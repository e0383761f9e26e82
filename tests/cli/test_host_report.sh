# What is left of a hosted exercise: everything that control, teams and evaluators did is in the reports and the replay,
# in both languages, the recipe computes it again, and a long one stays readable.
. "$(dirname "$0")/cli_support.sh"
cd "$work" || exit 1
"$helpers/host_plays" . three >played 2>&1 || fail "the exercise was not played: $(cat played)"
file=three-2.polder

runs 0 replay $file --verify
says out "3 rounds verified"
runs 0 report $file --out report.json --runs 3
checks=$((checks + 1))
"$helpers/recompute" report.json "$polder" $file >again 2>&1 || fail "not found again: $(head -c 300 again)"

# has FILE TEXT: whatever white space there is in between
has() {
  checks=$((checks + 1))
  tr -s ' \n' '  ' <"$1" | grep -qF -- "$2" || fail "\"$2\" is not in $1"
}

# In each kind of file that people read: rulings with their odds, injects as really told, who decided, how it went.
runs 0 report $file --out report.md --runs 3 --lang en
has report.md '%: "The cable is cut, and the probes stop."; 65'
has report.md '%: "It was the wrong cable." It came to "'
has report.md 'A ruling on a move of Netherlands (A joint statement with Tallinn): "The statement is printed on page one."'
has report.md 'The night watch asks for two more people, and for coffee. (fired by control) (in control'\''s words; as planned:'
has report.md 'Message vendor-letter skipped'
has report.md 'Message leave-day delayed to round 4'
has report.md 'A decision taken for a seat: France: From now on, new items go to Germany and the Netherlands'
has report.md 'France: From now on, new items go to Germany and the Netherlands | control |'
has report.md '(by default: no answer came)'
has report.md 'The exercise went back to round 2. What came before is in three.polder.'
has report.md 'Went on after 4 minutes.'
has report.md 'Estonia: handed to a bot.'
has report.md '| 2 | 1 | Jürgen (Germany) | NLD | (to 1) Yes, but only after Thursday. |'
has report.md '| a friend | NLD, EST | An inject: A rumour:'
# Evaluators' observations, by objective, where strengths and areas for improvement are; nothing is invented.
has report.md 'Den Haag shared on day 1, before it was asked. | Eva, round 1 | met |'
has report.md '| Be a state that others look to: a standing of 65 per cent or more at the end. | Berlin talked for six minutes about who may sign. | Omar, round 1 | partly met |'
has report.md '| | The ruling on the cable took four minutes; Warsaw had stopped waiting. (not met: Keep the lights on'
runs 0 report $file --out report.html --runs 3
has report.html 'Is it true that &lt;b&gt;you&lt;/b&gt; leave as well?'
runs 0 report $file --out nl.md --runs 3 --lang nl
has nl.md 'De oefening ging terug naar ronde 2. Wat daarvoor gebeurde, staat in three.polder.'
has nl.md '| Eva, ronde 1 | gehaald |'
has nl.md '(standaard: er kwam geen antwoord)'

# Rows for programs: no line of a log is taken for a state.
runs 0 report $file --out report.csv --runs 3
has report.csv 'act,rule,POL,'
has report.csv ',note,note,,,,,,,,aim-table,met,,,,,,evaluator,control,by: Eva,'
has report.csv 'message,move,POL,'
checks=$((checks + 1))
[ "$(grep -c 'event,ruling,[^,]*,,' report.csv)" -eq 2 ] || fail "a ruling names another seat: $(grep ruling report.csv)"
has report.csv 'event,inject,,,,,,,,night-watch,,,,,,fired by control,'
has report.json '"outcome": '
has report.json '"do": "back"'
has report.json '"observed": "partly"'

# The workbook has what is in the notes, and who made them.
runs 0 report $file --out report.xlsx --runs 3
mkdir xlsx && (cd xlsx && unzip -q ../report.xlsx) || fail "no workbook"
for text in 'Den Haag shared on day 1' '>Eva<' '>Omar<' '>partly met<' '>ee-neighbours<' 'It was the wrong cable' \
  'We fly to Washington and ask.'; do
  has xlsx/xl/sharedStrings.xml "$text"
done

# Told again, to control and to a seat.
runs 0 replay $file --text --lang en
has out '%: "The cable is cut, and the probes stop."'
has out '(decided by control)'
has out 'Eva Den Haag shared on day 1, before it was asked. (met: Together:'
runs 0 replay $file --text --seat EST --lang en
has out 'While the round was open this message came: The night watch asks for two more people, and for coffee.'

# A long one: lists are folded on the screen, and whole in print.
"$helpers/host_plays" . six >played 2>&1 || fail "the long exercise was not played: $(cat played)"
runs 0 report six.polder --out six.html --runs 2
checks=$((checks + 1))
[ "$(grep -o 'Message [0-9]* of round' six.html | sort -u | wc -l)" -ge 500 ] || fail "not all messages are there"
has six.html 'Observation 59.'
checks=$((checks + 1))
[ "$(grep -c '<details class="fold">' six.html)" -ge 8 ] || fail "long lists are not folded"

finish
