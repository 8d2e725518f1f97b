-- What pages and reports read. Every row follows from the ledger (activities/projection.py) and may be thrown
-- away and made again; nothing here is evidence. view.cursor says up to which position the rows speak.

SET LOCAL ROLE baucu_owner;

CREATE SCHEMA view;

CREATE TABLE view.cursor (
  log      text        NOT NULL COLLATE "C" PRIMARY KEY,
  position bigint      NOT NULL DEFAULT 0 CHECK (position >= 0),
  legal_at timestamptz, -- the latest legal time among the events seen
  moved_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE view.election (
  log       text        NOT NULL COLLATE "C" PRIMARY KEY,
  name      text        NOT NULL,
  day       date        NOT NULL,
  law       text        NOT NULL,
  form      text        NOT NULL,
  ballots   text[]      NOT NULL,
  mode      text        NOT NULL,
  called_at timestamptz NOT NULL,
  closed_at timestamptz
);

CREATE TABLE view.unit (
  log     text   NOT NULL COLLATE "C",
  code    text   NOT NULL COLLATE "C",
  name    text   NOT NULL,
  level   text   NOT NULL,
  parent  text   NOT NULL COLLATE "C",
  ballots text[] NOT NULL,
  PRIMARY KEY (log, code)
);

-- missed_at stays once it is set, whatever follows; late is the cure that itself came after the due instant,
-- as against an act that was done in time and only recorded afterwards.
CREATE TABLE view.duty (
  log              text        NOT NULL COLLATE "C",
  unit             text        NOT NULL COLLATE "C",
  key              text        NOT NULL COLLATE "C",
  deadline         text        NOT NULL COLLATE "C",
  level            text        NOT NULL,
  kind             text        NOT NULL,
  subject          text        NOT NULL COLLATE "C",
  body             text        NOT NULL,
  article          text        NOT NULL,
  title            text        NOT NULL,
  opens            timestamptz,
  due              timestamptz NOT NULL,
  status           text        NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'met', 'missed', 'cured')),
  done_at          timestamptz,
  missed_at        timestamptz,
  late             boolean     NOT NULL DEFAULT false,
  moved_from       timestamptz,
  opened_position  bigint      NOT NULL,
  settled_position bigint,
  PRIMARY KEY (log, unit, key)
);

CREATE INDEX duty_step ON view.duty (log, deadline);
CREATE INDEX duty_due ON view.duty (log, due) WHERE status = 'open';
CREATE INDEX duty_subject ON view.duty (log, subject) WHERE subject <> '';

CREATE TABLE view.reminder (
  log            text        NOT NULL COLLATE "C",
  unit           text        NOT NULL COLLATE "C", -- whose duties they are
  message_id     text        NOT NULL COLLATE "C",
  rung           text        NOT NULL,
  body           text        NOT NULL,
  addressee_unit text        NOT NULL COLLATE "C",
  duties         text[]      NOT NULL,
  status         text        NOT NULL CHECK (status IN ('sent', 'failed')),
  addressees     integer     NOT NULL DEFAULT 0,
  error          text        NOT NULL DEFAULT '',
  at             timestamptz NOT NULL,
  position       bigint      NOT NULL,
  PRIMARY KEY (log, message_id)
);

CREATE INDEX reminder_unit ON view.reminder (log, unit, position);

-- One row a constituency as it stands now. elected, votes and percent gather all its polls: an additional ballot
-- adds to the first, and who stood in both carries the later figures. What each poll gave is in view.result.
CREATE TABLE view.contest (
  log            text    NOT NULL COLLATE "C",
  code           text    NOT NULL COLLATE "C",
  ballot         text    NOT NULL,
  unit           text    NOT NULL COLLATE "C",
  seats          integer NOT NULL,
  candidates     text[]  NOT NULL DEFAULT '{}',
  settled        boolean NOT NULL DEFAULT false,
  outcome        text    NOT NULL DEFAULT '',
  poll           text    NOT NULL DEFAULT '',
  elected        text[]  NOT NULL DEFAULT '{}',
  percent        jsonb   NOT NULL DEFAULT '{}',
  votes          jsonb   NOT NULL DEFAULT '{}',
  reasons        jsonb   NOT NULL DEFAULT '[]',
  additional_day date, -- decided days of further votes
  rerun_day      date,
  PRIMARY KEY (log, code)
);

CREATE INDEX contest_unit ON view.contest (log, unit);

CREATE TABLE view.result (
  log        text    NOT NULL COLLATE "C",
  contest    text    NOT NULL COLLATE "C",
  poll       text    NOT NULL,
  registered integer NOT NULL,
  voted      integer NOT NULL,
  valid      integer NOT NULL,
  invalid    integer NOT NULL,
  votes      jsonb   NOT NULL,
  outcome    text    NOT NULL DEFAULT '',
  elected    text[]  NOT NULL DEFAULT '{}',
  percent    jsonb   NOT NULL DEFAULT '{}',
  reasons    jsonb   NOT NULL DEFAULT '[]',
  position   bigint  NOT NULL,
  PRIMARY KEY (log, contest, poll)
);

-- registered and voted are those of the first poll: of the voter list and of the reports until the counting
-- minutes replace them.
CREATE TABLE view.area (
  log        text    NOT NULL COLLATE "C",
  code       text    NOT NULL COLLATE "C",
  unit       text    NOT NULL COLLATE "C",
  registered integer,
  voted      integer,
  opened_at  timestamptz,
  closed_at  timestamptz,
  sent_at    timestamptz,
  PRIMARY KEY (log, code)
);

CREATE INDEX area_unit ON view.area (log, unit);

GRANT USAGE ON SCHEMA view TO baucu_writer, baucu_reader;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA view TO baucu_writer;
GRANT SELECT ON ALL TABLES IN SCHEMA view TO baucu_reader;
