//! The pages, a folder each, as in the addresses. No page knows another.

pub(crate) mod changes;
pub(crate) mod check;
pub(crate) mod connections;
pub(crate) mod console;
pub(crate) mod files;
pub(crate) mod not_found;
pub(crate) mod overview;
pub(crate) mod pins;
pub(crate) mod refused_config;
pub(crate) mod requests;
pub(crate) mod robots;
pub(crate) mod system_settings;
pub(crate) mod user_settings;
