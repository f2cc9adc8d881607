//! One target, read for itself: loading, failed, or there with whatever the page shows of it.

use super::Source;
use crate::api::{Client, Reading};
use crate::components::error_view::error_view;
use crate::dom::prelude::*;
use crate::error::{ApiError, Kind};
use crate::i18n::{Lang, say, tr};
use crate::state::change::{Held, Target};
use crate::state::time;

/// Reads when it is made, and whenever it is asked to. The last good reading stays while it is read again, and when that
/// fails: what is typed over it, is being written or was just written must not go with it.
#[derive(Clone, Copy)]
pub(crate) struct Reader {
    client: StoredValue<Client>,
    target: StoredValue<Target>,
    /// The last that succeeded.
    read: RwSignal<Option<Reading<Held>>>,
    /// Why the last one did not.
    failed: RwSignal<Option<ApiError>>,
    under_way: RwSignal<u32>,
}

impl Reader {
    pub(crate) fn begin(client: &Client, target: Target) -> Self {
        let reader = Self {
            client: StoredValue::new(client.clone()),
            target: StoredValue::new(target),
            read: RwSignal::new(None),
            failed: RwSignal::new(None),
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
                Ok(reading) => self.put(reading),
                Err(error) if error.kind == Kind::Left => {}
                Err(error) => {
                    self.failed.try_set(Some(error));
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
        self.read.get()
    }

    fn put(self, reading: Reading<Held>) {
        self.read.try_set(Some(reading));
        self.failed.try_set(None);
    }

    pub(crate) fn source(self) -> Source {
        Source {
            reading: Box::new(move || self.reading()),
            put: Box::new(move |reading| self.put(reading)),
            read: Box::new(move || self.read()),
        }
    }

    /// A skeleton, the error in place, or `there`, which is kept while it is read again. Where that fails, the error and
    /// the time of what is kept stand above it.
    pub(crate) fn view(self, there: impl Fn() -> AnyView + 'static) -> AnyView {
        let step = memo(move || match (self.read.with(Option::is_some), self.failed.with(Option::is_some)) {
            (false, false) => Step::Reading,
            (false, true) => Step::Failed,
            (true, _) => Step::There,
        });
        (move || match step.get() {
            Step::Reading => view! {
                <section class="card" aria-busy="true">
                    <div class="body"><p class="offscreen" role="status">{tr(Lang::loading)}</p><div class="skeleton" aria-hidden="true"></div></div>
                </section>
            }
            .into_any(),
            Step::Failed => (move || self.error()).into_any(),
            Step::There => view! {
                <div class="form">
                    {move || self.error()}
                    {there()}
                </div>
            }
            .into_any(),
        })
        .into_any()
    }

    fn error(self) -> Option<AnyView> {
        let error = self.failed.get()?;
        let of = untrack(|| self.read.get()).map(|reading| time::clock(reading.time));
        let of = of.map(|of| view! { <p class="meta">{say(move |lang| lang.read_at_below(&of))}</p> });
        let error = self.client.with_value(|client| error_view(&client.session, error, move || self.read()));
        Some(view! { {error}{of} }.into_any())
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Step {
    Reading,
    Failed,
    There,
}
