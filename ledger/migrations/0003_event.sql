-- The record. One log is one election; its positions are 1, 2, 3, … without a gap, in the order of commits.
-- "body" is the text that was hashed; every other column repeats it or follows from it (docs/ledger.md).

SET LOCAL ROLE baucu_owner;

CREATE TABLE ledger.event (
  log         text     NOT NULL COLLATE "C",
  position    bigint   NOT NULL CHECK (position > 0),
  stream      text     NOT NULL COLLATE "C",
  version     integer  NOT NULL CHECK (version > 0),
  event_id    uuid     NOT NULL,
  type        text     NOT NULL COLLATE "C",
  schema      smallint NOT NULL CHECK (schema > 0),
  body        json     NOT NULL, -- json keeps the text as it came; jsonb would rewrite what was hashed
  legal_at    timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  body_hash   bytea    NOT NULL,
  leaf_hash   bytea    NOT NULL,
  prev_hash   bytea    NOT NULL,
  hash        bytea    NOT NULL,
  PRIMARY KEY (log, position),
  UNIQUE (log, stream, version),
  UNIQUE (log, event_id)
);

-- Stops the owner and the superuser by accident, not on purpose: both can switch a trigger off. What they
-- then change is found by verification.
CREATE FUNCTION ledger.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE restrict_violation USING
    MESSAGE = format('Không được %s bảng ledger.event: sổ cái chỉ ghi thêm', TG_OP),
    HINT = 'Muốn sửa một việc đã ghi thì ghi thêm một sự kiện đính chính.';
END
$$;

CREATE TRIGGER append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.event
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

GRANT SELECT ON ledger.event TO baucu_writer, baucu_reader;
