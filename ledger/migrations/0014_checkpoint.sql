-- Signed checkpoints, and the role that makes them. A checkpoint is worth something outside only: these rows are
-- what was signed, so that it can be published again, and never what a verifier believes.
--   baucu_checkpointer  reads the record, calls ledger.add_checkpoint, and nothing else

DO $roles$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'baucu_checkpointer') THEN
    CREATE ROLE baucu_checkpointer LOGIN;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN
    NULL;
  WHEN insufficient_privilege THEN
    RAISE insufficient_privilege USING
      MESSAGE = format('Vai trò baucu_checkpointer chưa có và %s không được quyền tạo', current_user),
      HINT = 'Tạo trước bằng quản trị viên: CREATE ROLE baucu_checkpointer LOGIN;';
END
$roles$;

DO $connect$
BEGIN
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO baucu_checkpointer', current_database());
END
$connect$;

SET LOCAL ROLE baucu_owner;

CREATE TABLE ledger.checkpoint (
  log     text        NOT NULL COLLATE "C",
  size    bigint      NOT NULL CHECK (size > 0),
  root    bytea       NOT NULL CHECK (octet_length(root) = 32),
  note    text        NOT NULL,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (log, size)
);

CREATE OR REPLACE FUNCTION ledger.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE restrict_violation USING
    MESSAGE = format('Không được %s bảng %s.%s: sổ cái chỉ ghi thêm', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME),
    HINT = 'Muốn sửa một việc đã ghi thì ghi thêm một sự kiện đính chính.';
END
$$;

CREATE TRIGGER append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

-- Keep a checkpoint of this log at this size. Returns the note that stands: that of the faster of two who made
-- the same one; NULL when a larger one is there already and this size has none. Raises when it contradicts the
-- record or a checkpoint: the caller then saw another record than this.
CREATE FUNCTION ledger.add_checkpoint(in_log text, in_size bigint, in_root bytea, in_chain bytea, in_note text)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
AS $$
DECLARE
  stored ledger.checkpoint;
BEGIN
  PERFORM pg_advisory_xact_lock(1111577414, hashtext(in_log));
  SELECT c.* INTO stored FROM ledger.checkpoint AS c WHERE c.log = in_log AND c.size = in_size;
  IF FOUND THEN
    IF stored.root <> in_root THEN
      RAISE integrity_constraint_violation USING
        MESSAGE = format('Sổ %s đã có điểm kiểm khác ở cỡ %s', in_log, in_size);
    END IF;
    RETURN stored.note;
  END IF;
  IF EXISTS (SELECT FROM ledger.checkpoint AS c WHERE c.log = in_log AND c.size > in_size) THEN
    RETURN NULL;
  END IF;
  IF NOT EXISTS (SELECT FROM ledger.event AS e
                  WHERE e.log = in_log AND e.position = in_size AND e.hash = in_chain) THEN
    RAISE integrity_constraint_violation USING
      MESSAGE = format('Sổ %s không có sự kiện %s với hash của điểm kiểm', in_log, in_size);
  END IF;
  INSERT INTO ledger.checkpoint (log, size, root, note) VALUES (in_log, in_size, in_root, in_note);
  RETURN in_note;
END
$$;

REVOKE ALL ON FUNCTION ledger.add_checkpoint(text, bigint, bytea, bytea, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.add_checkpoint(text, bigint, bytea, bytea, text) TO baucu_checkpointer;

GRANT USAGE ON SCHEMA ledger TO baucu_checkpointer;
GRANT SELECT ON ledger.event, ledger.installation, ledger.schema_migration TO baucu_checkpointer;
GRANT SELECT ON ledger.checkpoint TO baucu_writer, baucu_reader, baucu_checkpointer;
