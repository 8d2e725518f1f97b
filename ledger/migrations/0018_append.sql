-- ledger.append once more, faster: the promise and the outcomes are those of 0005_append.sql.
--
-- What a commit costs beside its flush is mostly what the server prepares anew for every statement and every
-- expression. So ledger.append(log, bodies, commands) takes as few as will do and leaves whatever is odd to
-- ledger.append_judged, as in 0013_append.sql; and ledger.append(log, body) is for the lone event in which nothing
-- is, which is most of them.
--
-- A version is looked for from where it is supposed to be: without that bound the index would be read through a
-- whole page for the one entry at its end.

SET LOCAL ROLE baucu_owner;

-- These were read again from their text by every INSERT. Positions and versions are counted up from 1 by the
-- functions below; the schema is looked at there.
ALTER TABLE ledger.event
  DROP CONSTRAINT event_position_check,
  DROP CONSTRAINT event_version_check,
  DROP CONSTRAINT event_schema_check;

DROP FUNCTION ledger.append(text, text[], integer[]);
DROP FUNCTION ledger.append_group(text, text[], integer[]);

-- Whether the streams that decisions read are where they saw them, and none of them is being written.
CREATE OR REPLACE FUNCTION ledger.seen(in_log text, in_written text[], in_reads json[]) RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan -- as below
AS $$
BEGIN
  RETURN (
    SELECT bool_and(
             other.key <> ALL (in_written)
             AND other.value::integer = coalesce((
               SELECT e.version FROM ledger.event AS e
                WHERE e.log = in_log AND e.stream = other.key AND e.version >= other.value::integer
                ORDER BY e.version DESC LIMIT 1), 0))
           IS NOT FALSE
      FROM unnest(in_reads) AS guard (reads), json_each_text(guard.reads) AS other
  );
END
$$;

-- Many events in one call, set by set.
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
  size        integer := coalesce(cardinality(in_bodies), 0);
  texts       json[];
  drafts      ledger.envelope[];
  draft       ledger.envelope;
  starts      integer[] := '{}'; -- of each command: where it begins
  one_stream  text; -- of the command at hand: what its events must share
  one_version integer;
  one_digest  text;
  one_reads   text;
  streams     text[]; -- in no order
  guards      json[];
  sound       boolean := true;
  head        bigint;
  head_hash   bytea;
  moment      timestamptz;
  moment_us   bigint;
  body_hashes bytea[];
  leaves      bytea[];
  hashes      bytea[]; -- from 0, which is the head before the first
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
  texts := in_bodies::json[];
  SELECT array_agg(json_populate_record(NULL::ledger.envelope, b.body)),
         array_agg(sha256(convert_to(b.body::text, 'UTF8')))
    INTO drafts, body_hashes
    FROM unnest(texts) AS b (body);

  IF in_commands[size] = size THEN -- every event a command of its own
    starts := in_commands;
  ELSE
    FOR i IN 1 .. size LOOP
      draft := drafts[i];
      IF in_commands[i] = cardinality(starts) THEN
        one_version := one_version + 1;
        sound := draft.version = one_version AND draft.stream = one_stream AND draft.schema > 0
                 AND (draft.meta).digest = one_digest AND (draft.meta).reads::text = one_reads;
        EXIT WHEN sound IS NOT TRUE;
      ELSE
        starts := starts || i;
        one_stream := draft.stream;
        one_version := draft.version;
        one_digest := (draft.meta).digest;
        one_reads := (draft.meta).reads;
      END IF;
    END LOOP;
  END IF;

  -- From here to the commit nobody else appends to this log.
  PERFORM pg_advisory_xact_lock(1111577413, hashtext(in_log));

  IF sound THEN
    SELECT count(*) = count(DISTINCT d.stream)
           AND bool_and((
                 d.command = in_commands[d.start] AND split_part(d.stream, '/', 2) = in_log AND d.schema > 0
                 AND (d.meta).digest <> '' AND json_typeof((d.meta).reads) = 'object'
                 AND d.version = 1 + coalesce((
                   SELECT e.version FROM ledger.event AS e
                    WHERE e.log = in_log AND e.stream = d.stream AND e.version >= d.version - 1
                    ORDER BY e.version DESC LIMIT 1), 0)
               ) IS TRUE),
           array_agg(d.stream),
           array_agg(DISTINCT (d.meta).reads::text)::json[]
      INTO sound, streams, guards
      FROM (SELECT s.command, s.start, (drafts[s.start]).*
              FROM unnest(starts) WITH ORDINALITY AS s (start, command)) AS d;
    sound := sound AND (guards::text = '{"{}"}' OR ledger.seen(in_log, streams, guards));
  END IF;
  IF sound THEN
    SELECT e.position, e.hash, e.recorded_at INTO head, head_hash, moment
      FROM ledger.event AS e WHERE e.log = in_log ORDER BY e.position DESC LIMIT 1;
    head := coalesce(head, 0);
    moment := greatest(clock_timestamp(), moment + interval '1 microsecond');
    moment_us := (extract(epoch FROM moment) * 1000000)::bigint;
    leaves := ARRAY(
      SELECT sha256('\x00'::bytea || int8send(head + b.n) || int8send(moment_us + b.n - 1) || b.hash)
        FROM unnest(body_hashes) WITH ORDINALITY AS b (hash, n));
    hashes[0] := coalesce(head_hash, sha256(convert_to('baucu:' || in_log, 'UTF8')));
    FOR i IN 1 .. size LOOP
      hashes[i] := sha256('\x02'::bytea || hashes[i - 1] || leaves[i]);
    END LOOP;

    BEGIN
      INSERT INTO ledger.event
      SELECT in_log, head + u.n, u.stream, u.version, u.event_id, u.type, u.schema, u.body, u.legal_at,
             moment + (u.n - 1) * interval '1 microsecond', u.body_hash, u.leaf_hash, u.prev_hash, u.hash
        FROM ROWS FROM (unnest(drafts), unnest(texts), unnest(body_hashes), unnest(leaves),
                        unnest(hashes[0:size - 1]), unnest(hashes[1:size]))
             WITH ORDINALITY AS u (stream, version, event_id, type, schema, legal_at, meta, body, body_hash,
                                   leaf_hash, prev_hash, hash, n);
      INSERT INTO ledger.outbox (log, position, stream, type)
      SELECT in_log, head + u.n, u.stream, u.type
        FROM unnest(drafts) WITH ORDINALITY AS u (stream, version, event_id, type, schema, legal_at, meta, n);
      PERFORM pg_notify('ledger', in_log);
      RETURN QUERY
        SELECT s.command::integer, 'appended', head + s.start,
               (drafts[s.start]).stream, (drafts[s.start]).version,
               moment + (s.start - 1) * interval '1 microsecond', hashes[s.start - 1]
          FROM unnest(starts) WITH ORDINALITY AS s (start, command);
      RETURN;
    EXCEPTION WHEN unique_violation THEN
      NULL; -- an id that is there already
    END;
  END IF;

  -- Something is odd. What reads its own stream would not have seen it as it is at its second event.
  IF EXISTS (SELECT FROM unnest(in_bodies) AS b (body)
              WHERE b.body::json #> ARRAY['meta', 'reads', b.body::json ->> 'stream'] IS NOT NULL) THEN
    RAISE invalid_parameter_value USING
      MESSAGE = format('ledger.append: body of log %s has its own stream among those it read', in_log),
      HINT = 'Leave it out: the version of the body says where its stream was.';
  END IF;
  IF EXISTS (SELECT FROM unnest(drafts) AS d WHERE d.schema < 1) THEN
    RAISE invalid_parameter_value USING
      MESSAGE = format('ledger.append: body of log %s has a schema below 1', in_log),
      HINT = 'Schemas of an event count from 1.';
  END IF;
  RETURN QUERY SELECT * FROM ledger.append_judged(in_log, in_bodies, in_commands);
END
$$;

-- A lone event, appended if nothing is odd. Otherwise it returns NULLs, or a unique key is violated where the id
-- is there already, and the caller asks the function above. Its statements are without sets, which start in half
-- the time, and nothing is caught: a savepoint would cost every append for the sake of a few.
CREATE FUNCTION ledger.append(
  in_log text, in_body text,
  OUT "position" bigint, OUT stream text, OUT version integer, OUT recorded_at timestamptz, OUT prev_hash bytea
)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
AS $$
#variable_conflict use_variable
DECLARE
  body      json := in_body;
  draft     ledger.envelope := json_populate_record(NULL::ledger.envelope, body);
  body_hash bytea := sha256(convert_to(in_body, 'UTF8'));
  leaf      bytea;
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
    stream := draft.stream;
    SELECT e.version INTO version
      FROM ledger.event AS e
     WHERE e.log = in_log AND e.stream = draft.stream AND e.version >= draft.version - 1
     ORDER BY e.version DESC LIMIT 1;
  END IF;
  IF (draft.version = coalesce(version, 0) + 1 AND draft.schema > 0
      AND split_part(stream, '/', 2) = in_log AND (draft.meta).digest <> ''
      AND ((draft.meta).reads::text = '{}' OR ledger.seen(in_log, ARRAY[stream], ARRAY[(draft.meta).reads]))
      AND current_setting('synchronous_commit') IN ('on', 'remote_write', 'remote_apply')
      AND current_setting('transaction_isolation') = 'read committed') IS NOT TRUE
  THEN
    position := NULL;
    RETURN;
  END IF;
  version := draft.version;
  leaf := sha256('\x00'::bytea || int8send(position)
                 || int8send((extract(epoch FROM recorded_at) * 1000000)::bigint) || body_hash);
  INSERT INTO ledger.event
  VALUES (in_log, position, stream, version, draft.event_id, draft.type, draft.schema,
          body, draft.legal_at, recorded_at, body_hash, leaf, prev_hash,
          sha256('\x02'::bytea || prev_hash || leaf));
  INSERT INTO ledger.outbox (log, position, stream, type)
  VALUES (in_log, position, stream, draft.type);
  PERFORM pg_notify('ledger', in_log);
END
$$;

REVOKE ALL ON FUNCTION ledger.append(text, text[], integer[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION ledger.append(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.append(text, text[], integer[]) TO baucu_writer;
GRANT EXECUTE ON FUNCTION ledger.append(text, text) TO baucu_writer;
