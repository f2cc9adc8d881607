//! A new robot. One call creates and replaces, so nothing is sent for an id that anybody has; and nothing deletes a
//! robot afterwards.

use crate::dom::prelude::*;
use firetower_protocol::UserId;

use super::Here;
use super::ask::{Asked, ask, is_conflict, is_taken, refusal};
use super::fields::{Fields, fields, texts};
use super::form::{keep_the_list, name_taken};
use super::mint;
use super::secret::{SecretPart, make_another, new_secret, shown_once};
use super::sent::sent;
use super::texts::forbidden;
use crate::api::{Client, Leave, Reading};
use crate::components::change::{Change, Form, Phase, Source, confirm, note, receipt};
use crate::i18n::{Lang, Word, say, tr};
use crate::paths::RobotsOpen;
use crate::state::change::{Held, Target};
use crate::state::page::Page;
use crate::state::time;
use crate::ui::field::{Field, hint, text_field};
use crate::ui::hostile;
use crate::ui::icon::{Icon, icon};

/// Names of two texts of the form that are no fields of a robot: the id as typed, and the one that is made where none is.
const ID: &str = "userId";
const MADE_ID: &str = "madeId";

#[derive(Clone, Copy)]
pub(super) struct Creation {
    pub(super) here: Here,
    pub(super) client: StoredValue<Client>,
    pub(super) change: Change,
    part: SecretPart,
    pub(super) id: Signal<UserId>,
    /// What the server holds under the id, once it was read.
    found: RwSignal<Option<Reading<Held>>>,
    pub(super) asked: RwSignal<Asked>,
    /// Writing was tried: from now on what is missing is said.
    pub(super) tried: RwSignal<bool>,
}

pub(super) fn create(here: Here, with_id: Option<String>) -> AnyView {
    // Another one is made in a form that is made anew.
    let round = RwSignal::new(0_u32);
    (move || {
        let with_id = if round.get() == 0 { with_id.clone() } else { None };
        creation(here, with_id, round)
    })
    .into_any()
}

fn creation(here: Here, with_id: Option<String>, round: RwSignal<u32>) -> AnyView {
    let client = Client::of_page(here.session(), Page::Robots, Leave::with_page());
    let part = SecretPart::new();
    let mut names = vec![ID, MADE_ID];
    names.extend(texts());
    let texts = Form { secret: Some(part.wanted), ..Form::of(&names) };
    let (typed_id, made_id) = (texts.text(ID), texts.text(MADE_ID));
    let found: RwSignal<Option<Reading<Held>>> = RwSignal::new(None);
    let begun = Reading { value: None, time: time::now(), took_ms: 0, exchange: 0 };
    let source = Source {
        reading: Box::new(move || Some(found.get().unwrap_or_else(|| begun.clone()))),
        put: Box::new(move |reading| {
            found.try_set(Some(reading).filter(|reading| reading.value.is_some()));
        }),
        read: Box::new(|| {}),
    };
    // No robot has the empty id, so the draft of a new one has it.
    let target = Target::Robot { id: UserId(String::new()) };
    let change = Change::open(&client, target, source, texts.clone());
    let with_id = StoredValue::new(with_id);
    let id = Signal::derive(move || {
        let typed = typed_id.get();
        UserId(if typed.is_empty() { made_id.get() } else { typed })
    });
    // What a draft does not bring, or Discard took away, is made.
    watch(move || {
        if found.with(Option::is_some) {
            return;
        }
        if made_id.with(String::is_empty) {
            made_id.set(mint::user_id().unwrap_or_default());
        }
        if part.wanted.with(Option::is_none) {
            part.make();
        }
        // Once, and not over a draft.
        let asked_for = with_id.try_update_value(Option::take).flatten();
        if let Some(id) = asked_for.filter(|_| !untrack(|| change.is_kept())) {
            typed_id.set(id);
        }
    });
    let creation = Creation {
        here,
        client: StoredValue::new(client),
        change,
        part,
        id,
        found,
        asked: RwSignal::new(Asked::NotYet),
        tried: RwSignal::new(false),
    };
    let is_there = memo(move || found.with(Option::is_some) && !is_conflict(change));
    view! {
        {confirm(change, move || {
            let id = hostile::plain(&id.get_untracked().0);
            say(move |lang| lang.rb_create_confirm(&id))
        })}
        {move || if is_there.get() { created(creation, round) } else { form(creation, texts.clone(), typed_id) }}
    }
    .into_any()
}

fn form(creation: Creation, texts: Form, typed_id: RwSignal<String>) -> AnyView {
    let Creation { here, change, part, id, .. } = creation;
    let shared = Fields { session: here.session, change, form: StoredValue::new(texts), id, is_new: true };
    let tried = Signal::derive(move || creation.tried.get());
    let secret = view! {
        <div class="field">
            {new_secret(change, part, Lang::rb_secret)}
            <div class="row">{make_another(change, part)}</div>
        </div>
    }
    .into_any();
    let typed = move |_| {
        // What was found belongs to the id that was asked for. What is being asked is answered first: one look-up at a time.
        if creation.asked.get_untracked() != Asked::Asking {
            creation.asked.set(Asked::NotYet);
        }
        creation.found.set(None);
        change.typed();
    };
    let below_id = view! {
        {move || typed_id.with(String::is_empty).then(|| {
            let made = id.get().0;
            hint(say(move |lang| lang.rb_id_made(&made)))
        })}
    }
    .into_any();
    view! {
        <div class="robot">
            <div class="form">
                {move || refusal(creation)}
                <section class="card">
                    <header>
                        <h2>{tr(Lang::rb_new_title)}</h2>
                        <span class="push state wide">{note(change)}</span>
                    </header>
                    <div class="body form">
                        {receipt(change)}
                        {name_taken(change)}
                        <div class="fields form" on:input=typed>
                            {text_field(Field {
                                label: tr(Lang::rb_id).into_any(),
                                aside: tr(Lang::rb_id_optional).into_any(),
                                value: typed_id,
                                below: below_id,
                                invalid: Signal::derive(move || is_taken(creation)),
                                mono: true,
                                name: ID,
                            })}
                            {fields(shared, secret, tried)}
                        </div>
                    </div>
                    {foot(creation)}
                </section>
            </div>
            {here.session.with_value(|session| sent(session, change, id))}
        </div>
    }
    .into_any()
}

fn foot(creation: Creation) -> AnyView {
    let Creation { change, asked, .. } = creation;
    let (name, production) = creation
        .here
        .session
        .with_value(|session| (hostile::plain(session.name()), session.connection.is_production()));
    let is_busy = move || change.phase.get() == Phase::Writing || asked.get() == Asked::Asking;
    let label = say(move |lang| match change.phase.get() {
        Phase::Writing => lang.ch_writing().to_owned(),
        _ if asked.get() == Asked::Asking => lang.rb_id_asking().to_owned(),
        _ if production => lang.rb_create_on_ask(&name),
        _ => lang.rb_create_on(&name),
    });
    let why_not = move || {
        if change.is_read_only() {
            return Some(Lang::ch_read_only as Word);
        }
        let taken = is_taken(creation).then_some(Lang::rb_e_id_taken as Word);
        taken.or_else(|| forbidden(&change.wanted(), &None))
    };
    let blocked = memo(move || is_busy() || change.must_read_back() || why_not().is_some());
    view! {
        <footer>
            <button type="button" class="btn" class:go=move || !blocked.get() disabled=move || blocked.get()
                aria-describedby="why-not" on:click=move |_| ask(creation)>{label}</button>
            {show(
                move || change.is_kept(),
                move || view! {
                    <button type="button" class="btn" disabled=is_busy on:click=move |_| change.discard()>{tr(Lang::ch_discard)}</button>
                }
                .into_any(),
            )}
            <span id="why-not">
                {move || match why_not() {
                    _ if change.must_read_back() => tr(Lang::ch_read_back_first),
                    Some(word) => tr(word),
                    None => tr(Lang::rb_create_for_good),
                }}
            </span>
        </footer>
    }
    .into_any()
}

/// What the write came to, the secret once, and the way on.
fn created(creation: Creation, round: RwSignal<u32>) -> AnyView {
    let Creation { here, change, part, .. } = creation;
    let Target::Robot { id } = change.target() else { return ().into_any() };
    keep_the_list(here, change, id.clone());
    let shown = hostile::plain(&id.0);
    let open = move || here.address(RobotsOpen::One(id.clone()));
    view! {
        <div class="form">
            <section class="card">
                <header>{icon(Icon::Robot)}<h2 class="clip">{say(move |lang| lang.rb_created(&shown))}</h2></header>
                <div class="body form">
                    {receipt(change)}
                    {shown_once(change, part)}
                </div>
                <footer>
                    <a class="btn" href=open>{tr(Lang::rb_created_open)}</a>
                    <button type="button" class="btn" on:click=move |_| round.update(|round| *round += 1)>{tr(Lang::rb_created_another)}</button>
                </footer>
            </section>
        </div>
    }
    .into_any()
}
