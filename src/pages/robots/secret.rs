//! A robot's secret: kept as it is unless another is asked for, and the new one shown once.
//!
//! A secret that is held is never put into the document. A new one lies in the value of a field, which is no text of the
//! document. Once written it stays in the session's memory until it is noted.

use std::rc::Rc;

use crate::dom::focus;
use crate::dom::prelude::*;
use firetower_protocol::UserId;
use firetower_protocol::robot::RobotSecret;
use firetower_vault::{Label, Zeroizing};

use super::mint;
use crate::api::verified::{Act, Ending};
use crate::components::change::{Change, Phase};
use crate::components::vault::offer;
use crate::i18n::{Lang, tr};
use crate::state::new_secrets::NewSecret;
use crate::state::session::Session;
use crate::state::vault::LabelNow;
use crate::ui::copy::copy_button;
use crate::ui::field::{Field, caution, hint, problem, secret_field};
use crate::ui::icon::{Icon, icon};

/// The secret that the last write replaced.
#[derive(Clone)]
struct Replaced {
    secret: RobotSecret,
    at_ms: i64,
    /// The server was seen to hold another one since.
    is_gone: bool,
}

/// The secret of one form.
#[derive(Clone, Copy)]
pub(super) struct SecretPart {
    /// What the form writes instead of the kept one.
    pub(super) wanted: RwSignal<Option<RobotSecret>>,
    /// The last one that was wanted, to be shown when the server holds it.
    made: RwSignal<Option<RobotSecret>>,
    replaced: RwSignal<Option<Replaced>>,
    typed: RwSignal<String>,
}

impl SecretPart {
    pub(super) fn new() -> Self {
        let part = Self {
            replaced: RwSignal::new(None),
            wanted: RwSignal::new(None),
            made: RwSignal::new(None),
            typed: RwSignal::new(String::new()),
        };
        watch(move || match part.wanted.get() {
            Some(secret) => {
                if untrack(|| part.typed.with(|typed| typed != secret.expose())) {
                    part.typed.set(secret.expose().to_owned());
                }
                part.made.set(Some(secret));
            }
            None => part.typed.set(String::new()),
        });
        part
    }

    /// Another one, of the browser's making. Without its generator the field is left for typing.
    pub(super) fn make(self) {
        self.want(mint::secret().unwrap_or_default());
    }

    fn want(self, secret: String) {
        self.typed.set(secret.clone());
        self.wanted.set(Some(RobotSecret::new(secret)));
    }

    fn keep(self) {
        self.wanted.set(None);
        self.made.set(None);
    }

    /// The new secret, once the server holds it; as far as it tells. It may be from an earlier form of this robot.
    fn shown(self, change: Change) -> Option<RobotSecret> {
        if self.wanted.with(Option::is_some) {
            return None;
        }
        let on_server = change.on_server().0?;
        let is_verified = matches!(
            change.phase.get(),
            Phase::Ended { report, .. } if matches!(report.ending, Ending::Verified { .. })
        );
        let mine = self.made.get().map(|secret| NewSecret { secret, is_verified });
        let holds = |new: &NewSecret| match on_server.secret("secret") {
            Some(held) => *held == new.secret,
            None => new.is_verified,
        };
        change.new_secrets().into_iter().rev().chain(mine).find(holds).map(|new| new.secret)
    }

    /// The admin has it.
    fn noted(self, change: Change) {
        self.made.set(None);
        change.noted();
    }
}

/// In the form of a robot that is there: a dashed field that shows nothing, and the way to replace what is behind it.
pub(super) fn kept_or_new(change: Change, part: SecretPart) -> AnyView {
    let is_new = memo(move || part.wanted.with(Option::is_some));
    (move || if is_new.get() { replacing(change, part) } else { kept(change, part) }).into_any()
}

fn kept(change: Change, part: SecretPart) -> AnyView {
    let known = move || change.on_server().0.is_some_and(|held| crate::api::change::has_secret(&held));
    let rotate = move |_| {
        part.make();
        change.typed();
        request_animation_frame(|| focus("input[name=secret]"));
    };
    view! {
        <div class="field">
            <span class="lab" id="kept-secret">{tr(Lang::rb_secret)}</span>
            <div class="row" role="group" aria-labelledby="kept-secret">
                <span class="in mono kept">
                    {move || if known() { "••••••••••••" } else { "" }}
                    <span class="meta push">{move || if known() { tr(Lang::rb_kept)() } else { tr(Lang::rb_kept_unknown)() }}</span>
                </span>
                <button type="button" class="btn tall rotate" on:click=rotate>{tr(Lang::rb_rotate)}</button>
            </div>
            <div class="below">
                {move || if known() { hint(tr(Lang::rb_kept_why)) } else { problem(tr(Lang::rb_e_secret_unknown)) }}
            </div>
        </div>
    }
    .into_any()
}

fn replacing(change: Change, part: SecretPart) -> AnyView {
    let keep = move |_| {
        part.keep();
        change.typed();
        request_animation_frame(|| focus(".rotate"));
    };
    view! {
        <div class="field rotating" role="group" aria-label=tr(Lang::rb_rotating)>
            <p class="hint caution" role="alert">{icon(Icon::Alert)}<span>{tr(Lang::rb_rotate_warning)}</span></p>
            {new_secret(change, part, Lang::rb_secret_new)}
            <div class="row">
                {make_another(change, part)}
                <button type="button" class="btn small" on:click=keep>{tr(Lang::rb_keep)}</button>
            </div>
        </div>
    }
    .into_any()
}

pub(super) fn make_another(change: Change, part: SecretPart) -> AnyView {
    let press = move |_| {
        part.make();
        change.typed();
    };
    view! { <button type="button" class="btn small" on:click=press>{icon(Icon::Refresh)}{tr(Lang::rb_make_another)}</button> }
        .into_any()
}

/// The field of a new secret: made here, or typed over.
pub(super) fn new_secret(change: Change, part: SecretPart, label: crate::i18n::Word) -> AnyView {
    let typed = part.typed;
    // Before the form's own handler, which asks what is wanted.
    let take = move |_| {
        part.wanted.set(Some(RobotSecret::new(typed.get_untracked())));
        change.typed();
    };
    let is_empty = Signal::derive(move || typed.with(String::is_empty));
    let has_blanks = move || typed.with(|typed| typed.trim() != typed);
    let below = view! {
        {hint(tr(Lang::rb_secret_made))}
        {move || is_empty.get().then(|| problem(tr(Lang::rb_e_secret_empty)))}
        {move || has_blanks().then(|| caution(tr(Lang::rb_secret_blanks)))}
    };
    view! {
        <form on:input=take on:submit=stay>
            {secret_field(Field {
                label: tr(label).into_any(),
                aside: ().into_any(),
                value: typed,
                below: below.into_any(),
                invalid: is_empty,
                mono: true,
                name: "secret",
            })}
        </form>
    }
    .into_any()
}

/// Browsers want a form around what they take for a password; Enter does nothing in it.
fn stay(event: web_sys::SubmitEvent) {
    event.prevent_default();
}

/// After a write: the new secret, until it is noted.
pub(super) fn shown_once(change: Change, part: SecretPart) -> AnyView {
    let secret = memo(move || part.shown(change).is_some());
    let compared = move || change.on_server().0.is_some_and(|held| held.secret("secret").is_some());
    show(
        move || secret.get(),
        move || {
            let visible = RwSignal::new(false);
            let text = move || {
                untrack(|| part.shown(change)).map(|secret| secret.expose().to_owned()).unwrap_or_default()
            };
            let (show_it, hide_it) = (tr(Lang::show), tr(Lang::hide));
            view! {
                <section class="card once" aria-labelledby="once-title">
                    <header>
                        {icon(Icon::Key)}<h2 id="once-title">{tr(Lang::rb_once)}</h2>
                        <button type="button" class="btn small push" on:click=move |_| part.noted(change)>{tr(Lang::rb_once_done)}</button>
                    </header>
                    <div class="body form tight">
                        <form class="row" on:submit=stay>
                            <span class="in mono">
                                <input readonly aria-label=tr(Lang::rb_once) type=move || if visible.get() { "text" } else { "password" }
                                    prop:value=text autocomplete="off" data-1p-ignore="" data-lpignore="true" />
                                <button type="button" class="icon-btn push" aria-pressed=move || visible.get().to_string()
                                    aria-label=move || if visible.get() { hide_it() } else { show_it() }
                                    on:click=move |_| visible.update(|visible| *visible = !*visible)>{icon(Icon::Eye)}</button>
                            </span>
                            {copy_button("btn tall", Lang::rb_copy, text)}
                        </form>
                        <p class="hint">{tr(Lang::rb_once_why)}</p>
                        {move || (!compared()).then(|| caution(tr(Lang::rb_once_not_compared)))}
                    </div>
                </section>
            }
            .into_any()
        },
    )
}

/// After a rotation: the secret before it, which the vault can keep for bots that still sign with it, or for going back.
pub(super) fn replaced(session: &Session, change: Change, part: SecretPart, id: &UserId) -> AnyView {
    watch(move || {
        let Phase::Ended { report, intent, .. } = change.phase.get() else { return };
        let Some(read) = report.lines.first().and_then(|line| line.done.as_ref()) else { return };
        let Some(before) = read.value.as_ref().and_then(|held| held.secret("secret")) else { return };
        if intent.to.secret("secret").is_none_or(|new| new == before) {
            return;
        }
        // An answer that was lost has no time of its own; the reading just before the write has.
        let written = report.lines.iter().find(|line| line.act == Act::Write);
        let at_ms = written.and_then(|line| line.done.as_ref()).unwrap_or(read).time.0;
        let old = |is_gone| Some(Replaced { secret: before.clone(), at_ms, is_gone });
        match report.ending {
            Ending::Verified { .. } => part.replaced.set(old(true)),
            Ending::Unknown(_) | Ending::Unverified(_) => part.replaced.set(old(false)),
            // It was read back: it is the server's still.
            Ending::NotWritten(_) => part.replaced.update(|known| {
                known.take_if(|known| known.secret == *before);
            }),
            _ => {}
        }
    });
    let is_there = memo(move || part.replaced.with(Option::is_some));
    let (session, robot) = (StoredValue::new(session.clone()), StoredValue::new(id.0.clone()));
    let label = move || {
        let (session, robot) = (session.get_value(), robot.get_value());
        let rotated_at_ms = part.replaced.with_untracked(|old| old.as_ref().map_or(0, |old| old.at_ms));
        // By the time that a key is derived the connection may have another name.
        let now = move || {
            let connection = session.connection_now()?;
            Some(Label::Robot {
                slug: connection.slug.as_str().to_owned(),
                address: connection.address.as_str().to_owned(),
                robot: robot.clone(),
                rotated_at_ms,
            })
        };
        Rc::new(now) as Rc<LabelNow>
    };
    let secret = move || {
        part.replaced
            .with_untracked(|old| old.as_ref().map(|old| Zeroizing::new(old.secret.expose().to_owned())))
    };
    let why = memo(move || part.replaced.with(|old| old.as_ref().is_none_or(|old| old.is_gone)));
    let (gone, unclear) = (tr(Lang::rb_replaced_why), tr(Lang::rb_replaced_unclear));
    show(
        move || is_there.get(),
        move || {
            view! {
                <section class="card" aria-labelledby="replaced-title">
                    <header>
                        {icon(Icon::Lock)}<h2 id="replaced-title">{tr(Lang::rb_replaced)}</h2>
                        <button type="button" class="btn small push" on:click=move |_| part.replaced.set(None)>{tr(Lang::rb_replaced_drop)}</button>
                    </header>
                    <div class="body form tight">
                        <p class="meta">{move || if why.get() { gone() } else { unclear() }}</p>
                        {offer(Lang::rb_replaced_keep, label, secret)}
                    </div>
                </section>
            }
            .into_any()
        },
    )
}
