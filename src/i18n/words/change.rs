//! Every write: its diff, its question, its receipt.

words! {}
