//! What another tab does to the list of connections, followed in this one.

use std::cell::Cell;

use leptos::prelude::*;

use super::Connections;
use super::stored::{self, KEY, StorageState};
use crate::state::connection::{Connection, Slug};
use crate::state::{capabilities, drafts, given, kept, storage};

impl Connections {
    /// Another tab changed the list. `told` is what it stored then, where that is known: by now others may have changed it
    /// again, and a connection that was removed and added is another one. Gives the name in links that one of this tab's
    /// had, and the one that it has now.
    pub(crate) fn reload(self, told: Option<&str>) -> Option<(Slug, Slug)> {
        let is_overtaken = storage::read(KEY).is_some_and(|text| stored::read(&text).is_none());
        if is_overtaken {
            self.storage.set(StorageState::Overtaken);
            let list = self.own.with_value(|own| self.shown(own));
            self.judge_by(&list);
            self.list.set(list);
            return None;
        }
        if self.storage.get_untracked() == StorageState::Overtaken {
            self.storage.set(StorageState::Fine);
        }
        let own = stored::load().0;
        let list = given::over(&own);
        let told = told.and_then(stored::read);
        let renamed = told.as_ref().and_then(|told| told.renamed.clone());
        let then = told.map_or_else(|| list.clone(), |told| given::over(&told.connections));
        if let Some((from, to)) = &renamed
            && let Some(known) = then.iter().find(|known| known.slug == *to)
        {
            self.follow(from, known, &list);
        }
        let is_replaced = self.end_others(&then, &list);
        self.judge_by(&list);
        self.list.set(list);
        self.own.set_value(own);
        if is_replaced {
            self.replaced.update(|times| *times = times.wrapping_add(1));
        }
        renamed
    }

    /// What is under way is read-only from now on where its connection is.
    fn judge_by(self, list: &[Connection]) {
        self.sessions.with_value(|sessions| {
            for session in sessions.values() {
                if let Some(known) = list.iter().find(|known| known.slug == session.connection.slug) {
                    session.read_only.set(known.read_only);
                }
            }
        });
    }

    /// The session goes along with its connection's name in links, and so does what was typed in this tab.
    fn follow(self, from: &Slug, known: &Connection, now: &[Connection]) {
        kept::renamed(from.as_str(), known.slug.as_str());
        // What is stored under the name before may be another one's by now.
        if !now.iter().any(|one| one.slug == *from) {
            drafts::renamed(from, &known.slug);
        }
        self.vault.awaited_renamed(from, &known.slug);
        self.sessions.update_value(|sessions| {
            if let Some(session) = sessions.remove(from) {
                if session.connection.address == known.address {
                    sessions.insert(known.slug.clone(), session.followed_by(known.clone()));
                } else {
                    session.journal.go_by(&known.slug);
                    session.end();
                    self.vault.awaits_nothing_of(&known.slug);
                }
            }
        });
    }

    /// What is gone, or is at another address, leaves this tab's memory too. Whether one of these is there again as it was, so
    /// that nothing else tells that its session is another one.
    fn end_others(self, then: &[Connection], now: &[Connection]) -> bool {
        let is_replaced = Cell::new(false);
        let is_there = |one: &Connection| {
            then.iter().any(|known| known.slug == one.slug && known.address == one.address)
        };
        self.sessions.update_value(|sessions| {
            sessions.retain(|session| {
                let stays = is_there(&session.connection);
                if !stays {
                    session.end();
                    self.vault.awaits_nothing_of(&session.connection.slug);
                    is_replaced.set(is_replaced.get() || now.contains(&session.connection));
                }
                stays
            });
        });
        self.list.with_untracked(|list| {
            for gone in list.iter().filter(|known| !then.iter().any(|one| one.slug == known.slug)) {
                kept::forget_all(gone.slug.as_str());
            }
        });
        is_replaced.get()
    }

    /// Another tab checked a connection.
    pub(crate) fn follow_check(self, slug: &str) {
        let session = self.sessions.with_value(|sessions| {
            let slug = Slug::parse(slug)?;
            sessions.get(&slug).cloned()
        });
        if let Some(session) = session
            && let Some((table, time)) = capabilities::load(&session.connection)
        {
            session.learn_all(table, time);
        }
    }
}
