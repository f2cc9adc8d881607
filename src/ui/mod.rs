//! Widgets. They know the languages and nothing else of the app: no connection, no router, no request.

pub(crate) mod chart;
pub(crate) mod columns;
pub(crate) mod copy;
pub(crate) mod dialog;
pub(crate) mod download;
pub(crate) mod field;
pub(crate) mod format;
pub(crate) mod hostile;
pub(crate) mod icon;
pub(crate) mod keys;
pub(crate) mod meter;
pub(crate) mod rows;
pub(crate) mod state;
pub(crate) mod statement;
