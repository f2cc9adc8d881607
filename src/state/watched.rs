//! A value behind a signal that says no more than that it changed. What signals do is compiled once for each type that one
//! holds; this has the same one for all.

use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::*;

/// A handle: all clones are of the same value.
#[derive(Debug, Default)]
pub(crate) struct Watched<T> {
    value: Arc<Mutex<T>>,
    changed: ArcTrigger,
}

impl<T> Clone for Watched<T> {
    fn clone(&self) -> Self {
        Self { value: Arc::clone(&self.value), changed: self.changed.clone() }
    }
}

impl<T> Watched<T> {
    pub(crate) fn new(value: T) -> Self {
        Self { value: Arc::new(Mutex::new(value)), changed: ArcTrigger::new() }
    }

    /// Tracked. `read` must not come back here.
    pub(crate) fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        self.changed.track();
        self.with_untracked(read)
    }

    pub(crate) fn with_untracked<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.value.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// `write` must not come back here.
    pub(crate) fn update(&self, write: impl FnOnce(&mut T)) {
        write(&mut self.value.lock().unwrap_or_else(PoisonError::into_inner));
        self.changed.notify();
    }
}
