-- What the workflows have not been told yet: written in the transaction of the event, ticked off by the relay.
-- The event itself is the key, so the only index is the one over what is still pending.

SET LOCAL ROLE baucu_owner;

CREATE TABLE ledger.outbox (
  log          text   NOT NULL COLLATE "C",
  position     bigint NOT NULL,
  stream       text   NOT NULL COLLATE "C",
  type         text   NOT NULL COLLATE "C",
  delivered_at timestamptz
);

CREATE UNIQUE INDEX outbox_pending ON ledger.outbox (log, position) WHERE delivered_at IS NULL;

GRANT SELECT, UPDATE (delivered_at) ON ledger.outbox TO baucu_writer;
GRANT SELECT ON ledger.outbox TO baucu_reader;
