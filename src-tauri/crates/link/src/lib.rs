//! Which message belongs to which transfer, how far apart they are, what is missing; pure.
