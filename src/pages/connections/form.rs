//! Adding and editing a connection. What was typed stays, whatever goes wrong.

use crate::dom::focus;
use crate::dom::prelude::*;
use firetower_protocol::Secret;
use firetower_vault::Zeroizing;

use super::address_field::{address_field, understood};
use super::file_origins;
use super::given;
use super::probe::probe;
use crate::components::secret_prompt::about_secret;
use crate::components::vault::Keep;
use crate::i18n::{Lang, say, tr};
use crate::paths;
use crate::state::config::config;
use crate::state::connection::{Connection, Environment, Slug};
use crate::state::connections::{Connections, ReadyConnection};
use crate::state::kept;
use crate::state::session::Session;
use crate::state::vault::{Holds, Vault, label_of};
use crate::ui::field::{Field, hint, problem, secret_field, text_field, tick_field};
use crate::ui::format;
use crate::ui::icon::{Icon, icon};
use firetower_protocol::address::Address;

/// What is in the form.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    pub(super) address: RwSignal<String>,
    /// Beside a proxy's template: the server as the proxy sees it.
    target: RwSignal<String>,
    pub(super) secret: RwSignal<String>,
    name: RwSignal<String>,
    slug: RwSignal<String>,
    /// Until the link's name is typed it follows the name.
    slug_by_hand: RwSignal<bool>,
    environment: RwSignal<Environment>,
    file_origins: RwSignal<String>,
    read_only: RwSignal<bool>,
    /// Not typed: at the same address it stays, unless it is removed, or another one is confirmed in the check.
    clock: RwSignal<Option<(Address, i64)>>,
    /// Saving was tried: from now on what is missing is said.
    tried: RwSignal<bool>,
}

impl Typed {
    /// `copied`: another one to begin from; its secret and its clock are its own.
    fn begin(editing: Option<&Connection>, slug: Option<String>, copied: Option<&Connection>) -> Self {
        let from = editing.or(copied);
        let lang = crate::i18n::use_lang().get_untracked();
        let copy = copied.map(|known| lang.cn_copy_of(&known.name));
        let target = |connection: &Connection| connection.address.target().map(str::to_owned);
        let shown = |connection: &Connection| match connection.address.proxy() {
            "" => "/".to_owned(),
            address => address.to_owned(),
        };
        Self {
            address: RwSignal::new(from.map(shown).unwrap_or_default()),
            target: RwSignal::new(from.and_then(target).unwrap_or_default()),
            secret: RwSignal::new(String::new()),
            name: RwSignal::new(
                editing.map(|known| known.name.clone()).or(copy).or_else(|| slug.clone()).unwrap_or_default(),
            ),
            slug: RwSignal::new(
                editing
                    .map(|known| known.slug.as_str().to_owned())
                    .or_else(|| slug.clone())
                    .unwrap_or_default(),
            ),
            slug_by_hand: RwSignal::new(editing.is_some() || slug.is_some()),
            environment: RwSignal::new(from.map_or(Environment::Production, |known| known.environment)),
            file_origins: RwSignal::new(from.map(|known| known.file_origins.join("\n")).unwrap_or_default()),
            read_only: RwSignal::new(from.is_some_and(|known| known.read_only)),
            clock: RwSignal::new(editing.map(|known| (known.address.clone(), known.clock_correction_ms))),
            tried: RwSignal::new(false),
        }
    }

    /// All that is typed but the secret.
    fn as_text(self) -> String {
        let by_hand = if self.slug_by_hand.get() { "by hand" } else { "" };
        let read_only = if self.read_only.get() { "read-only" } else { "" };
        kept::together(&[
            &self.address.get(),
            &self.target.get(),
            &self.name.get(),
            &self.slug.get(),
            by_hand,
            self.environment.get().key(),
            &self.file_origins.get(),
            read_only,
        ])
    }

    fn put(self, kept: &str) {
        let Some([address, target, name, slug, by_hand, environment, file_origins, read_only]) =
            kept::apart(kept)
        else {
            return;
        };
        // First, since the link's name follows the name until then.
        self.slug_by_hand.set(!by_hand.is_empty());
        self.address.set(address.to_owned());
        self.target.set(target.to_owned());
        self.name.set(name.to_owned());
        self.slug.set(slug.to_owned());
        if let Some(environment) = Environment::ALL.into_iter().find(|known| known.key() == environment) {
            self.environment.set(environment);
        }
        self.file_origins.set(file_origins.to_owned());
        self.read_only.set(!read_only.is_empty());
    }

    pub(super) fn understood(self) -> Option<Address> {
        understood(self.address, self.target).ok().map(|found| found.address)
    }

    /// For the address that is typed now, and kept when the form is saved.
    pub(super) fn correct_clock(self, correction_ms: i64) {
        self.clock.set(untrack(|| self.understood()).map(|address| (address, correction_ms)));
    }

    pub(super) fn clock_correction_ms(self) -> i64 {
        let address = self.understood();
        self.clock.get().filter(|(known, _)| Some(known) == address.as_ref()).map_or(0, |(_, by)| by)
    }

    /// The connection as typed, if nothing is wrong with it.
    pub(super) fn connection(self) -> Option<Connection> {
        let slug = Slug::parse(&self.slug.get())?;
        let name = Some(self.name.get().trim().to_owned()).filter(|name| !name.is_empty())?;
        let file_origins = file_origins::understood(&self.file_origins.get())?;
        let address = self.understood()?;
        Some(Connection {
            file_origins,
            read_only: self.read_only.get(),
            clock_correction_ms: self.clock_correction_ms(),
            ..Connection::new(slug, name, address, self.environment.get())
        })
    }
}

pub(super) fn form(editing: Option<Session>, slug: Option<String>, copied: Option<Connection>) -> AnyView {
    let connections = expect_context::<Connections>();
    let before = editing.as_ref().map(|session| session.connection.slug.clone());
    let typed = Typed::begin(editing.as_ref().map(|session| &session.connection), slug, copied.as_ref());
    let taken = {
        let before = before.clone();
        memo(move || {
            let slug = typed.slug.get();
            before.as_ref().map(Slug::as_str) != Some(slug.as_str()) && connections.find(&slug).is_some()
        })
    };
    watch(move || {
        let proposal = Slug::propose(&typed.name.get());
        if !typed.slug_by_hand.get_untracked() {
            typed.slug.set(free(connections, proposal));
        }
    });
    let usual = untrack(|| typed.as_text());
    let of = before.as_ref().map_or(kept::NO_CONNECTION, Slug::as_str);
    kept::keep(
        of,
        kept::CONNECTION,
        move || usual.clone(),
        move || typed.as_text(),
        move |kept| typed.put(kept),
    );
    let location = use_location();
    let in_vault = editing.as_ref().is_some_and(|session| {
        untrack(|| expect_context::<Vault>().holds(&session.connection)) != Holds::Nothing
    });
    let keep = Keep::new(in_vault);
    let saving = RwSignal::new(false);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        typed.tried.set(true);
        let Some(connection) = untrack(|| typed.connection()).filter(|_| !taken.get_untracked()) else {
            // The fields mark themselves in the next turn.
            request_animation_frame(|| focus("form [aria-invalid=true]"));
            return;
        };
        let secret = Some(typed.secret.get_untracked()).filter(|secret| !secret.is_empty()).map(Secret::new);
        let open = paths::overview(connection.slug.as_str());
        let for_vault = secret.as_ref().filter(|_| keep.is_wanted()).map(|secret| secret.expose().to_owned());
        let Some(text) = for_vault.map(Zeroizing::new) else {
            connections.save(connection, before.as_ref(), secret);
            return location.go(&open, false);
        };
        if saving.get_untracked() {
            return;
        }
        let Some(ready) = keep.ready() else { return };
        saving.set(true);
        let before = before.clone();
        spawn(async move {
            let is_kept = keep.store(ready, label_of(&connection), text).await;
            saving.try_set(false);
            // What could not be kept is said, and the tick can be taken out.
            if is_kept && typed.tried.try_get_untracked().is_some() {
                connections.save(connection, before.as_ref(), secret);
                location.go(&open, false);
            }
        });
    };
    let is_given = editing.as_ref().is_some_and(|session| config().is_given(&session.connection.slug));
    let title = {
        let name = editing.as_ref().map(|session| session.name().to_owned());
        say(move |lang| match &name {
            Some(name) if is_given => name.clone(),
            Some(name) => lang.cf_title_edit(name),
            None => lang.cf_title_new().to_owned(),
        })
    };
    let heading = if editing.is_some() {
        view! { <h2>{title}</h2> }.into_any()
    } else {
        view! { <h1>{title}</h1> }.into_any()
    };
    let demo = expect_context::<ReadyConnection>().0.filter(|_| editing.is_none()).map(|slug| {
        view! { <a class="push meta" href=paths::overview(slug.as_str())>{tr(Lang::cf_try_demo)}</a> }
    });
    let given = editing.as_ref().filter(|_| is_given).map(|session| session.connection.clone());
    let edge = move || if typed.environment.get() == Environment::Production { "production" } else { "" };
    let keeps_secret = editing.as_ref().is_some_and(|session| untrack(|| session.has_secret()));
    let has_text = memo(move || typed.secret.with(|secret| !secret.is_empty()));
    let tick = show(move || has_text.get(), move || keep.tick());
    let (opening, save_open) = (tr(Lang::va_opening), tr(Lang::cf_save_open));
    let secret_and_tick = view! { <div class="field">{secret(typed, keeps_secret)}{tick}</div> }.into_any();
    view! {
        <div class="first">
            <div class="intro">{heading}{given.is_none().then(|| view! { <p class="muted">{tr(Lang::cf_intro)}</p> })}</div>
            <form class="card" data-env=edge on:submit=save>
                <div class="body form">
                    {match &given {
                        Some(given) => view! { {given::facts(given)}{secret_and_tick} }.into_any(),
                        None => view! {
                            {address_field(typed.address, typed.target, typed.tried.into())}
                            {secret_and_tick}
                            <div class="pair">{name(typed)}{environment(typed.environment)}</div>
                            {read_only(typed.read_only)}
                            {link_name(typed, taken)}
                            {file_origins::field(typed.file_origins)}
                        }
                        .into_any(),
                    }}
                    {clock(typed)}
                </div>
                <footer>
                    <button type="submit" class="btn go" disabled=move || saving.get()>
                        {move || if saving.get() { opening() } else { save_open() }}
                    </button>
                    <p class="offscreen" role="status">{move || saving.get().then(|| tr(Lang::va_opening_status)())}</p>
                    {demo}
                </footer>
            </form>
            {probe(typed, editing.as_ref())}
            <p class="meta last">{tr(Lang::cf_clock_note)}</p>
        </div>
    }
    .into_any()
}

/// `im`, or `im-2` where that is taken.
fn free(connections: Connections, proposal: String) -> String {
    let is_taken = |slug: &str| untrack(|| connections.find(slug)).is_some();
    if !is_taken(&proposal) {
        return proposal;
    }
    (2..100)
        .map(|number| format!("{}-{number}", proposal.chars().take(37).collect::<String>()))
        .find(|slug| !is_taken(slug))
        .unwrap_or(proposal)
}

fn secret(typed: Typed, keeps: bool) -> AnyView {
    let empty = if keeps { Lang::cf_secret_keep } else { Lang::cf_secret_later };
    let below = view! {
        {hint(tr(Lang::secret_hint))}
        {move || typed.secret.get().is_empty().then(|| hint(tr(empty)))}
        {move || about_secret(&typed.secret.get())}
    };
    secret_field(Field {
        label: tr(Lang::secret_label).into_any(),
        aside: tr(Lang::cf_secret_note).into_any(),
        value: typed.secret,
        below: below.into_any(),
        invalid: Signal::stored(false),
        mono: true,
        name: "secret",
    })
}

fn name(typed: Typed) -> AnyView {
    let missing = memo(move || typed.tried.get() && typed.name.with(|name| name.trim().is_empty()));
    text_field(Field {
        label: tr(Lang::cf_name).into_any(),
        aside: ().into_any(),
        value: typed.name,
        below: (move || missing.get().then(|| problem(tr(Lang::cf_e_name)))).into_any(),
        invalid: missing.into(),
        mono: false,
        name: "name",
    })
}

fn link_name(typed: Typed, taken: Memo<bool>) -> AnyView {
    let malformed = memo(move || {
        let slug = typed.slug.get();
        Slug::parse(&slug).is_none() && (typed.tried.get() || !slug.is_empty())
    });
    let below = move || {
        if malformed.get() {
            problem(tr(Lang::cf_e_slug))
        } else if taken.get() {
            problem(say(move |lang| lang.cf_e_slug_taken(&typed.slug.get())))
        } else {
            hint(say(move |lang| lang.cf_slug_hint(&typed.slug.get())))
        }
    };
    let field = text_field(Field {
        label: tr(Lang::cf_slug).into_any(),
        aside: ().into_any(),
        value: typed.slug,
        below: below.into_any(),
        invalid: Signal::derive(move || malformed.get() || taken.get()),
        mono: true,
        name: "slug",
    });
    view! { <div on:input=move |_| typed.slug_by_hand.set(true)>{field}</div> }.into_any()
}

fn read_only(ticked: RwSignal<bool>) -> AnyView {
    if config().read_only {
        return view! { <p class="note">{icon(Icon::Lock)}<span>{tr(Lang::cg_all_read_only)}</span></p> };
    }
    let label = tr(Lang::cf_read_only).into_any();
    tick_field(label, ticked, "read-only", hint(tr(Lang::cf_read_only_hint)))
}

/// A correction is confirmed where the server's clock was found; here it is seen, and removed.
fn clock(typed: Typed) -> AnyView {
    (move || {
        let by = typed.clock_correction_ms();
        (by != 0).then(|| {
            let kept = say(move |lang| lang.cl_kept(&format::shift(lang, by, false)));
            view! {
                <div class="row">
                    {hint(kept)}
                    <button type="button" class="btn small" on:click=move |_| typed.clock.set(None)>{tr(Lang::cl_remove)}</button>
                </div>
            }
        })
    })
    .into_any()
}

fn environment(chosen: RwSignal<Environment>) -> AnyView {
    let choices = Environment::ALL
        .map(|environment| {
            view! {
                <label class="choice">
                    <input type="radio" name="environment" value=environment.key()
                        prop:checked=move || chosen.get() == environment on:change=move |_| chosen.set(environment) />
                    <span>{tr(environment.word())}</span>
                </label>
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <fieldset class="field">
            <legend class="lab">{tr(Lang::cf_environment)}</legend>
            <div class="seg wideseg">{choices}</div>
            {move || {
                (chosen.get() == Environment::Production)
                    .then(|| view! { <p class="note">{icon(Icon::Info)}<span>{tr(Lang::cf_production_note)}</span></p> })
            }}
        </fieldset>
    }
    .into_any()
}
