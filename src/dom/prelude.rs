//! What a file that draws needs: `view!` and the signals of Leptos. Its renderer stays out: its names are ours here.

pub(crate) use firetower_macros::view;
pub(crate) use leptos::prelude::{
    Get, GetUntracked, GetValue, Memo, RwSignal, Set, SetValue, Signal, StoredValue, Update, UpdateValue,
    With, WithUntracked, WithValue, document, event_target, event_target_value, expect_context, location,
    on_cleanup, provide_context, request_animation_frame, set_interval_with_handle, untrack, use_context,
    window,
};

pub(crate) use super::once::{memo, spawn, watch, window_event_listener};
pub(crate) use super::{AnyView, CollectView, IntoView, each, show, use_location};
