//! What there is instead of a dashboard while the hoster's configuration can't be read or is refused. It never shows a
//! value of the file: one of them may be a secret.

use crate::dom::prelude::*;

use crate::api::config::{NotRead, Told};
use crate::components::frame::bare_head;
use crate::i18n::{Lang, Word, say, tr};
use crate::state::prefs::Prefs;
use crate::ui::hostile;
use crate::ui::icon::{Icon, icon};

/// Of a key of the file that is no key of ours.
const LONGEST_KEY: usize = 80;

/// `retry` reads the file again.
pub(crate) fn refused_config_page(why: RwSignal<Option<NotRead>>, retry: impl Fn() + 'static) -> AnyView {
    Prefs::provide();
    let title = memo(move || why.with(title));
    let lang = crate::i18n::use_lang();
    watch(move || document().set_title(&format!("{} · Firetower", title.get()(lang.get()))));
    request_animation_frame(|| crate::dom::focus("#retry"));
    view! {
        <div class="bare">
            {bare_head()}
            <main class="main" id="main">
                <div class="page lone">
                    <section class="card trouble">
                        <section class="statement bad" role="alert">
                            <span class="sign">{icon(Icon::Stop)}</span>
                            <div>
                                <h1 class="say">{move || title.get()(lang.get())}</h1>
                                <p class="why">{move || why.with(|why| reason(lang.get(), why.as_ref()))}</p>
                            </div>
                            <button type="button" class="btn go" id="retry" on:click=move |_| retry()>{tr(Lang::retry)}</button>
                        </section>
                    </section>
                    {move || why.with(|why| match why {
                        Some(NotRead::Refused(problems)) => list(problems),
                        _ => ().into_any(),
                    })}
                </div>
            </main>
        </div>
    }
    .into_any()
}

fn is_secret(why: &NotRead) -> bool {
    matches!(why, NotRead::Refused(problems) if problems.iter().any(|problem| problem.is_secret))
}

fn title(why: &Option<NotRead>) -> Word {
    match why {
        Some(why) if is_secret(why) => Lang::co_secret_title,
        Some(NotRead::Refused(_)) => Lang::co_refused_title,
        _ => Lang::co_unread_title,
    }
}

fn reason(lang: Lang, why: Option<&NotRead>) -> String {
    let word: Word = match why {
        Some(NotRead::Status(status)) => return lang.co_status_why(*status),
        Some(why) if is_secret(why) => Lang::co_secret_why,
        Some(NotRead::Refused(_)) => Lang::co_refused_why,
        Some(NotRead::Redirected) => Lang::co_redirected_why,
        Some(NotRead::Unreachable) | None => Lang::co_unreachable_why,
    };
    word(lang).to_owned()
}

fn list(problems: &[Told]) -> AnyView {
    let rows = problems
        .iter()
        .cloned()
        .map(|problem| {
            let line = problem.line;
            let key: String = problem.key.chars().take(LONGEST_KEY).collect();
            view! {
                <tr>
                    <th scope="row" class="plain nowrap">{say(move |lang| lang.co_line(line))}</th>
                    <td class="mono full">{hostile::plain(&key)}</td>
                    <td class="full">{say(move |lang| lang.pick(&problem.en, &problem.zh).clone())}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="card">
            <div class="scroll" tabindex="0">
                <table class="problems">
                    <thead><tr>
                        <th scope="col">{tr(Lang::co_where)}</th>
                        <th scope="col">{tr(Lang::co_key)}</th>
                        <th scope="col">{tr(Lang::co_what)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
