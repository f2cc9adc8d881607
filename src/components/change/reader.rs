//! One target, read for itself: loading, failed, or there with whatever the page shows of it.

use super::Source;
use crate::api::{Client, Reading};
use crate::components::error_view::error_view;
use crate::dom::prelude::*;
use crate::error::{ApiError, Kind};
use crate::i18n::{Lang, tr};
use crate::state::change::{Held, Target};

#[derive(Clone, PartialEq)]
enum State {
    Reading,
    Failed(ApiError),
    Read(Reading<Held>),
}

/// Reads when it is made, and whenever it is asked to. The last good reading stays while it is read again.
#[derive(Clone, Copy)]
pub(crate) struct Reader {
    client: StoredValue<Client>,
    target: StoredValue<Target>,
    state: RwSignal<State>,
    under_way: RwSignal<u32>,
}

impl Reader {
    pub(crate) fn begin(client: &Client, target: Target) -> Self {
        let reader = Self {
            client: StoredValue::new(client.clone()),
            target: StoredValue::new(target),
            state: RwSignal::new(State::Reading),
            under_way: RwSignal::new(0),
        };
        reader.read();
        reader
    }

    pub(crate) fn read(self) {
        let (client, target) = (self.client.get_value(), self.target.get_value());
        self.under_way.update(|count| *count += 1);
        spawn(async move {
            match client.read_target(&target).await {
                Ok(reading) => {
                    self.state.try_set(State::Read(reading));
                }
                Err(error) if error.kind == Kind::Left => {}
                Err(error) => {
                    self.state.try_set(State::Failed(error));
                }
            }
            self.under_way.try_update(|count| *count = count.saturating_sub(1));
        });
    }

    pub(crate) fn is_busy(self) -> bool {
        self.under_way.get() > 0
    }

    /// What was read last. Tracked.
    pub(crate) fn reading(self) -> Option<Reading<Held>> {
        match self.state.get() {
            State::Read(reading) => Some(reading),
            State::Reading | State::Failed(_) => None,
        }
    }

    pub(crate) fn source(self) -> Source {
        Source {
            reading: Box::new(move || self.reading()),
            put: Box::new(move |reading| {
                self.state.try_set(State::Read(reading));
            }),
            read: Box::new(move || self.read()),
        }
    }

    /// A skeleton, the error in place, or `there`, which is kept while it is read again.
    pub(crate) fn view(self, there: impl Fn() -> AnyView + 'static) -> AnyView {
        let step = memo(move || match self.state.get() {
            State::Reading => 0,
            State::Failed(_) => 1,
            State::Read(_) => 2,
        });
        (move || match step.get() {
            0 => view! {
                <section class="card" aria-busy="true">
                    <div class="body"><p class="offscreen" role="status">{tr(Lang::loading)}</p><div class="skeleton" aria-hidden="true"></div></div>
                </section>
            }
            .into_any(),
            1 => (move || match self.state.get() {
                State::Failed(error) => {
                    self.client.with_value(|client| error_view(&client.session, error, move || self.read()))
                }
                _ => ().into_any(),
            })
            .into_any(),
            _ => there(),
        })
        .into_any()
    }
}
