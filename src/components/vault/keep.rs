//! “Keep it in the vault”, where a secret is typed. The first time it makes the vault, later it opens it.

use crate::dom::prelude::*;
use firetower_vault::Zeroizing;

use super::fields::{Fresh, fresh_fields, passphrase_field, take};
use super::open::tr_trouble;
use super::part::{Part, drawn};
use crate::dom::focus;
use crate::i18n::{Lang, tr};
use crate::state::vault::{LabelNow, Trouble, Vault};
use crate::ui::field::{caution, problem};

/// Of one form. Made where the form is made.
#[derive(Clone, Copy)]
pub(crate) struct Keep {
    vault: Vault,
    wanted: RwSignal<bool>,
    passphrase: RwSignal<String>,
    missing: RwSignal<bool>,
    fresh: Fresh,
    trouble: RwSignal<Option<Trouble>>,
    /// A key is being derived, which holds the page up.
    deriving: RwSignal<bool>,
}

impl Keep {
    pub(crate) fn new(wanted: bool) -> Self {
        Self {
            vault: expect_context::<Vault>(),
            wanted: RwSignal::new(wanted),
            passphrase: RwSignal::new(String::new()),
            missing: RwSignal::new(false),
            fresh: Fresh::new(),
            trouble: RwSignal::new(None),
            deriving: RwSignal::new(false),
        }
    }

    /// The tick, and below it what the vault needs for it.
    pub(crate) fn tick(self) -> AnyView {
        let vault = self.vault;
        let choose = move |event: leptos::ev::Event| {
            self.trouble.set(None);
            self.wanted.set(event_target::<web_sys::HtmlInputElement>(&event).checked());
        };
        let unreadable = memo(move || vault.unreadable());
        let asks = memo(move || self.wanted.get() && !vault.is_open());
        (move || {
            if let Some(why) = unreadable.get() {
                return caution(tr_trouble(why));
            }
            view! {
                <label class="tick plain">
                    <input type="checkbox" name="keep" prop:checked=move || self.wanted.get() on:change=choose />
                    <span>{tr(Lang::va_keep)}</span>
                </label>
                {move || asks.get().then(|| drawn(Part::Keep(self)))}
                {self.said()}
            }
            .into_any()
        })
        .into_any()
    }

    /// What went wrong, and what the page waits for.
    pub(super) fn said(self) -> AnyView {
        let said = |why| view! { <div role="alert">{problem(tr_trouble(why))}</div> };
        let opening = tr(Lang::va_opening_status);
        view! {
            <p class=move || if self.deriving.get() { "meta" } else { "offscreen" } role="status">
                {move || self.deriving.get().then(&opening)}
            </p>
            {move || self.trouble.get().map(said)}
        }
        .into_any()
    }

    pub(crate) fn is_wanted(self) -> bool {
        self.wanted.get_untracked() && untrack(|| self.vault.unreadable().is_none())
    }

    /// What is needed of the form before [`Keep::store`]: the passphrase where one is asked for. `None` where something
    /// is wrong with it, which is said.
    pub(crate) fn ready(self) -> Option<Ready> {
        self.trouble.set(None);
        if untrack(|| self.vault.is_open()) {
            return Some(Ready::Open);
        }
        let ready = if untrack(|| self.vault.exists()) {
            self.missing.set(self.passphrase.with_untracked(String::is_empty));
            (!self.missing.get_untracked()).then(|| Ready::Opens(take(self.passphrase)))
        } else {
            self.fresh.take().map(Ready::Makes)
        };
        if ready.is_none() {
            // The fields mark themselves in the next turn.
            request_animation_frame(|| focus("form [aria-invalid=true]"));
        }
        ready
    }

    /// What was taken for a secret that was refused stands in its fields again, for the next try.
    pub(crate) fn put_back(self, ready: &Ready) {
        match ready {
            Ready::Open => {}
            Ready::Opens(passphrase) => {
                self.passphrase.try_set(String::clone(passphrase));
            }
            Ready::Makes(passphrase) => self.fresh.put_back(passphrase),
        }
    }

    /// Whether the vault is open now; what went wrong is said beside the tick.
    pub(crate) async fn open(self, ready: Ready) -> bool {
        self.deriving.try_set(!matches!(ready, Ready::Open));
        let opened = match ready {
            Ready::Open => Ok(()),
            Ready::Opens(passphrase) => self.vault.open(passphrase).await,
            Ready::Makes(passphrase) => self.vault.create(passphrase).await,
        };
        self.deriving.try_set(false);
        self.trouble.try_set(opened.err());
        opened.is_ok()
    }

    /// Whether the vault holds it now; what went wrong is said beside the tick.
    pub(crate) async fn store(self, ready: Ready, label: &LabelNow, secret: Zeroizing<String>) -> bool {
        if !self.open(ready).await {
            return false;
        }
        let kept = self.vault.keep(label, secret).await;
        self.trouble.try_set(kept.err());
        kept.is_ok()
    }
}

/// A form whose vault can be opened or is open.
pub(crate) enum Ready {
    Open,
    Opens(Zeroizing<String>),
    Makes(Zeroizing<String>),
}

pub(super) fn fields(keep: Keep) -> AnyView {
    (move || {
        if keep.vault.exists() {
            let below = (move || keep.missing.get().then(|| problem(tr(Lang::va_e_empty)))).into_any();
            view! {
                <p class="meta">{tr(Lang::va_keep_opens)}</p>
                {passphrase_field(Lang::va_passphrase, "passphrase", keep.passphrase, keep.missing.into(), below)}
            }
            .into_any()
        } else {
            view! { <p class="meta">{tr(Lang::va_keep_makes)}</p>{fresh_fields(keep.fresh)} }.into_any()
        }
    })
    .into_any()
}
