# kill -9 at random moments: everything that was acknowledged is in the file; see kills.c. POLDER_KILLS: how many.
. "$(dirname "$0")/cli_support.sh"
checks=1
"$helpers/kills" "$polder" "$work" "${POLDER_KILLS:-200}" || fail "something was lost"
finish
