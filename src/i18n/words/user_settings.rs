//! Settings of one user.

words! {}
