//! What pages share and what knows the app: the frame, an error in place, an exchange, the question for a secret.

pub(crate) mod bar;
pub(crate) mod change;
pub(crate) mod clock;
pub(crate) mod connected;
pub(crate) mod connection_card;
pub(crate) mod conversation;
pub(crate) mod doctor;
pub(crate) mod error_view;
pub(crate) mod exchange_view;
pub(crate) mod frame;
pub(crate) mod lock;
pub(crate) mod names;
pub(crate) mod not_offered;
pub(crate) mod palette;
pub(crate) mod secret_prompt;
pub(crate) mod sign_in;
pub(crate) mod stopped;
pub(crate) mod third_party;
pub(crate) mod vault;
