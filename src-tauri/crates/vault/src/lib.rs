//! The case folder: originals, database and custody chain; the only room that knows SQLite.
