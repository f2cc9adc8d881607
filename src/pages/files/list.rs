//! Which list of files is asked for, and how it is paged: by time where the server takes the documented form for a
//! conversation, by offset everywhere else.

use firetower_protocol::conversation::Conversation;
use firetower_protocol::file::Order;
use firetower_protocol::file_row::FileRow;
use firetower_protocol::paging::Pager;
use firetower_protocol::{TimestampMs, UserId};

use crate::paths::{FilesAt, FilesPlace, FilesView};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// As this user sees it.
    Conversation(UserId, Conversation),
    User(UserId),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct List {
    pub(super) subject: Subject,
    pub(super) size: u16,
    pub(super) oldest_first: bool,
    pub(super) from: Option<TimestampMs>,
}

impl List {
    /// `None`: the address does not say enough yet.
    pub(super) fn of(at: &FilesAt) -> Option<Self> {
        let user = at.user.clone()?;
        let subject = match at.view {
            FilesView::Conversation => Subject::Conversation(user, at.conversation.clone()?),
            FilesView::User => Subject::User(user),
            FilesView::Message => return None,
        };
        // A user's files know no time to begin with.
        let from = at.from.filter(|_| at.view == FilesView::Conversation);
        Some(Self { subject, size: at.size, oldest_first: at.oldest_first, from })
    }

    pub(super) fn order(&self) -> Order {
        if self.oldest_first { Order::OLDEST_FIRST } else { Order::NEWEST_FIRST }
    }
}

/// How one walk through a list is asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum How {
    Time {
        order: Order,
        /// Where the list begins.
        from: TimestampMs,
    },
    Offset,
}

/// A list that goes back from now begins a day later: this browser's clock may be behind the server's, and no file
/// is to be missed for that.
const MARGIN_MS: i64 = 24 * 60 * 60 * 1000;

impl How {
    pub(super) fn by_time(list: &List, now: TimestampMs) -> Self {
        let from = list.from.unwrap_or(if list.oldest_first {
            TimestampMs(0)
        } else {
            TimestampMs(now.0.saturating_add(MARGIN_MS))
        });
        Self::Time { order: list.order(), from }
    }

    /// A walk whose rows include the one that `place` names, after some that lie before it; from the beginning where
    /// the place is of the other kind.
    pub(super) fn pager(&self, size: u16, place: Option<FilesPlace>) -> Pager {
        match (self, place) {
            (Self::Time { order, .. }, Some(FilesPlace::Row { time, .. })) => {
                // Where the server leaves out the time itself, a millisecond before it still has its rows.
                Pager::by_time(size, *order, TimestampMs(time.0.saturating_sub(onward(*order))))
            }
            (Self::Time { order, from }, _) => Pager::by_time(size, *order, *from),
            (Self::Offset, Some(FilesPlace::Offset(offset))) => Pager::by_offset_from(size, offset),
            (Self::Offset, _) => Pager::by_offset(size),
        }
    }

    /// Whether the place is one of this kind of list.
    pub(super) fn knows(&self, place: FilesPlace) -> bool {
        matches!(
            (self, place),
            (Self::Time { .. }, FilesPlace::Row { .. }) | (Self::Offset, FilesPlace::Offset(_))
        )
    }
}

/// The way of time in a walk: back where the newest come first.
pub(super) fn onward(order: Order) -> i64 {
    if order == Order::OLDEST_FIRST { 1 } else { -1 }
}

pub(super) fn time_of(row: &FileRow) -> Option<TimestampMs> {
    row.sent_at().map(|sent| sent.time())
}

/// Where `time` lies as seen from `mark`: below zero for what comes earlier in the walk.
pub(super) fn beyond(order: Order, time: TimestampMs, mark: TimestampMs) -> i64 {
    time.0.saturating_sub(mark.0).saturating_mul(onward(order))
}

/// Whether two rows are one file: by the id, or by their JSON where there is none.
pub(super) fn same(one: &FileRow, other: &FileRow) -> bool {
    match (one.message_uid, other.message_uid) {
        (Some(one), Some(other)) => one == other,
        (None, None) => one.raw == other.raw,
        _ => false,
    }
}
