# kill -9 of a host at random moments: everybody is back, and everything that was acknowledged; see host_kills.c.
# POLDER_KILLS: how many.
. "$(dirname "$0")/cli_support.sh"
checks=1
"$helpers/host_kills" "$polder" "$work" "${POLDER_KILLS:-50}" || fail "something was lost"
finish
