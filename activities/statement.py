"""The statements that change the read tables, one for each way in which an event does.

They name their table without a schema: whoever runs them says which one is being filled.
"""

from __future__ import annotations

from typing import Final

ELECTION_CALLED: Final = """
INSERT INTO election (log, name, day, law, form, ballots, mode, called_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""
ELECTION_CLOSED: Final = "UPDATE election SET closed_at = $2 WHERE log = $1"
UNIT_ENROLLED: Final = """
INSERT INTO unit (log, code, name, level, parent, ballots) VALUES ($1, $2, $3, $4, $5, $6)
"""
DUTY_OPENED: Final = """
INSERT INTO duty (log, unit, key, deadline, level, kind, subject, body, article, title, opens, due,
                       opened_position)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
"""
DUTY_MOVED: Final = """
UPDATE duty SET due = $4, moved_from = coalesce(moved_from, $5), opens = coalesce($6, opens)
 WHERE log = $1 AND unit = $2 AND key = $3
"""
DUTY_MET: Final = """
UPDATE duty SET status = 'met', done_at = $4, settled_position = $5
 WHERE log = $1 AND unit = $2 AND key = $3
"""
DUTY_MOOTED: Final = """
UPDATE duty SET status = 'moot', moot_why = $4, settled_position = $5
 WHERE log = $1 AND unit = $2 AND key = $3
"""
DUTY_MISSED: Final = """
UPDATE duty SET status = 'missed', missed_at = $4 WHERE log = $1 AND unit = $2 AND key = $3
"""
DUTY_CURED: Final = """
UPDATE duty SET status = 'cured', done_at = $4, late = $5, settled_position = $6
 WHERE log = $1 AND unit = $2 AND key = $3
"""
REMINDER: Final = """
INSERT INTO reminder (log, unit, message_id, rung, body, addressee_unit, duties, status, addressees,
                           error, at, position)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
"""
CONTEST_PUBLISHED: Final = """
INSERT INTO contest (log, code, ballot, unit, seats) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (log, code) DO UPDATE SET seats = excluded.seats, unit = excluded.unit
"""
LIST_PUBLISHED: Final = "UPDATE contest SET candidates = $3 WHERE log = $1 AND code = $2"
STRUCK_OFF: Final = """
UPDATE contest SET candidates = array_remove(candidates, $3) WHERE log = $1 AND code = $2
"""
MINUTES_MADE: Final = """
INSERT INTO result (log, contest, poll, registered, voted, valid, invalid, votes, position)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9)
"""
RESULT_DETERMINED: Final = """
UPDATE result SET outcome = $4, elected = $5, percent = $6::jsonb, reasons = $7::jsonb
 WHERE log = $1 AND contest = $2 AND poll = $3
"""
CONTEST_RESULT: Final = """
UPDATE contest AS c
   SET poll = $3, outcome = r.outcome, settled = $4, reasons = r.reasons,
       votes = CASE $3 WHEN 'additional' THEN c.votes || r.votes ELSE r.votes END,
       percent = CASE $3 WHEN 'additional' THEN c.percent || r.percent ELSE r.percent END,
       elected = CASE $3 WHEN 'additional' THEN c.elected ELSE '{}' END
                 || ARRAY(SELECT code FROM unnest(r.elected) WITH ORDINALITY AS e (code, place)
                           WHERE $3 <> 'additional' OR code <> ALL (c.elected) ORDER BY place)
  FROM result AS r
 WHERE c.log = $1 AND c.code = $2 AND r.log = $1 AND r.contest = $2 AND r.poll = $3
"""
OPEN_POINT_RESULT: Final = """
UPDATE result SET elected = elected || $4::text[] WHERE log = $1 AND contest = $2 AND poll = $3
"""
OPEN_POINT_SETTLED: Final = """
UPDATE contest
   SET settled = true, elected = elected || $3::text[],
       outcome = CASE cardinality(elected || $3::text[]) WHEN seats THEN 'complete' ELSE 'closed_short' END
 WHERE log = $1 AND code = $2
"""
ADDITIONAL_DECIDED: Final = "UPDATE contest SET additional_day = $3 WHERE log = $1 AND code = $2"
ADDITIONAL_DECLINED: Final = "UPDATE contest SET settled = true WHERE log = $1 AND code = $2"
REPOLL_PROGRESS: Final = """
UPDATE contest SET outcome = $3, reasons = reasons || $4::jsonb WHERE log = $1 AND code = $2
"""
RERUN_DECIDED: Final = """
UPDATE contest
   SET settled = false, outcome = 'rerun', rerun_day = CASE WHEN $4 THEN greatest(rerun_day, $3) ELSE $3 END
 WHERE log = $1 AND code = $2
"""
RESULT_ANNULLED: Final = """
UPDATE result SET outcome = 'annulled', elected = '{}' WHERE log = $1 AND contest = $2 AND poll <> 'rerun'
"""
CONTEST_ANNULLED: Final = """
UPDATE contest
   SET settled = false, outcome = 'annulled', elected = '{}', votes = '{}', percent = '{}',
       reasons = reasons || $3::jsonb, additional_day = NULL,
       rerun_day = CASE WHEN $4 THEN rerun_day END
 WHERE log = $1 AND code = $2
"""
AREA_FIXED: Final = """
INSERT INTO area (log, code, unit) VALUES ($1, $2, $3)
    ON CONFLICT (log, code) DO UPDATE SET unit = excluded.unit
"""
AREA_REGISTERED: Final = "UPDATE area SET registered = $3 WHERE log = $1 AND code = $2"
AREA_OPENED: Final = "UPDATE area SET opened_at = $3 WHERE log = $1 AND code = $2"
AREA_VOTED: Final = "UPDATE area SET voted = $3 WHERE log = $1 AND code = $2"
AREA_CLOSED: Final = "UPDATE area SET closed_at = $3 WHERE log = $1 AND code = $2"
AREA_COUNTED: Final = """
UPDATE area SET registered = greatest(registered, $3), voted = greatest(voted, $4)
 WHERE log = $1 AND code = $2
"""
AREA_SENT: Final = "UPDATE area SET sent_at = $3 WHERE log = $1 AND code = $2"
