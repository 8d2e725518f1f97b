-- Three roles. Roles belong to the whole cluster, so another database may have made them already, or may be
-- making them at this very moment: that is no failure. Passwords are given by whoever installs, never here.
--   baucu_owner   owns everything and migrates; nobody needs to log in as it
--   baucu_writer  the application: calls ledger.append, reads, and writes what lies beside the record
--   baucu_reader  the console, auditors and reports: reads, and no mailboxes or birth dates

DO $roles$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN
    SELECT * FROM (VALUES ('baucu_owner', 'NOLOGIN'), ('baucu_writer', 'LOGIN'), ('baucu_reader', 'LOGIN'))
      AS role (name, login)
  LOOP
    CONTINUE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = wanted.name);
    BEGIN
      EXECUTE format('CREATE ROLE %I %s', wanted.name, wanted.login);
    EXCEPTION
      WHEN duplicate_object OR unique_violation THEN
        NULL;
      WHEN insufficient_privilege THEN
        RAISE insufficient_privilege USING
          MESSAGE = format('Vai trò %s chưa có và %s không được quyền tạo', wanted.name, current_user),
          HINT = format('Tạo trước bằng quản trị viên: CREATE ROLE %s %s;', wanted.name, wanted.login);
    END;
  END LOOP;
  IF NOT pg_has_role(current_user, 'baucu_owner', 'SET') THEN
    EXECUTE format('GRANT baucu_owner TO %I WITH SET TRUE, INHERIT TRUE', current_user);
  END IF;
  IF NOT has_database_privilege('baucu_owner', current_database(), 'CREATE') THEN
    EXECUTE format('GRANT CREATE ON DATABASE %I TO baucu_owner', current_database());
  END IF;
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO baucu_writer, baucu_reader', current_database());
END
$roles$;

ALTER SCHEMA ledger OWNER TO baucu_owner;
ALTER TABLE ledger.schema_migration OWNER TO baucu_owner;

SET LOCAL ROLE baucu_owner;

REVOKE ALL ON SCHEMA ledger FROM PUBLIC;
GRANT USAGE ON SCHEMA ledger TO baucu_writer, baucu_reader;
GRANT SELECT ON ledger.schema_migration TO baucu_writer, baucu_reader;
