//! The house rules that can be grepped, each a test that says what to do.
//!
//! A rule is a function from the repository's files to complaints. Each is shown able to complain by a test on bad
//! input beside it; the test of the rule's own name then holds it over the repository.

#![cfg(test)]

mod crates;
mod e2e;
mod layers;
mod places;
mod rust;
mod security;
mod style;
mod tree;
