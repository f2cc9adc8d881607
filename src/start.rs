//! The start: the hoster's configuration first, and nothing else before it was read.

use leptos::prelude::Owner;

use crate::api::config::{NotRead, load};
use crate::app::app;
use crate::dom::place_in_body;
use crate::dom::prelude::*;
use crate::pages::refused_config::refused_config_page;
use crate::state::config;

pub(crate) fn start() {
    let Some(owner) = Owner::current() else { return };
    let refused = RwSignal::new(None::<NotRead>);
    let begin = move || {
        let owner = owner.clone();
        spawn(async move {
            match load().await {
                Ok(read) => {
                    // A second answer, for somebody who could not wait, begins nothing anew.
                    if config::apply(read) {
                        refused.set(None);
                        owner.with(app);
                    }
                }
                Err(why) => refused.set(Some(why)),
            }
        });
    };
    begin();
    place_in_body(show(
        move || refused.with(Option::is_some),
        move || refused_config_page(refused, begin.clone()),
    ));
}
