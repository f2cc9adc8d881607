//! Robots.

words! {}
