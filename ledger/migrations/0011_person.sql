-- Personal data lie beside the record, never in it: an event names a person by code only.
-- Unlike the ledger they may be corrected and erased; the chain does not notice.

SET LOCAL ROLE baucu_owner;

CREATE SCHEMA person;

CREATE TABLE person.subject (
  log  text NOT NULL COLLATE "C",
  code text NOT NULL COLLATE "C",
  name text NOT NULL CHECK (name <> ''),
  born date,
  PRIMARY KEY (log, code)
);

CREATE TABLE person.contact (
  log     text NOT NULL COLLATE "C",
  body    text NOT NULL COLLATE "C",
  unit    text NOT NULL COLLATE "C",
  address text NOT NULL CHECK (address LIKE '%_@_%'),
  PRIMARY KEY (log, body, unit, address)
);

GRANT USAGE ON SCHEMA person TO baucu_writer, baucu_reader;
GRANT SELECT, INSERT, UPDATE, DELETE ON person.subject, person.contact TO baucu_writer;
-- Pages show names; who reads them has no use for mailboxes and birth dates.
GRANT SELECT (log, code, name) ON person.subject TO baucu_reader;
