-- ledger.append again: the same promise, the same outcomes (0005_append.sql), faster where nothing is odd.
--
-- What was ledger.append judges whatever may come up, at a price. It stays, as ledger.append_judged, for the call in
-- which something is odd: a stream that has moved on, a guard that fails, an id seen before, a command that touches
-- what another of the same call writes, a malformed body. All other calls need only be found sound:
--
--   every command is a run of events of its log that follow each other, in one stream, with one digest;
--   no command of the call writes or reads what another one writes;
--   every stream, own or read, is where the bodies suppose;
--   no id is there already: the unique key tells, and what was written till then is taken back.
--
-- A single event takes statements without sets: they start in half the time.

SET LOCAL ROLE baucu_owner;

ALTER FUNCTION ledger.append(text, text[], integer[]) RENAME TO append_judged;
REVOKE EXECUTE ON FUNCTION ledger.append_judged(text, text[], integer[]) FROM baucu_writer;

-- What a body says of its own place. The columns of the event are read from it here and nowhere else.
CREATE TYPE ledger.claim AS (digest text, reads json);
CREATE TYPE ledger.envelope AS (
  stream text, version integer, event_id uuid, type text, schema smallint, legal_at timestamptz, meta ledger.claim
);

-- Whether the streams that decisions read are where they saw them, and none of them is being written.
CREATE FUNCTION ledger.seen(in_log text, in_written text[], in_reads json[]) RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    SELECT bool_and(
             other.key <> ALL (in_written)
             AND other.value::integer = coalesce((
               SELECT e.version FROM ledger.event AS e
                WHERE e.log = in_log AND e.stream = other.key ORDER BY e.version DESC LIMIT 1), 0))
           IS NOT FALSE
      FROM unnest(in_reads) AS guard (reads), json_each_text(guard.reads) AS other
  );
END
$$;

-- Many events in one call, set by set. Called by ledger.append, with its settings and its rights.
CREATE FUNCTION ledger.append_group(in_log text, in_bodies text[], in_commands integer[])
RETURNS TABLE (
  command integer, outcome text, "position" bigint, stream text, version integer,
  recorded_at timestamptz, prev_hash bytea
)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
  size        integer := coalesce(cardinality(in_bodies), 0);
  draft       ledger.envelope;
  before      ledger.envelope;
  drafts      ledger.envelope[];
  texts       json[];
  starts      integer[] := '{}'; -- of each command: where it begins, its stream, the version it expects there
  streams     text[] := '{}';
  expected    integer[] := '{}';
  reads       text := '{}';
  guards      json[];
  sound       boolean := true;
  head        bigint;
  head_hash   bytea;
  moment      timestamptz;
  moment_us   bigint;
  leaf        bytea;
  hash        bytea;
  body_hashes bytea[];
  leaves      bytea[];
  hashes      bytea[];
BEGIN
  -- Everything that needs no lock comes before it.
  texts := in_bodies::json[];
  SELECT array_agg(json_populate_record(NULL::ledger.envelope, b.body)),
         array_agg(sha256(convert_to(b.body::text, 'UTF8')))
    INTO drafts, body_hashes
    FROM unnest(texts) AS b (body);

  command := 0;
  FOR i IN 1 .. size LOOP
    draft := drafts[i];
    IF in_commands[i] = command THEN
      sound := sound
        AND draft.stream = before.stream AND draft.version = before.version + 1
        AND (draft.meta).digest = (before.meta).digest
        AND (draft.meta).reads::text = (before.meta).reads::text;
    ELSE
      command := command + 1;
      sound := sound
        AND in_commands[i] = command AND split_part(draft.stream, '/', 2) = in_log
        AND (draft.meta).digest <> '' AND json_typeof((draft.meta).reads) = 'object';
      starts := starts || i;
      streams := streams || draft.stream;
      expected := expected || draft.version - 1;
      IF (draft.meta).reads::text <> reads THEN -- neighbours often read the same
        reads := (draft.meta).reads;
        guards := array_append(guards, (draft.meta).reads);
      END IF;
    END IF;
    EXIT WHEN sound IS NOT TRUE;
    before := draft;
  END LOOP;

  -- From here to the commit nobody else appends to this log.
  PERFORM pg_advisory_xact_lock(1111577413, hashtext(in_log));

  IF sound THEN
    SELECT count(*) = count(DISTINCT own.stream)
           AND bool_and(own.version = coalesce((
                 SELECT e.version FROM ledger.event AS e
                  WHERE e.log = in_log AND e.stream = own.stream ORDER BY e.version DESC LIMIT 1), 0))
           AND (guards IS NULL OR ledger.seen(in_log, streams, guards))
      INTO sound
      FROM unnest(streams, expected) AS own (stream, version);
  END IF;
  IF sound THEN
    SELECT e.position, e.hash, e.recorded_at INTO head, head_hash, moment
      FROM ledger.event AS e WHERE e.log = in_log ORDER BY e.position DESC LIMIT 1;
    head := coalesce(head, 0);
    head_hash := coalesce(head_hash, sha256(convert_to('baucu:' || in_log, 'UTF8')));
    moment := greatest(clock_timestamp(), moment + interval '1 microsecond');
    moment_us := (extract(epoch FROM moment) * 1000000)::bigint;
    hash := head_hash;
    FOR i IN 1 .. size LOOP
      leaf := sha256('\x00'::bytea || int8send(head + i) || int8send(moment_us + i - 1) || body_hashes[i]);
      hash := sha256('\x02'::bytea || hash || leaf);
      leaves[i] := leaf;
      hashes[i] := hash;
    END LOOP;

    BEGIN
      WITH written AS (
        INSERT INTO ledger.event
        SELECT in_log, head + n, u.stream, u.version, u.event_id, u.type, u.schema, u.body, u.legal_at,
               moment + (n - 1) * interval '1 microsecond',
               u.body_hash, u.leaf_hash, coalesce(hashes[n - 1], head_hash), u.hash
          FROM ROWS FROM (unnest(drafts), unnest(texts), unnest(body_hashes), unnest(leaves), unnest(hashes))
               WITH ORDINALITY AS u (stream, version, event_id, type, schema, legal_at, meta, body, body_hash,
                                     leaf_hash, hash, n)
        RETURNING event.position, event.stream, event.type
      )
      INSERT INTO ledger.outbox (log, position, stream, type)
      SELECT in_log, w.position, w.stream, w.type FROM written AS w;

      PERFORM pg_notify('ledger', in_log);
      outcome := 'appended';
      FOR number IN 1 .. command LOOP
        command := number;
        position := head + starts[number];
        stream := streams[number];
        version := expected[number] + 1;
        recorded_at := moment + (starts[number] - 1) * interval '1 microsecond';
        prev_hash := coalesce(hashes[starts[number] - 1], head_hash);
        RETURN NEXT;
      END LOOP;
      RETURN;
    EXCEPTION WHEN unique_violation THEN
      NULL;
    END;
  END IF;

  -- Something is odd. What reads its own stream would not have seen it as it is at its second event.
  IF EXISTS (SELECT FROM unnest(in_bodies) AS b (body)
              WHERE b.body::json #> ARRAY['meta', 'reads', b.body::json ->> 'stream'] IS NOT NULL) THEN
    RAISE invalid_parameter_value USING
      MESSAGE = format('ledger.append: body of log %s has its own stream among those it read', in_log),
      HINT = 'Leave it out: the version of the body says where its stream was.';
  END IF;
  RETURN QUERY SELECT * FROM ledger.append_judged(in_log, in_bodies, in_commands);
END
$$;

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
#variable_conflict use_variable
DECLARE
  body      json;
  draft     ledger.envelope;
  body_hash bytea;
  leaf      bytea;
BEGIN
  IF current_setting('synchronous_commit') NOT IN ('on', 'remote_write', 'remote_apply') THEN
    RAISE object_not_in_prerequisite_state USING MESSAGE =
      'ledger.append: synchronous_commit is off, a confirmed event could be lost; set it to on';
  END IF;
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE object_not_in_prerequisite_state USING MESSAGE =
      'ledger.append: after waiting for its turn it must see what others committed; use READ COMMITTED';
  END IF;

  IF cardinality(in_bodies) = 1 THEN
    body := in_bodies[1];
    draft := json_populate_record(NULL::ledger.envelope, body);
    body_hash := sha256(convert_to(in_bodies[1], 'UTF8'));
    PERFORM pg_advisory_xact_lock(1111577413, hashtext(in_log));
    SELECT e.position, e.hash, e.recorded_at, e.stream, e.version
      INTO position, prev_hash, recorded_at, stream, version
      FROM ledger.event AS e WHERE e.log = in_log ORDER BY e.position DESC LIMIT 1;
    IF stream IS DISTINCT FROM draft.stream THEN -- one event often follows another of its stream
      SELECT e.version INTO version
        FROM ledger.event AS e
       WHERE e.log = in_log AND e.stream = draft.stream ORDER BY e.version DESC LIMIT 1;
    END IF;
    IF draft.version = coalesce(version, 0) + 1
       AND split_part(draft.stream, '/', 2) = in_log AND in_commands[1] = 1 AND (draft.meta).digest <> ''
       AND ((draft.meta).reads::text = '{}' OR ledger.seen(in_log, ARRAY[draft.stream], ARRAY[(draft.meta).reads]))
    THEN
      position := coalesce(position, 0) + 1;
      prev_hash := coalesce(prev_hash, sha256(convert_to('baucu:' || in_log, 'UTF8')));
      recorded_at := greatest(clock_timestamp(), recorded_at + interval '1 microsecond');
      leaf := sha256('\x00'::bytea || int8send(position)
                     || int8send((extract(epoch FROM recorded_at) * 1000000)::bigint) || body_hash);
      BEGIN
        INSERT INTO ledger.event
        VALUES (in_log, position, draft.stream, draft.version, draft.event_id, draft.type, draft.schema,
                body, draft.legal_at, recorded_at, body_hash, leaf, prev_hash,
                sha256('\x02'::bytea || prev_hash || leaf));
        INSERT INTO ledger.outbox (log, position, stream, type)
        VALUES (in_log, position, draft.stream, draft.type);
        PERFORM pg_notify('ledger', in_log);
        command := 1;
        outcome := 'appended';
        stream := draft.stream;
        version := draft.version;
        RETURN NEXT;
        RETURN;
      EXCEPTION WHEN unique_violation THEN
        NULL; -- an id that is there already
      END;
    END IF;
  END IF;
  RETURN QUERY SELECT * FROM ledger.append_group(in_log, in_bodies, in_commands);
END
$$;

REVOKE ALL ON FUNCTION ledger.seen(text, text[], json[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION ledger.append_group(text, text[], integer[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION ledger.append(text, text[], integer[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.append(text, text[], integer[]) TO baucu_writer;
