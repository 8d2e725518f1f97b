-- The only way into the record.
--
--   ledger.append(log, bodies, commands)
--
-- "bodies" are canonical event bodies (docs/ledger.md); commands[i] is the ordinal, 1, 2, 3, …, of the command
-- that event i belongs to. A command is written whole or not at all, and each has an outcome of its own:
--
--   appended        position, recorded_at and prev_hash of its first event
--   already         its first event is there, from a command of the same digest, at "position"
--   conflict        its stream is at "version", not where the bodies suppose
--   guard_conflict  "stream", which the decision read (meta.reads), is at "version" by now
--   key_reused      the id of one of its events is there, at "position", from another command
--
-- What a body supposes is what it says: its version less one is the version expected of its stream, and meta.reads
-- are the versions expected of others. So the record cannot claim to have seen what was not so.
-- A command that touches a stream for which an earlier command of the same call is meant gets a conflict, whatever
-- becomes of the earlier one: it decides again, which it would nearly always have to do in any case.

SET LOCAL ROLE baucu_owner;

CREATE TYPE ledger.draft AS (
  body text, command integer, first boolean, stream text, version integer, event_id uuid, type text,
  schema smallint, legal_at timestamptz, digest text, reads json
);

CREATE TYPE ledger.verdict AS (
  command integer, outcome text, position bigint, stream text, version integer
);

CREATE FUNCTION ledger.link(hash bytea, previous bytea, leaf bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sha256('\x02'::bytea || coalesce(hash, previous) || leaf);

CREATE AGGREGATE ledger.chain(previous bytea, leaf bytea) (SFUNC = ledger.link, STYPE = bytea);

CREATE FUNCTION ledger.append(in_log text, in_bodies text[], in_commands integer[])
RETURNS TABLE (
  command integer, outcome text, "position" bigint, stream text, version integer,
  recorded_at timestamptz, prev_hash bytea
)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
-- A plan made while the table was empty would scan it whole for the life of a connection.
SET enable_seqscan = off
-- Calls differ only in their arrays, and planning anew costs more than the append.
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
  drafts   ledger.draft[];
  verdicts ledger.verdict[];
  accepted boolean[];
  head_position bigint;
  head_hash     bytea;
  head_us       bigint;
  malformed     bigint;
BEGIN
  IF current_setting('synchronous_commit') NOT IN ('on', 'remote_write', 'remote_apply') THEN
    RAISE object_not_in_prerequisite_state USING MESSAGE =
      'ledger.append: synchronous_commit is off, a confirmed event could be lost; set it to on';
  END IF;
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE object_not_in_prerequisite_state USING MESSAGE =
      'ledger.append: after waiting for its turn it must see what others committed; use READ COMMITTED';
  END IF;

  -- Everything that needs no lock comes before it.
  SELECT array_agg(
           ROW(p.body, p.command, p.first, p.stream, p.version, p.event_id, p.type, p.schema, p.legal_at,
               p.digest, p.reads)::ledger.draft ORDER BY p.n),
         min(p.n) FILTER (
           WHERE (p.command = p.last_command + p.first::integer
                  AND split_part(p.stream, '/', 2) = in_log
                  AND p.digest <> '' AND json_typeof(p.reads) = 'object'
                  AND (p.first OR p.follows)) IS NOT TRUE)
    INTO drafts, malformed
    FROM (SELECT b.n, b.body, b.command, e.*, m.*,
                 lag(b.command, 1, 0) OVER w AS last_command,
                 b.command IS DISTINCT FROM lag(b.command) OVER w AS first,
                 e.stream = lag(e.stream) OVER w AND e.version = lag(e.version) OVER w + 1
                   AND m.digest = lag(m.digest) OVER w
                   AND m.reads::text = lag(m.reads::text) OVER w AS follows
            FROM unnest(in_bodies, in_commands) WITH ORDINALITY AS b (body, command, n),
                 json_to_record(b.body::json) AS e (stream text, version integer, event_id uuid, type text,
                                                    schema smallint, legal_at timestamptz, meta json),
                 json_to_record(e.meta) AS m (digest text, reads json)
          WINDOW w AS (ORDER BY b.n)) AS p;
  IF malformed IS NOT NULL OR drafts IS NULL THEN
    RAISE invalid_parameter_value USING
      MESSAGE = format('ledger.append: body %s of %s is not an event of log %s that follows the one before',
                       malformed, coalesce(cardinality(in_bodies), 0), in_log),
      HINT = 'Events of one command share stream, digest and reads, their versions follow each other, '
             'and commands are numbered 1, 2, 3 in order.';
  END IF;

  -- From here to the commit nobody else appends to this log.
  PERFORM pg_advisory_xact_lock(1111577413, hashtext(in_log));

  SELECT e.position, e.hash, (extract(epoch FROM e.recorded_at) * 1000000)::bigint
    INTO head_position, head_hash, head_us
    FROM ledger.event AS e WHERE e.log = in_log ORDER BY e.position DESC LIMIT 1;
  head_position := coalesce(head_position, 0);
  head_hash := coalesce(head_hash, sha256(convert_to('baucu:' || in_log, 'UTF8')));
  head_us := greatest((extract(epoch FROM clock_timestamp()) * 1000000)::bigint, head_us + 1);

  -- A command touches its stream, the streams it read, and the ids of its events; the worst touch decides.
  WITH touch AS (
    SELECT d.command, d.stream, d.version - 1 AS seen, true AS own, NULL::uuid AS event_id, d.first, d.digest
      FROM unnest(drafts) AS d WHERE d.first
    UNION ALL
    SELECT d.command, r.key, r.value::integer, false, NULL, d.first, d.digest
      FROM unnest(drafts) AS d, json_each_text(d.reads) AS r WHERE d.first
    UNION ALL
    SELECT d.command, d.stream, NULL, false, d.event_id, d.first, d.digest
      FROM unnest(drafts) AS d
  ), found AS (
    SELECT t.*,
           CASE WHEN t.event_id IS NULL THEN
             coalesce((SELECT max(e.version) FROM ledger.event AS e
                        WHERE e.log = in_log AND e.stream = t.stream), 0) END AS actual,
           CASE WHEN t.event_id IS NOT NULL THEN
             (SELECT e.position FROM ledger.event AS e
               WHERE e.log = in_log AND e.event_id = t.event_id) END AS stored,
           count(*) FILTER (WHERE t.own) OVER (
             PARTITION BY t.stream ORDER BY t.command GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
           ) > 0 AS taken
      FROM touch AS t
  ), ranked AS (
    SELECT f.*,
           CASE WHEN f.first AND f.stored IS NOT NULL
                     AND f.digest = (SELECT e.body #>> '{meta,digest}' FROM ledger.event AS e
                                      WHERE e.log = in_log AND e.position = f.stored) THEN 1
                WHEN f.own AND (f.seen <> f.actual OR f.taken) THEN 2
                WHEN f.seen <> f.actual OR (f.seen IS NOT NULL AND f.taken) THEN 3
                WHEN f.stored IS NOT NULL THEN 4
                ELSE 5 END AS rank
      FROM found AS f
  ), worst AS (
    SELECT DISTINCT ON (r.command) r.* FROM ranked AS r ORDER BY r.command, r.rank, r.stored, r.stream
  )
  SELECT array_agg(
           ROW(w.command,
               (ARRAY['already', 'conflict', 'guard_conflict', 'key_reused', 'appended'])[w.rank],
               w.stored, w.stream, coalesce(w.actual, 0))::ledger.verdict ORDER BY w.command)
    INTO verdicts
    FROM worst AS w;
  accepted := ARRAY(SELECT v.outcome = 'appended' FROM unnest(verdicts) AS v ORDER BY v.command);

  RETURN QUERY
    SELECT v.command, v.outcome, v.position, v.stream, v.version, NULL::timestamptz, NULL::bytea
      FROM unnest(verdicts) AS v WHERE v.outcome <> 'appended';

  IF NOT (true = ANY (accepted)) THEN
    RETURN;
  END IF;

  RETURN QUERY
    WITH numbered AS (
      SELECT d.*, row_number() OVER (ORDER BY d.n) AS nth, sha256(convert_to(d.body, 'UTF8')) AS body_hash
        FROM unnest(drafts) WITH ORDINALITY AS d (body, command, first, stream, version, event_id, type,
                                                  schema, legal_at, digest, reads, n)
       WHERE accepted[d.command]
    ), hashed AS (
      SELECT *, sha256('\x00'::bytea || int8send(head_position + nth) || int8send(head_us + nth - 1)
                       || body_hash) AS leaf_hash
        FROM numbered
    ), chained AS (
      SELECT *, ledger.chain(head_hash, leaf_hash) OVER (ORDER BY nth) AS hash FROM hashed
    ), record AS MATERIALIZED (
      SELECT *, head_position + nth AS position,
             timestamptz 'epoch' + (head_us + nth - 1) * interval '1 microsecond' AS recorded_at,
             lag(hash, 1, head_hash) OVER (ORDER BY nth) AS prev_hash
        FROM chained
    ), written AS (
      INSERT INTO ledger.event
      SELECT in_log, position, stream, version, event_id, type, schema, body::json, legal_at, recorded_at,
             body_hash, leaf_hash, prev_hash, hash
        FROM record
    ), announced AS (
      INSERT INTO ledger.outbox (log, position, stream, type)
      SELECT in_log, position, stream, type FROM record
    )
    SELECT r.command, 'appended', r.position, r.stream, r.version, r.recorded_at, r.prev_hash
      FROM record AS r WHERE r.first;

  PERFORM pg_notify('ledger', in_log);
END
$$;

REVOKE ALL ON FUNCTION ledger.append(text, text[], integer[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.append(text, text[], integer[]) TO baucu_writer;
