-- Personal data under a key of each person. "wrapped" is the person's own key, wrapped (RFC 3394) under the
-- master key named beside it, which never enters the database; "content" is AES-256-GCM under the person's key,
-- bound to log, code, field and version. Erasing somebody destroys the key and leaves the row as a mark of it.
-- A code with «@» is a body's mailbox (body@unit), every other one a person.

SET LOCAL ROLE baucu_owner;

-- What an older version kept in plain columns stands aside until the program, which has the master key, has
-- sealed it (ledger/person/installation.py) and drops these two tables, with the pages they fill on disk.
DO $aside$
BEGIN
  IF EXISTS (SELECT FROM person.subject) OR EXISTS (SELECT FROM person.contact) THEN
    REVOKE ALL ON person.subject, person.contact FROM baucu_writer, baucu_reader;
    REVOKE ALL (log, code, name) ON person.subject FROM baucu_reader;
    ALTER TABLE person.subject RENAME TO plain_subject;
    ALTER TABLE person.contact RENAME TO plain_contact;
  ELSE
    DROP TABLE person.subject, person.contact;
  END IF;
END
$aside$;

CREATE TABLE person.data_key (
  log       text NOT NULL COLLATE "C",
  code      text NOT NULL COLLATE "C",
  master    text COLLATE "C",
  wrapped   bytea CHECK (octet_length(wrapped) = 40),
  erased_at timestamptz,
  PRIMARY KEY (log, code),
  CHECK (num_nonnulls(master, wrapped) = CASE WHEN erased_at IS NULL THEN 2 ELSE 0 END)
);

CREATE TABLE person.sealed (
  log     text    NOT NULL COLLATE "C",
  code    text    NOT NULL COLLATE "C",
  field   text    NOT NULL COLLATE "C" CHECK (field ~ '^[a-z_]{1,32}$'),
  version integer NOT NULL CHECK (version > 0), -- one more with each correction
  content bytea   NOT NULL CHECK (octet_length(content) > 28),
  PRIMARY KEY (log, code, field),
  FOREIGN KEY (log, code) REFERENCES person.data_key
);

-- Who saw whose data, and what for. One row a read, however many persons.
CREATE TABLE person.access (
  number  bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  xid     xid8        NOT NULL DEFAULT pg_current_xact_id(),
  log     text        NOT NULL COLLATE "C",
  login   text        NOT NULL, -- the database account
  actor   text        NOT NULL CHECK (actor <> ''), -- who asked, as far as the program knows
  purpose text        NOT NULL
    CHECK (purpose IN ('list_and_result', 'reminder', 'own_data', 'official_duty', 'inspection')),
  codes   text[]      NOT NULL CHECK (cardinality(codes) > 0),
  fields  text[]      NOT NULL CHECK (cardinality(fields) > 0)
);

CREATE INDEX access_log ON person.access (log, number);
CREATE INDEX access_code ON person.access USING gin (codes);

CREATE FUNCTION person.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_LEVEL = 'ROW' AND TG_OP = 'UPDATE' THEN
    IF OLD.erased_at IS NULL AND (NEW.log, NEW.code) = (OLD.log, OLD.code) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE restrict_violation USING
    MESSAGE = format('Không được %s bảng person.%s: dấu đã xóa và nhật ký truy cập phải còn nguyên',
                     TG_OP, TG_TABLE_NAME),
    HINT = 'Người đã xóa dữ liệu thì không khôi phục được; việc đọc đã ghi thì không sửa được.';
END
$$;

CREATE TRIGGER final BEFORE UPDATE OR DELETE ON person.data_key
  FOR EACH ROW EXECUTE FUNCTION person.refuse_change();
CREATE TRIGGER final_whole BEFORE TRUNCATE ON person.data_key
  FOR EACH STATEMENT EXECUTE FUNCTION person.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON person.access
  FOR EACH STATEMENT EXECUTE FUNCTION person.refuse_change();

-- Reading is logging: nobody but the owner can select the contents. Whoever wants to read asks first, which
-- writes the line and gives its number; the contents are given on that number, to the same account, within a
-- minute, and only when the line has been committed: a line that is rolled back has shown nothing.
CREATE FUNCTION person.ask(log text, codes text[], fields text[], purpose text, actor text) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO person.access (log, login, actor, purpose, codes, fields)
  VALUES ($1, session_user, $5, $4, $2, $3) RETURNING number
$$;

-- All that pages need: names, and neither mailboxes nor birth dates.
CREATE FUNCTION person.ask_names(log text, codes text[], purpose text, actor text) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT person.ask($1, $2, '{name}', $3, $4)
$$;

-- Persons without any of these fields come once with nulls, erased ones too; codes nobody knows do not come.
CREATE FUNCTION person.reveal(asked bigint)
RETURNS TABLE (code text, erased_at timestamptz, master text, wrapped bytea,
               field text, version integer, content bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  line person.access;
BEGIN
  SELECT * INTO line FROM person.access AS a
   WHERE a.number = asked AND a.login = session_user AND a.at > clock_timestamp() - interval '1 minute'
     AND a.xid IS DISTINCT FROM pg_current_xact_id_if_assigned();
  IF NOT FOUND THEN
    RAISE insufficient_privilege USING
      MESSAGE = format('Lần đọc %s chưa được ghi nhận cho %s, hoặc đã quá một phút', asked, session_user),
      HINT = 'Gọi person.ask, hoàn tất giao dịch đó, rồi mới đọc.';
  END IF;
  -- From the codes asked for: the other way round a plan made while the tables were empty is quadratic.
  RETURN QUERY
    SELECT k.code, k.erased_at, k.master, k.wrapped, s.field, s.version, s.content
      FROM (SELECT c COLLATE "C" AS code FROM unnest(line.codes) AS c) AS wanted
      JOIN person.data_key AS k ON k.log = line.log AND k.code = wanted.code
      LEFT JOIN person.sealed AS s
        ON s.log = line.log AND s.code = wanted.code AND s.field = ANY (line.fields);
END
$$;

REVOKE ALL ON FUNCTION person.ask, person.ask_names, person.reveal FROM PUBLIC;
GRANT EXECUTE ON FUNCTION person.ask, person.ask_names, person.reveal TO baucu_writer;
GRANT EXECUTE ON FUNCTION person.ask_names, person.reveal TO baucu_reader;

GRANT SELECT, INSERT, UPDATE ON person.data_key TO baucu_writer;
GRANT INSERT, UPDATE, DELETE, SELECT (log, code, field, version) ON person.sealed TO baucu_writer;
GRANT SELECT ON person.access TO baucu_writer;
