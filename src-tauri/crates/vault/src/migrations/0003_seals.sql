-- Step 3: seals of the case and the trusted timestamps over them. An older version leaves both alone, so the level stays.

CREATE TABLE seal (
  seq        INTEGER PRIMARY KEY REFERENCES custody (seq), -- the custody entry that made it
  root       BLOB NOT NULL,                       -- digest: root of the manifest's tree
  manifest   BLOB NOT NULL,                       -- the manifest's bytes
  signature  BLOB NOT NULL,                       -- 64 bytes: Ed25519 over the manifest
  public_key TEXT NOT NULL                        -- the key that checks it, in PEM
) STRICT;

CREATE TABLE timestamp (
  seq       INTEGER PRIMARY KEY REFERENCES custody (seq), -- the custody entry that made it
  seal      INTEGER NOT NULL REFERENCES seal (seq), -- what was stamped
  authority TEXT NOT NULL,                        -- address that was asked, or name of the file that was brought
  query     BLOB,                                 -- bytes that were sent; NULL: not known
  reply     BLOB NOT NULL                         -- bytes that came back
) STRICT;
