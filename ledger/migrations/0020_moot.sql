-- A duty that has lost its object stays in the read tables, with the reason: it counts neither as met nor as missed.
-- Both schemas keep the same columns (0017).

SET LOCAL ROLE baucu_owner;

ALTER TABLE view.duty
  DROP CONSTRAINT duty_status_check,
  ADD CONSTRAINT duty_status_check CHECK (status IN ('open', 'met', 'missed', 'cured', 'moot')),
  ADD COLUMN moot_why text NOT NULL DEFAULT '';

ALTER TABLE rebuild.duty
  DROP CONSTRAINT duty_status_check,
  ADD CONSTRAINT duty_status_check CHECK (status IN ('open', 'met', 'missed', 'cured', 'moot')),
  ADD COLUMN moot_why text NOT NULL DEFAULT '';
