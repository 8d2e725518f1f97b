-- Where the engine's clerks stand. Not part of the record: lost, it is made again from the ledger by `recover`.

SET LOCAL ROLE baucu_owner;

CREATE SCHEMA clerk;
GRANT USAGE ON SCHEMA clerk TO baucu_writer, baucu_reader;

-- The legal clock of an election: scale 1 in live use, faster in a rehearsal.
CREATE TABLE clerk.clock (
  log         text PRIMARY KEY COLLATE "C",
  real_epoch  timestamptz NOT NULL,
  legal_epoch timestamptz NOT NULL,
  scale       integer     NOT NULL CHECK (scale >= 1),
  -- In a scripted rehearsal no clerk looks past this legal time: everything people do before it is on record,
  -- what they do after it is not yet. NULL: nobody holds the clock.
  horizon     timestamptz
);

-- One row for each workflow: the last position it was told of, the last it has dealt with, and when it looks next.
CREATE TABLE clerk.progress (
  log      text   NOT NULL COLLATE "C",
  kind     text   NOT NULL,
  code     text   NOT NULL COLLATE "C",
  notified bigint NOT NULL DEFAULT 0,
  seen     bigint NOT NULL DEFAULT 0,
  next_at  timestamptz,
  PRIMARY KEY (log, kind, code)
);

GRANT SELECT, INSERT, UPDATE ON clerk.clock, clerk.progress TO baucu_writer;
GRANT SELECT ON clerk.clock, clerk.progress TO baucu_reader;
