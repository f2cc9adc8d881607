//! A list whose rows are kept by key: a row that stays is not made again, and keeps focus and scroll.

use std::cell::RefCell;

use leptos::prelude::Owner;
use send_wrapper::SendWrapper;
use web_sys::Node;

use super::{AnyView, append, follow, fragment, insert_before, place};
use leptos::prelude::on_cleanup;

struct Row<K> {
    key: K,
    node: Option<Node>,
    owner: Owner,
}

impl<K> Row<K> {
    fn go(self) {
        self.owner.cleanup();
        if let Some((node, parent)) =
            self.node.and_then(|node| node.parent_node().map(|parent| (node, parent)))
        {
            // A child can always be removed from its parent.
            let _ = parent.remove_child(&node);
        }
    }
}

/// Each child must be one element.
pub(crate) fn each<T: 'static, K: PartialEq + 'static>(
    items: impl Fn() -> Vec<T> + 'static,
    key: impl Fn(&T) -> K + 'static,
    child: impl Fn(T) -> AnyView + 'static,
) -> AnyView {
    let (whole, end) = (fragment(), place());
    append(&whole, &end);
    let parent = Owner::current().unwrap_or_default();
    let rows = std::rc::Rc::new(RefCell::new(Vec::<Row<K>>::new()));
    let kept = SendWrapper::new(rows.clone());
    on_cleanup(move || {
        for row in kept.take().take() {
            row.owner.cleanup();
        }
    });
    follow(Box::new(move || {
        let items = items();
        let mut old = rows.take();
        let mut new = Vec::with_capacity(items.len());
        for item in items {
            let key = key(&item);
            match old.iter().position(|row| row.key == key) {
                Some(at) => new.push(old.remove(at)),
                None => {
                    let owner = parent.with(Owner::new);
                    let node = owner.with(|| child(item)).0;
                    new.push(Row { key, node, owner });
                }
            }
        }
        old.into_iter().for_each(Row::go);
        // Backwards, so that rows that already stand right are not touched.
        let mut next = end.clone();
        for node in new.iter().rev().filter_map(|row| row.node.as_ref()) {
            if !node.next_sibling().is_some_and(|sibling| sibling.is_same_node(Some(&next))) {
                insert_before(node, &next);
            }
            next = node.clone();
        }
        rows.replace(new);
    }));
    AnyView::of(whole)
}
