//! How long a whole picture takes.
fn main() {}
