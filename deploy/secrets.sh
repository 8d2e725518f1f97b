#!/bin/sh
# Makes the passwords and the master key of docker-compose.yml, each once: an existing one is never changed.
# Keep a copy of person_keys elsewhere: without it nobody's name can be read again.
#
#   deploy/secrets.sh [FOLDER]      default: the folder `secrets` beside this script
#
# The files must be readable by the accounts inside the containers, so what protects them is the folder.
set -eu

folder=${1:-$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)/secrets}
mkdir -p "$folder"
chmod 700 "$folder"

for name in postgres_password database_password database_reader_password database_owner_password \
    database_checkpointer_password temporal_database_password person_keys; do
    if ! [ -s "$folder/$name" ]; then
        od -An -N32 -tx1 /dev/urandom | tr -d ' \n' >"$folder/$name"
        echo "made $folder/$name"
    fi
done

# The mail server's password comes from whoever runs it; empty suits the mail catcher.
[ -e "$folder/smtp_password" ] || : >"$folder/smtp_password"
chmod 444 "$folder"/*
