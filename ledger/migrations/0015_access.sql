-- Auditors: logins that see the record of the elections granted to them, and no personal data.
--   baucu_auditor  nobody logs in as it; an auditor's login is a member of it
-- An administrator makes the login (CREATE ROLE name LOGIN IN ROLE baucu_auditor), the owner grants elections.

DO $roles$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'baucu_auditor') THEN
    CREATE ROLE baucu_auditor NOLOGIN;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN
    NULL;
  WHEN insufficient_privilege THEN
    RAISE insufficient_privilege USING
      MESSAGE = format('Vai trò baucu_auditor chưa có và %s không được quyền tạo', current_user),
      HINT = 'Tạo trước bằng quản trị viên: CREATE ROLE baucu_auditor NOLOGIN;';
END
$roles$;

DO $connect$
BEGIN
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO baucu_auditor', current_database());
END
$connect$;

SET LOCAL ROLE baucu_owner;

-- Who may see which election, and when that began and ended: rows are ended, never deleted.
CREATE TABLE ledger.access (
  number     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grantee    text        NOT NULL COLLATE "C", -- a login
  log        text        NOT NULL COLLATE "C",
  granted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  revoked_at timestamptz CHECK (revoked_at >= granted_at)
);

CREATE UNIQUE INDEX access_now ON ledger.access (grantee, log) WHERE revoked_at IS NULL;

-- The owner is not bound by these policies, and must not be: ledger.append runs as the owner, and a policy there
-- would be asked at every append. What the owner may do to a row is stopped by the trigger instead.
ALTER TABLE ledger.access     ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger.event      ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger.checkpoint ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON ledger.access FOR SELECT TO baucu_auditor
  USING (grantee = current_user AND revoked_at IS NULL);

CREATE POLICY whole ON ledger.event FOR SELECT TO baucu_writer, baucu_reader, baucu_checkpointer USING (true);
CREATE POLICY whole ON ledger.checkpoint FOR SELECT TO baucu_writer, baucu_reader, baucu_checkpointer USING (true);

-- An array made once a statement, so that the index over log is still used.
CREATE POLICY granted ON ledger.event FOR SELECT TO baucu_auditor
  USING (log = ANY (ARRAY(SELECT a.log FROM ledger.access AS a)));
CREATE POLICY granted ON ledger.checkpoint FOR SELECT TO baucu_auditor
  USING (log = ANY (ARRAY(SELECT a.log FROM ledger.access AS a)));

GRANT USAGE ON SCHEMA ledger TO baucu_auditor;
GRANT SELECT ON ledger.access, ledger.event, ledger.checkpoint, ledger.installation, ledger.schema_migration
  TO baucu_auditor;
