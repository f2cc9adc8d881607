//! What the server holds, setting by setting, as it was last read on this page.

use crate::dom::prelude::*;
use firetower_protocol::system_setting::SystemSetting;
use firetower_protocol::{Capability, Operation, SettingId, TimestampMs};

use crate::api::change::system_setting_record;
use crate::api::{Client, Leave, Reading};
use crate::components::change::Source;
use crate::error::{ApiError, Kind};
use crate::state::change::Record;
use crate::state::connection::Slug;
use crate::state::known_settings;
use crate::state::page::Page;
use crate::state::session::Session;
use crate::state::small_map::SmallMap;

/// Each of them is read when the page is opened, so a search stops adding to them here.
pub(super) const MOST_KNOWN: usize = 200;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum State {
    NotRead,
    Failed(ApiError),
    /// `None` inside: there is no such setting.
    Read(Reading<Option<SystemSetting>>),
}

#[derive(Clone, Copy)]
pub(super) struct Readings {
    client: StoredValue<Client>,
    slug: StoredValue<Slug>,
    pub(super) ids: RwSignal<Vec<SettingId>>,
    states: RwSignal<SmallMap<SettingId, State>>,
    under_way: RwSignal<u32>,
}

impl Readings {
    pub(super) fn begin(session: &Session) -> Self {
        let client = Client::of_page(session.clone(), Page::SystemSettings, Leave::with_page());
        let slug = session.connection.slug.clone();
        let readings = Self {
            client: StoredValue::new(client),
            ids: RwSignal::new(known_settings::load(&slug)),
            slug: StoredValue::new(slug),
            states: RwSignal::default(),
            under_way: RwSignal::new(0),
        };
        readings.read_all();
        readings
    }

    pub(super) fn client(self) -> Client {
        self.client.get_value()
    }

    pub(super) fn get(self, id: SettingId) -> State {
        self.states.with(|states| states.get(&id).cloned().unwrap_or(State::NotRead))
    }

    /// What was last read, if anything was.
    pub(super) fn value(self, id: SettingId) -> Option<Reading<Option<SystemSetting>>> {
        match self.get(id) {
            State::Read(reading) => Some(reading),
            State::NotRead | State::Failed(_) => None,
        }
    }

    pub(super) fn read_at(self, id: SettingId) -> Option<TimestampMs> {
        self.value(id).map(|reading| reading.time)
    }

    pub(super) fn is_busy(self) -> bool {
        self.under_way.get() > 0
    }

    /// Adds an id to those that this browser knows, and reads it unless that is done.
    pub(super) fn know(self, id: SettingId) {
        if untrack(|| self.ids.with(|ids| ids.contains(&id))) {
            return;
        }
        self.ids.set(self.slug.with_value(|slug| known_settings::add(slug, id)));
        self.read(id);
    }

    /// What a search came upon.
    pub(super) fn found(self, id: SettingId, reading: Reading<Option<SystemSetting>>) {
        let has_room = self.ids.with_untracked(|ids| ids.len() < MOST_KNOWN && !ids.contains(&id));
        if has_room {
            self.ids.set(self.slug.with_value(|slug| known_settings::add(slug, id)));
        }
        self.put(id, reading);
    }

    pub(super) fn forget(self, id: SettingId) {
        self.ids.set(self.slug.with_value(|slug| known_settings::forget(slug, id)));
        self.states.update(|states| {
            states.remove(&id);
        });
    }

    /// One setting, for the form that changes it.
    pub(super) fn source(self, id: SettingId) -> Source {
        Source {
            reading: Box::new(move || Some(self.value(id)?.map(system_setting_record))),
            put: Box::new(move |reading| {
                self.put(id, reading.map(|held| held.map(|record| setting_of(id, &record))));
            }),
            read: Box::new(move || self.read(id)),
        }
    }

    /// What a write found out on its way.
    fn put(self, id: SettingId, reading: Reading<Option<SystemSetting>>) {
        self.states.try_update(|states| states.insert(id, State::Read(reading)));
    }

    pub(super) fn read(self, id: SettingId) {
        self.read_each(vec![id]);
    }

    pub(super) fn read_all(self) {
        self.read_each(self.ids.get_untracked());
    }

    /// Reading is asked for by hand here: what looked like a missing path may have been a fault.
    pub(super) fn ask_anew(self) {
        self.client.with_value(|client| {
            client.session.capabilities.update(|table| {
                if table.get(Operation::ReadSystemSetting) == Capability::NotOffered {
                    table.forget(Operation::ReadSystemSetting);
                }
            });
        });
    }

    /// One after the other: the limit of calls is shared with everybody, and the first finds out the form for the rest.
    fn read_each(self, ids: Vec<SettingId>) {
        let client = self.client();
        self.ask_anew();
        self.under_way.update(|count| *count += 1);
        spawn(async move {
            for id in ids {
                let state = match client.system_setting(id).await {
                    Ok(reading) => State::Read(reading),
                    Err(error) if error.kind == Kind::Left => break,
                    Err(error) => State::Failed(error),
                };
                if self.states.try_update(|states| states.insert(id, state)).is_none() {
                    break;
                }
            }
            self.under_way.try_update(|count| *count = count.saturating_sub(1));
        });
    }
}

fn setting_of(id: SettingId, record: &Record) -> SystemSetting {
    SystemSetting { id, value: record.text("value").to_owned(), desc: record.text("desc").to_owned() }
}
