//! The API console.

words! {}
