//! The ids of the settings that an admin opened, kept per connection in this browser. Values are not kept.

use firetower_protocol::SettingId;
use firetower_protocol::system_setting::LARGEST_GROUP_SIZE;

use crate::state::connection::Slug;
use crate::state::storage;

fn key(slug: &Slug) -> String {
    format!("firetower.settings.{}", slug.as_str())
}

/// In ascending order; the one with a known meaning is always there.
pub(crate) fn load(slug: &Slug) -> Vec<SettingId> {
    // Whatever order another version may have stored them in.
    let stored: Vec<SettingId> = storage::read_json(&key(slug)).unwrap_or_default();
    stored.into_iter().fold(vec![LARGEST_GROUP_SIZE], with)
}

pub(crate) fn add(slug: &Slug, id: SettingId) -> Vec<SettingId> {
    let ids = with(load(slug), id);
    storage::write_json(&key(slug), &ids);
    ids
}

pub(crate) fn forget(slug: &Slug, id: SettingId) -> Vec<SettingId> {
    let ids: Vec<_> = load(slug).into_iter().filter(|known| *known != id).collect();
    storage::write_json(&key(slug), &ids);
    with(ids, LARGEST_GROUP_SIZE)
}

pub(crate) fn forget_all(slug: &Slug) {
    storage::remove(&key(slug));
}

pub(crate) fn renamed(from: &Slug, to: &Slug) {
    storage::moved(&key(from), &key(to));
}

fn with(mut ids: Vec<SettingId>, id: SettingId) -> Vec<SettingId> {
    if let Err(place) = ids.binary_search(&id) {
        ids.insert(place, id);
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_sorted_and_once() {
        let ids = [1001, 2, 1001, -5].into_iter().map(SettingId).fold(Vec::new(), with);
        assert_eq!(ids, [SettingId(-5), SettingId(2), SettingId(1001)]);
    }
}
