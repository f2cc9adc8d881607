//! Connections that were renamed or forgotten since the journal was last opened. The form that does it is part of the
//! first view, the database is not; so it leaves a note, and whoever opens the journal next carries it out.

use crate::state::connection::Slug;
use crate::state::storage;

const KEY: &str = "firetower.journal-moves";

/// From a slug to another; to none, to be forgotten.
pub(super) type Move = (String, Option<String>);

fn note(from: &Slug, to: Option<&Slug>) {
    let mut moves = all();
    moves.push((from.as_str().to_owned(), to.map(|slug| slug.as_str().to_owned())));
    storage::write_json(KEY, &moves);
}

pub(crate) fn renamed(from: &Slug, to: &Slug) {
    note(from, Some(to));
}

pub(crate) fn forgotten(slug: &Slug) {
    note(slug, None);
}

/// In the order in which they happened.
pub(super) fn all() -> Vec<Move> {
    storage::read_json(KEY).unwrap_or_default()
}

/// This one was carried out. Another tab may have added more meanwhile, or carried it out as well.
pub(super) fn done(carried: &Move) {
    let mut moves = all();
    if moves.first() == Some(carried) {
        moves.remove(0);
    }
    if moves.is_empty() {
        storage::remove(KEY);
    } else {
        storage::write_json(KEY, &moves);
    }
}
