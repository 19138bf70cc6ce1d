//! A snapshot of the case in, PDF bytes out; the only room that knows PDF.
