-- What this database is for: one row, set once. A rehearsal must never touch the real thing.

SET LOCAL ROLE baucu_owner;

CREATE TABLE ledger.installation (
  single     boolean PRIMARY KEY DEFAULT true CHECK (single),
  mode       text NOT NULL CHECK (mode IN ('live', 'rehearsal')),
  claimed_at timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT ON ledger.installation TO baucu_writer, baucu_reader;
