#!/bin/sh
# Coastlines for the board in the browser: embed_land.sh COASTLINE.csv OUT.json. A list of rings, each longitude, latitude,
# longitude, … in hundredths of a degree.
set -eu
awk -F, '
  NR == 1 { next }
  { if (NR == 2 || $1 != ring) { printf "%s[", NR == 2 ? "[" : "],"; ring = $1; between = "" }
    printf "%s%d,%d", between, $2 * 100, $3 * 100; between = "," }
  END { print "]]" }' "$1" >"$2"
