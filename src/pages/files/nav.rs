//! The address as the page's state: read as a whole, and changed by going to another one.

use crate::dom::Location;
use crate::dom::prelude::*;
use crate::paths::{FilesAt, FilesRow};

#[derive(Clone, Copy)]
pub(super) struct Nav {
    pub(super) at: Memo<FilesAt>,
    pub(super) slug: StoredValue<String>,
    location: Location,
}

impl Nav {
    /// Call it while the page is being made.
    pub(super) fn begin(slug: &str) -> Self {
        let location = use_location();
        Self {
            at: memo(move || FilesAt::read(|name| location.query(name))),
            slug: StoredValue::new(slug.to_owned()),
            location,
        }
    }

    /// Goes on from here; `replace` leaves no step behind for Back.
    pub(super) fn go(self, replace: bool, change: impl FnOnce(&mut FilesAt)) {
        let Some(mut at) = self.at.try_get_untracked() else { return };
        change(&mut at);
        if let Some(address) = self.slug.try_with_value(|slug| at.address(slug)) {
            self.location.go(&address, replace);
        }
    }

    /// The address of a change, for a link; it follows the address.
    pub(super) fn href(self, change: impl FnOnce(&mut FilesAt)) -> String {
        let mut at = self.at.get();
        change(&mut at);
        self.slug.with_value(|slug| at.address(slug))
    }

    /// Opens a row, or closes the one that is open. Back leads out of an open row, and not through all that were looked
    /// at in a row.
    pub(super) fn open(self, row: Option<FilesRow>) {
        let now = self.at.with_untracked(|at| at.open);
        if now != row {
            self.go(now.is_some() && row.is_some(), |at| at.open = row);
        }
    }
}
