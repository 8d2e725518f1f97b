#!/bin/sh
# Runs once, when PostgreSQL makes its data folder: the roles and the database of each mode.
# The owner migrates; the migrations give each role what it may do, and no more.
# The reader is the console; an auditor gets a login of his own, as a member of baucu_auditor.
set -eu

SECRETS=${SECRETS:-/run/secrets}
export SECRETS

# psql reads the passwords itself: as arguments they would stand in the list of processes.
psql --no-psqlrc -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\set owner_password `cat "$SECRETS/database_owner_password"`
\set writer_password `cat "$SECRETS/database_password"`
\set reader_password `cat "$SECRETS/database_reader_password"`
\set checkpointer_password `cat "$SECRETS/database_checkpointer_password"`
CREATE ROLE baucu_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE baucu_writer LOGIN PASSWORD :'writer_password';
CREATE ROLE baucu_reader LOGIN PASSWORD :'reader_password';
CREATE ROLE baucu_checkpointer LOGIN PASSWORD :'checkpointer_password';
CREATE ROLE baucu_auditor NOLOGIN;
CREATE DATABASE baucu_live OWNER baucu_owner;
CREATE DATABASE baucu_rehearsal OWNER baucu_owner;
REVOKE CONNECT, TEMPORARY ON DATABASE baucu_live, baucu_rehearsal FROM PUBLIC;
GRANT CONNECT ON DATABASE baucu_live, baucu_rehearsal
  TO baucu_writer, baucu_reader, baucu_checkpointer, baucu_auditor;
SQL
