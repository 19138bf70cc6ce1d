//! Bytes of one file in, records and findings out; a folder per source.
