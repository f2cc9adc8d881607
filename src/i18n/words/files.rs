//! File messages.

words! {}
