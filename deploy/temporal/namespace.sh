#!/bin/sh
# Makes the namespace of each mode with its search attributes; safe to run again.
#
#   TEMPORAL_ADDRESS=host:port SEARCH_ATTRIBUTES=file namespace.sh NAMESPACE...
set -eu

tries=60
until temporal operator cluster health --address "$TEMPORAL_ADDRESS" >/dev/null 2>&1; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || { echo "Temporal at $TEMPORAL_ADDRESS does not answer" >&2; exit 1; }
    sleep 1
done

# A campaign lasts half a year and its complaints longer; the ledger keeps what the law needs for good.
retention=90d

for namespace in "$@"; do
    temporal operator namespace describe --address "$TEMPORAL_ADDRESS" -n "$namespace" >/dev/null 2>&1 ||
        temporal operator namespace create --address "$TEMPORAL_ADDRESS" -n "$namespace" --retention "$retention"
    # The server learns of a new namespace some seconds after it has been made.
    tries=60
    until temporal operator search-attribute list --address "$TEMPORAL_ADDRESS" -n "$namespace" >/dev/null 2>&1; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || { echo "Temporal does not know namespace $namespace" >&2; exit 1; }
        sleep 1
    done
    present=$(temporal operator search-attribute list --address "$TEMPORAL_ADDRESS" -n "$namespace" | awk '{print $1}')
    sed 's/#.*//' "$SEARCH_ATTRIBUTES" | while read -r name type; do
        if [ -n "$name" ] && ! printf '%s\n' "$present" | grep -qx "$name"; then
            temporal operator search-attribute create --address "$TEMPORAL_ADDRESS" -n "$namespace" \
                --name "$name" --type "$type"
        fi
    done
done
