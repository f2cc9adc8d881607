//! The pages, a folder each, as in the addresses. No page knows another.

pub(crate) mod connections;
pub(crate) mod not_found;
pub(crate) mod overview;
pub(crate) mod requests;
pub(crate) mod system_settings;
