//! Names beside ids, and finding a user.

words! {}
