//! The journal of what was written.

words! {}
