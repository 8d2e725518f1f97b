-- Read tables made again beside those that are read (activities/projection.py): `rebuild` has the tables of `view`,
-- filled from position 0 while the pages go on reading, and put in their place by one transaction for each log.
-- Both schemas must keep the same columns in the same order; tests/activities/test_rebuild.py compares them.

SET LOCAL ROLE baucu_owner;

-- By which version of the projection the rows were made (activities/view.py: VERSION).
ALTER TABLE view.cursor ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE view.cursor ALTER COLUMN version DROP DEFAULT;

CREATE SCHEMA rebuild;

CREATE TABLE rebuild.cursor   (LIKE view.cursor   INCLUDING ALL);
CREATE TABLE rebuild.election (LIKE view.election INCLUDING ALL);
CREATE TABLE rebuild.unit     (LIKE view.unit     INCLUDING ALL);
CREATE TABLE rebuild.duty     (LIKE view.duty     INCLUDING ALL);
CREATE TABLE rebuild.reminder (LIKE view.reminder INCLUDING ALL);
CREATE TABLE rebuild.contest  (LIKE view.contest  INCLUDING ALL);
CREATE TABLE rebuild.result   (LIKE view.result   INCLUDING ALL);
CREATE TABLE rebuild.area     (LIKE view.area     INCLUDING ALL);

GRANT USAGE ON SCHEMA rebuild TO baucu_writer, baucu_reader;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA rebuild TO baucu_writer;
GRANT SELECT ON rebuild.cursor TO baucu_reader; -- how far it has come, and nothing half made
