-- What the workflows have still to be told follows from how far they have been told: positions have no gaps and
-- follow the commits, so one number for each log says it, and the record itself is the outbox.
--
-- With it the ways in are laid anew. ledger.append is again the function that judges whatever may come up
-- (0005_append.sql). ledger.append_quickly, for one event or for many, appends that in which nothing is odd, which
-- is nearly everything; otherwise it writes nothing and returns NULLs, or a unique key is violated where an id is
-- there already or two commands write one stream. The caller then asks ledger.append.

SET LOCAL ROLE baucu_owner;

-- Up to which position the relay has told the workflows. Not part of the record: lost, all is told again, and the
-- workflows know what they have seen.
CREATE TABLE clerk.delivery (
  log      text   PRIMARY KEY COLLATE "C",
  position bigint NOT NULL
);

INSERT INTO clerk.delivery (log, position)
SELECT o.log, coalesce(min(o.position) FILTER (WHERE o.delivered_at IS NULL) - 1, max(o.position))
  FROM ledger.outbox AS o GROUP BY o.log;

GRANT SELECT, INSERT, UPDATE ON clerk.delivery TO baucu_writer;
GRANT SELECT ON clerk.delivery TO baucu_reader;

DROP TABLE ledger.outbox;
DROP FUNCTION ledger.append(text, text[], integer[]);
DROP FUNCTION ledger.append(text, text);
ALTER FUNCTION ledger.append_judged(text, text[], integer[]) RENAME TO append;
GRANT EXECUTE ON FUNCTION ledger.append(text, text[], integer[]) TO baucu_writer;

-- What a decision rested on is read only where it counts: where a command begins, or says something else than before.
ALTER TYPE ledger.envelope ALTER ATTRIBUTE meta SET DATA TYPE text;

CREATE OR REPLACE FUNCTION ledger.append(in_log text, in_bodies text[], in_commands integer[])
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

  -- Who reads his own stream would not have seen it as it is at his second event.
  IF EXISTS (SELECT FROM unnest(in_bodies) AS b (body)
              WHERE b.body::json #> ARRAY['meta', 'reads', b.body::json ->> 'stream'] IS NOT NULL) THEN
    RAISE invalid_parameter_value USING
      MESSAGE = format('ledger.append: body of log %s has its own stream among those it read', in_log),
      HINT = 'Leave it out: the version of the body says where its stream was.';
  END IF;

  -- Everything that needs no lock comes before it.
  SELECT array_agg(
           ROW(p.body, p.command, p.first, p.stream, p.version, p.event_id, p.type, p.schema, p.legal_at,
               p.digest, p.reads)::ledger.draft ORDER BY p.n),
         min(p.n) FILTER (
           WHERE (p.command = p.last_command + p.first::integer
                  AND split_part(p.stream, '/', 2) = in_log
                  AND p.digest <> '' AND json_typeof(p.reads) = 'object' AND p.schema > 0
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
             'commands are numbered 1, 2, 3 in order, and schemas count from 1.';
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
    )
    SELECT r.command, 'appended', r.position, r.stream, r.version, r.recorded_at, r.prev_hash
      FROM record AS r WHERE r.first;

  PERFORM pg_notify('ledger', in_log);
END
$$;

-- Many events, set by set. "position" and "recorded_at" are those of the first; each further one stands one position
-- and one microsecond later. "prev_hashes" has one hash for each command, the one before its first event.
CREATE FUNCTION ledger.append_quickly(
  in_log text, in_bodies json[], in_commands integer[],
  OUT "position" bigint, OUT recorded_at timestamptz, OUT prev_hashes bytea[]
)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
-- Calls differ only in their arrays, and planning anew costs more than the append.
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_variable
DECLARE
  size        integer := coalesce(cardinality(in_bodies), 0);
  lone        boolean := in_commands[size] = size; -- every event is a command of its own
  drafts      ledger.envelope[];
  draft       ledger.envelope;
  starts      integer[] := '{}'; -- of each command: where it begins
  one_stream  text; -- of the command at hand: what its events must share
  one_version integer;
  one_meta    text;
  last_meta   text; -- of the event before
  streams     text[]; -- in no order
  guards      json[];
  sound       boolean := true;
  head_hash   bytea;
  moment_us   bigint;
  body_hashes bytea[];
  leaves      bytea[];
  hashes      bytea[]; -- from 0, which is that of the head
BEGIN
  -- Everything that needs no lock comes before it.
  SELECT array_agg(json_populate_record(NULL::ledger.envelope, b.body)),
         array_agg(sha256(convert_to(b.body::text, 'UTF8')))
    INTO drafts, body_hashes
    FROM unnest(in_bodies) AS b (body);

  IF lone THEN
    starts := in_commands;
  ELSE
    FOR i IN 1 .. size LOOP
      draft := drafts[i];
      IF in_commands[i] = cardinality(starts) THEN
        one_version := one_version + 1;
        sound := draft.version = one_version AND draft.stream = one_stream AND draft.schema > 0
                 AND (draft.meta = last_meta
                      OR json_populate_record(NULL::ledger.claim, draft.meta::json)::text
                         = json_populate_record(NULL::ledger.claim, one_meta::json)::text);
        EXIT WHEN sound IS NOT TRUE;
      ELSE
        starts := starts || i;
        one_stream := draft.stream;
        one_version := draft.version;
        one_meta := draft.meta;
      END IF;
      last_meta := draft.meta;
    END LOOP;
  END IF;

  -- From here to the commit nobody else appends to this log.
  PERFORM pg_advisory_xact_lock(1111577413, hashtext(in_log));

  IF sound THEN
    SELECT bool_and((
             d.command = in_commands[d.start] AND d.command <= d.start
             AND split_part(d.stream, '/', 2) = in_log AND d.schema > 0
             AND (d.claim).digest <> '' AND json_typeof((d.claim).reads) = 'object'
             AND d.version = 1 + coalesce((
               SELECT e.version FROM ledger.event AS e
                WHERE e.log = in_log AND e.stream = d.stream AND e.version >= d.version - 1
                ORDER BY e.version DESC LIMIT 1), 0)
           ) IS TRUE),
           array_agg(d.stream),
           array_agg(DISTINCT (d.claim).reads::text)::json[]
      INTO sound, streams, guards
      FROM (SELECT s.command, s.start, (drafts[s.start]).*,
                   json_populate_record(NULL::ledger.claim, (drafts[s.start]).meta::json) AS claim
              FROM unnest(starts) WITH ORDINALITY AS s (start, command)
            OFFSET 0) AS d; -- else a claim would be read at each of its mentions
  END IF;
  IF (sound AND (guards::text = '{"{}"}' OR ledger.seen(in_log, streams, guards))
      AND current_setting('synchronous_commit') IN ('on', 'remote_write', 'remote_apply')
      AND current_setting('transaction_isolation') = 'read committed') IS NOT TRUE
  THEN
    RETURN;
  END IF;

  SELECT e.position + 1, e.hash, greatest(clock_timestamp(), e.recorded_at + interval '1 microsecond')
    INTO position, head_hash, recorded_at
    FROM ledger.event AS e WHERE e.log = in_log ORDER BY e.position DESC LIMIT 1;
  IF NOT FOUND THEN
    position := 1;
    head_hash := sha256(convert_to('baucu:' || in_log, 'UTF8'));
    recorded_at := clock_timestamp();
  END IF;
  hashes[0] := head_hash;
  moment_us := (extract(epoch FROM recorded_at) * 1000000)::bigint;
  FOR i IN 1 .. size LOOP
    leaves[i] := sha256('\x00'::bytea || int8send(position + i - 1) || int8send(moment_us + i - 1) || body_hashes[i]);
    hashes[i] := sha256('\x02'::bytea || hashes[i - 1] || leaves[i]);
  END LOOP;
  INSERT INTO ledger.event
  SELECT in_log, position + u.n, (u.draft).stream, (u.draft).version, (u.draft).event_id, (u.draft).type,
         (u.draft).schema, u.body, (u.draft).legal_at, recorded_at + u.n * interval '1 microsecond',
         u.body_hash, u.leaf_hash, u.prev_hash, u.hash
    FROM (SELECT generate_series(0, size - 1) AS n, unnest(drafts) AS draft, unnest(in_bodies) AS body,
                 unnest(body_hashes) AS body_hash, unnest(leaves) AS leaf_hash,
                 unnest(hashes[0:size - 1]) AS prev_hash, unnest(hashes[1:size]) AS hash) AS u;
  PERFORM pg_notify('ledger', in_log);
  IF lone THEN
    prev_hashes := hashes[0:size - 1];
  ELSE
    prev_hashes := ARRAY(SELECT hashes[s.start - 1] FROM unnest(starts) AS s (start));
  END IF;
END
$$;

-- A lone event: its statements are without sets, which start in half the time.
CREATE FUNCTION ledger.append_quickly(
  in_log text, in_body json, OUT "position" bigint, OUT recorded_at timestamptz, OUT prev_hash bytea
)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
AS $$
#variable_conflict use_variable
DECLARE
  draft     ledger.envelope := json_populate_record(NULL::ledger.envelope, in_body);
  claim     ledger.claim := json_populate_record(NULL::ledger.claim, draft.meta::json);
  body_hash bytea := sha256(convert_to(in_body::text, 'UTF8'));
  leaf      bytea;
  stream    text; -- of the last event, and its version
  version   integer;
BEGIN
  PERFORM pg_advisory_xact_lock(1111577413, hashtext(in_log));
  SELECT e.position + 1, e.hash, greatest(clock_timestamp(), e.recorded_at + interval '1 microsecond'),
         e.stream, e.version
    INTO position, prev_hash, recorded_at, stream, version
    FROM ledger.event AS e WHERE e.log = in_log ORDER BY e.position DESC LIMIT 1;
  IF NOT FOUND THEN
    position := 1;
    prev_hash := sha256(convert_to('baucu:' || in_log, 'UTF8'));
    recorded_at := clock_timestamp();
  END IF;
  IF stream IS DISTINCT FROM draft.stream THEN -- one event often follows another of its stream
    SELECT e.version INTO version
      FROM ledger.event AS e
     WHERE e.log = in_log AND e.stream = draft.stream AND e.version >= draft.version - 1
     ORDER BY e.version DESC LIMIT 1;
  END IF;
  IF (draft.version = coalesce(version, 0) + 1 AND draft.schema > 0
      AND split_part(draft.stream, '/', 2) = in_log AND claim.digest <> ''
      AND (claim.reads::text = '{}' OR ledger.seen(in_log, ARRAY[draft.stream], ARRAY[claim.reads]))
      AND current_setting('synchronous_commit') IN ('on', 'remote_write', 'remote_apply')
      AND current_setting('transaction_isolation') = 'read committed') IS NOT TRUE
  THEN
    position := NULL;
    RETURN;
  END IF;
  leaf := sha256('\x00'::bytea || int8send(position)
                 || int8send((extract(epoch FROM recorded_at) * 1000000)::bigint) || body_hash);
  INSERT INTO ledger.event
  VALUES (in_log, position, draft.stream, draft.version, draft.event_id, draft.type, draft.schema,
          in_body, draft.legal_at, recorded_at, body_hash, leaf, prev_hash,
          sha256('\x02'::bytea || prev_hash || leaf));
  PERFORM pg_notify('ledger', in_log);
END
$$;

REVOKE ALL ON FUNCTION ledger.append_quickly(text, json[], integer[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION ledger.append_quickly(text, json) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.append_quickly(text, json[], integer[]) TO baucu_writer;
GRANT EXECUTE ON FUNCTION ledger.append_quickly(text, json) TO baucu_writer;
