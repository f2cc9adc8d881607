//! Which user settings an admin looked at, kept per connection in this browser: no server lists them. Values are not kept.

use firetower_protocol::UserId;
use firetower_protocol::user_setting::Scope;
use serde::{Deserialize, Serialize};

use crate::state::connection::Slug;
use crate::state::storage;

/// The list is for coming back to something, not for keeping everything.
pub(crate) const MOST_KEPT: usize = 50;

/// A user setting, by what names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Named {
    pub(crate) user: UserId,
    pub(crate) scope: Scope,
    pub(crate) key: String,
}

fn place(slug: &Slug) -> String {
    format!("firetower.user-settings.{}", slug.as_str())
}

/// The latest first.
pub(crate) fn load(slug: &Slug) -> Vec<Named> {
    storage::read_json(&place(slug)).unwrap_or_default()
}

pub(crate) fn add(slug: &Slug, looked_at: Named) -> Vec<Named> {
    let list = first(load(slug), looked_at);
    storage::write_json(&place(slug), &list);
    list
}

pub(crate) fn forget(slug: &Slug, named: &Named) -> Vec<Named> {
    let mut list = load(slug);
    list.retain(|known| known != named);
    storage::write_json(&place(slug), &list);
    list
}

pub(crate) fn forget_all(slug: &Slug) {
    storage::remove(&place(slug));
}

pub(crate) fn renamed(from: &Slug, to: &Slug) {
    storage::moved(&place(from), &place(to));
}

fn first(mut list: Vec<Named>, looked_at: Named) -> Vec<Named> {
    list.retain(|known| *known != looked_at);
    list.insert(0, looked_at);
    list.truncate(MOST_KEPT);
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(scope: i32) -> Named {
        Named { user: UserId("u1".to_owned()), scope: Scope(scope), key: String::new() }
    }

    #[test]
    fn the_latest_comes_first_each_once_and_the_oldest_goes() {
        let list = [1, 2, 1].into_iter().map(named).fold(Vec::new(), first);
        assert_eq!(list, [named(1), named(2)]);
        let many = (0..60).map(named).fold(Vec::new(), first);
        assert_eq!((many.len(), &many[0], &many[49]), (MOST_KEPT, &named(59), &named(10)));
    }

    #[test]
    fn an_empty_key_is_a_setting_of_its_own() {
        let keyed = Named { key: "k".to_owned(), ..named(1000) };
        assert_eq!(first(vec![named(1000)], keyed.clone()), [keyed, named(1000)]);
    }
}
