#!/bin/sh
# The pages run in the browsers that scenarios/FACILITATING.md names: Safari 15.4, Chrome 100, Firefox 102. What came
# into a language later stands in no page, unless the page does without it where it is missing. Nor does what browsers
# keep for https: a workshop is held over plain http.
#
#   browsers.sh FOLDER-OF-PAGES
#
# Prints one line per breach and exits 1 if there was any; exits 1 too where there is nothing to look at.
set -eu
export LC_ALL=C.UTF-8
folder=$1
breaches=0

# look ENDING WHY PATTERN [EXCEPT]: lines of *.ENDING that match PATTERN, comments apart, and not EXCEPT (FILE:text).
look() {
  found=$(grep -nE "$3" "$folder"/*."$1" /dev/null | sed "s|^$folder/||" | grep -vE '^[^:]*:[0-9]+: *(/\*|\*|//)' | grep -vE "${4:-^$}" || true)
  [ -n "$found" ] || return 0
  echo "$found" | sed "s|\$|   ($2)|"
  breaches=1
}

for ending in html css js; do
  set -- "$folder"/*.$ending
  [ -f "$1" ] || { echo "$folder holds no .$ending: nothing to look at"; exit 1; }
done

look js 'too new' '\.(findLast|findLastIndex|toSorted|toReversed|toSpliced|groupBy|withResolvers|fromAsync|canParse|isWellFormed)\('
look js 'too new' '\.(isSubsetOf|isSupersetOf|symmetricDifference|startViewTransition|checkVisibility|showPopover|togglePopover|moveBefore|setHTML)\('
look js 'too new' 'AbortSignal\.(any|timeout)|Intl\.(Segmenter|DurationFormat)|(^|[^a-zA-Z])Iterator\.|^ *static \{|with \{ *type:'
look js 'too new: a look behind' '\(\?<[=!]'
look js 'not in Safari' 'requestIdleCallback|scheduler\.'
# A board is shown on the host's own machine, where its screen may be kept awake; elsewhere it looks whether it may.
look js 'https only' 'randomUUID|navigator\.(clipboard|wakeLock|serviceWorker|share|mediaDevices)|crypto\.subtle|new Notification' '^board\.js:.*wakeLock'
look html 'too new' 'importmap|[ "]popover|[ "]inert|shadowrootmode'
look css 'too new' '@(container|starting-style|property|scope)|container-(type|name)|color-mix\(|oklch\(|oklab\(|light-dark\(|subgrid|field-sizing|anchor-name|animation-timeline'
look css 'too new: nesting' '^ *&|[{;] *&'
look css 'too new: a range' '@media[^{]*[<>]='
look css 'too new without a height in vh before it' '[0-9][dsl]v[hw]' '[0-9]vh; *[a-z-]+: *[^;]*[0-9][dsl]vh'
# Makes more room for what waits; without it everything is there and scrolls.
look css 'not in Firefox 102' ':has\(' '^control\.css:'
exit $breaches
