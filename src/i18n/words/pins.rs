//! Pinned conversations.

words! {}
