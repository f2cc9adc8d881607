//! The connection check on the screen: the same engine for its page and, in a compact form, beside the connection form.
//! Nothing of it is part of the first view: [`later`] loads it for the form.

mod clock;
mod compact;
mod failed;
mod fixes;
#[cfg(test)]
mod fixes_tests;
pub(crate) mod later;
mod list;
mod operations;
mod place;
mod report;
mod run;
mod words;

pub(crate) use clock::seeks_clock;
pub(crate) use list::steps;
pub(crate) use operations::operations;
pub(crate) use place::Place;
pub(crate) use report::{passed, report_text, verdict};
pub(crate) use run::{Done, Run};
