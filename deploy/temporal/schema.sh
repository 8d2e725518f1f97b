#!/bin/sh
# Makes Temporal's two databases or brings them up to the schema of this version; safe to run again.
set -eu

SQL_PASSWORD=$(cat /run/secrets/temporal_database_password)
export SQL_PASSWORD

tool() {
    database=$1
    shift
    temporal-sql-tool --plugin postgres12 --ep "$POSTGRES_SEEDS" -p "$DB_PORT" -u "$POSTGRES_USER" --db "$database" "$@"
}

for schema in temporal visibility; do
    case $schema in
    temporal) database=$DBNAME ;;
    visibility) database=$VISIBILITY_DBNAME ;;
    esac
    tool "$database" create
    tool "$database" setup-schema -v 0.0
    tool "$database" update-schema -d "/etc/temporal/schema/postgresql/v12/$schema/versioned"
done
