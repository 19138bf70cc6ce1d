-- Step 1: the head of the case, its artifacts, what was read from them, what was decided, and the custody chain.
--
-- Forms used throughout: an id is the 64 bits of the public id as a signed integer; a digest is its 32 bytes; a flag is
-- 0 or 1; names and args are a JSON array of strings. A time as a file states it takes three columns, all set or all
-- NULL: `_at` Unix seconds (under zone 1 the wall clock counted as if it were UTC), `_open_s` seconds left open after
-- it, `_zone` 0 instant, 1 assumed, 10000 + offset stated, 20000 + offset known by the kind of file (offset in minutes
-- east of UTC). A place takes three: `row_no` the 1-based row or the first byte, `row_end` the byte after the last
-- (NULL: a row), `sheet` the sheet's name (NULL: no spreadsheet).

CREATE TABLE case_head (
  one        INTEGER PRIMARY KEY CHECK (one = 1), -- always 1: a case has one head
  id         INTEGER NOT NULL,                    -- id of the case
  title      TEXT NOT NULL,                       -- title, as the user wrote it
  created_at INTEGER NOT NULL                     -- Unix seconds
) STRICT;

CREATE TABLE settings (
  one     INTEGER PRIMARY KEY CHECK (one = 1),    -- always 1: only the present settings; earlier ones are in custody
  content TEXT NOT NULL                           -- canonical JSON: threshold_s, offset, parties, shifts
) STRICT;

CREATE TABLE artifact (
  key         INTEGER PRIMARY KEY,                -- order of adding, from 1
  id          INTEGER NOT NULL UNIQUE,            -- id: the first 64 bits of sha256
  sha256      BLOB NOT NULL UNIQUE,               -- digest of the bytes; names the file in originals/
  sm3         BLOB NOT NULL,                      -- digest of the bytes by GB/T 32905-2016
  size        INTEGER NOT NULL,                   -- bytes
  name        TEXT NOT NULL,                      -- file name as it came
  path        TEXT NOT NULL,                      -- path under which it was added; an archive's entry `a.zip!/b.csv`
  parent      INTEGER REFERENCES artifact (id),   -- id of the archive it came out of; NULL: none
  added_at    INTEGER NOT NULL,                   -- Unix seconds
  captured_at TEXT                                -- RFC 3339 as the user gave it; NULL: not said
) STRICT;

CREATE TABLE reading (
  key            INTEGER PRIMARY KEY,             -- order of reading, from 1; the newest of an artifact is the live one
  artifact       INTEGER NOT NULL REFERENCES artifact (key), -- what was read
  reader         TEXT NOT NULL,                   -- reader and version: `wechat-bill/1`
  kind           TEXT NOT NULL,                   -- what the file is: bill, chat, …
  media_type     TEXT NOT NULL,                   -- `text/csv`, …
  layout         TEXT NOT NULL,                   -- which program's layout; empty: none
  owner          TEXT,                            -- the owner that the file names; NULL: none
  notes          TEXT NOT NULL,                   -- args: what the file says of itself, verbatim
  period_from    TEXT,                            -- verbatim; NULL together with period_to
  period_to      TEXT,                            -- verbatim
  conversations  INTEGER NOT NULL,                -- rows of conversation
  speakers       INTEGER NOT NULL,                -- rows of speaker
  first_message  INTEGER NOT NULL,                -- key of its first message; the others follow without a break
  messages       INTEGER NOT NULL,                -- rows of message
  first_transfer INTEGER NOT NULL,                -- key of its first transfer
  transfers      INTEGER NOT NULL,                -- rows of transfer
  first_finding  INTEGER NOT NULL,                -- key of its first finding
  findings       INTEGER NOT NULL,                -- rows of finding
  digest         BLOB NOT NULL,                   -- digest of all its records and of the file's facts
  read_at        INTEGER NOT NULL                 -- Unix seconds
) STRICT;

CREATE TABLE conversation (
  reading   INTEGER NOT NULL REFERENCES reading (key), -- the reading it belongs to
  ix        INTEGER NOT NULL,                     -- order of first appearance, from 0
  key       TEXT NOT NULL,                        -- what tells it apart in the file; empty: the file holds one
  key_is_id INTEGER NOT NULL,                     -- flag: key is an id of WeChat's
  names     TEXT NOT NULL,                        -- names that the file gives it
  is_group  INTEGER,                              -- flag; NULL: the file does not say
  PRIMARY KEY (reading, ix)
) STRICT, WITHOUT ROWID;

CREATE TABLE speaker (
  reading      INTEGER NOT NULL REFERENCES reading (key), -- the reading it belongs to
  ix           INTEGER NOT NULL,                  -- order of first appearance, from 0
  conversation INTEGER NOT NULL,                  -- ix of its conversation in the same reading
  name         TEXT NOT NULL,                     -- the name to show; empty: the system
  names        TEXT NOT NULL,                     -- further names
  PRIMARY KEY (reading, ix)
) STRICT, WITHOUT ROWID;

-- No secondary index, and no reference that SQLite would look up for each row: a million rows go in by appending, and
-- verifying finds a row whose reading is not its own. What linking looks at stands before the texts.
CREATE TABLE message (
  key         INTEGER PRIMARY KEY,                -- order of the file within its reading
  reading     INTEGER NOT NULL,                   -- the reading it belongs to
  id          INTEGER NOT NULL,                   -- id
  speaker     INTEGER NOT NULL,                   -- ix of its speaker in the same reading
  side        INTEGER NOT NULL,                   -- 0 unknown, 1 me, 2 other, 3 system
  kind        INTEGER NOT NULL,                   -- number of the kind: 0 text, 1 transfer, 2 red packet, …
  card        INTEGER,                            -- 1 sent, 2 receipt, 3 returned, 4 expired; NULL: not told
  amount_fen  INTEGER,                            -- fen; NULL: not shown
  when_at     INTEGER,                            -- when: Unix seconds
  when_open_s INTEGER,                            -- when: seconds
  when_zone   INTEGER,                            -- when: zone
  row_no      INTEGER NOT NULL,                   -- place
  row_end     INTEGER,                            -- place
  sheet       TEXT,                               -- place
  sent_at     INTEGER,                            -- sending of a receipt's transfer: Unix seconds
  sent_open_s INTEGER,                            -- sending: seconds
  sent_zone   INTEGER,                            -- sending: zone
  transfer_id TEXT,                               -- transfer id that the export keeps; NULL: none
  source_id   TEXT,                               -- the exporter's id; NULL: none
  text        TEXT NOT NULL                       -- verbatim, CRLF as LF
) STRICT;

CREATE TABLE transfer (
  key             INTEGER PRIMARY KEY,            -- order of the file within its reading
  reading         INTEGER NOT NULL,               -- the reading it belongs to
  id              INTEGER NOT NULL,               -- id
  direction       INTEGER,                        -- 1 out, 2 in, 3 neutral; NULL: not told
  kind            INTEGER NOT NULL,               -- number of the kind: 0 transfer, 1 refund, 2 red packet, …
  status          INTEGER NOT NULL,               -- 0 unknown, 1 completed, 2 returned, 3 partly returned, 4 failed
  amount_fen      INTEGER,                        -- fen; NULL: not readable
  returned_fen    INTEGER,                        -- fen; NULL: the status does not say it
  when_at         INTEGER,                        -- 交易时间: Unix seconds
  when_open_s     INTEGER,                        -- 交易时间: seconds
  when_zone       INTEGER,                        -- 交易时间: zone
  accepted_at     INTEGER,                        -- acceptance: Unix seconds
  accepted_open_s INTEGER,                        -- acceptance: seconds
  accepted_zone   INTEGER,                        -- acceptance: zone
  returned_at     INTEGER,                        -- return: Unix seconds
  returned_open_s INTEGER,                        -- return: seconds
  returned_zone   INTEGER,                        -- return: zone
  row_no          INTEGER NOT NULL,               -- place
  row_end         INTEGER,                        -- place
  sheet           TEXT,                           -- place
  transaction_id  TEXT,                           -- 交易单号; NULL: none
  merchant_id     TEXT,                           -- 商户单号; NULL: none
  counterparty    TEXT,                           -- 交易对方, trimmed; NULL: none
  type_text       TEXT NOT NULL,                  -- 交易类型, verbatim
  status_text     TEXT NOT NULL,                  -- 当前状态, verbatim
  memo            TEXT,                           -- what the payer wrote; NULL: none
  note            TEXT,                           -- 备注; NULL: none
  method          TEXT                            -- 支付方式; NULL: none
) STRICT;

CREATE TABLE finding (
  key     INTEGER PRIMARY KEY,                    -- order of the reader within its reading
  reading INTEGER NOT NULL,                       -- the reading it belongs to
  code    TEXT NOT NULL,                          -- word of the code: `row-unreadable`, …
  args    TEXT NOT NULL,                          -- args of the code
  row_no  INTEGER,                                -- place; NULL: the file as a whole
  row_end INTEGER,                                -- place
  sheet   TEXT                                    -- place
) STRICT;

CREATE TABLE custody (
  seq      INTEGER PRIMARY KEY,                   -- from 1, without a gap
  at       INTEGER NOT NULL,                      -- Unix seconds
  actor    TEXT NOT NULL,                         -- who did it
  action   TEXT NOT NULL,                         -- create, keep, keep-again, read, settings, decide, undo, export, check
  subjects TEXT NOT NULL,                         -- canonical JSON array of strings: digests or ids
  detail   TEXT NOT NULL,                         -- canonical JSON
  previous BLOB NOT NULL,                         -- digest of the entry before; of the first 32 zero bytes
  digest   BLOB NOT NULL                          -- SHA-256 of the entry's canonical JSON without `digest`
) STRICT;

CREATE TABLE decision (
  seq       INTEGER PRIMARY KEY REFERENCES custody (seq), -- the custody entry that made it
  content   TEXT NOT NULL,                        -- canonical JSON of the decision
  undone_by INTEGER REFERENCES custody (seq)      -- the custody entry that took it out of force; NULL: in force
) STRICT;
