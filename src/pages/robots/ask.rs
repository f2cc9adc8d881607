//! Whose an id is, asked before a robot is created under it: the one call creates and replaces.

use crate::dom::prelude::*;
use firetower_protocol::user::{Find, UserType};

use super::create::Creation;
use super::texts::forbidden;
use crate::api::verified::Ending;
use crate::components::change::{Change, Phase};
use crate::components::error_view::error_view;
use crate::error::{ApiError, Kind};
use crate::i18n::{Lang, say, tr};
use crate::paths::RobotsOpen;
use crate::state::change::Target;
use crate::ui::hostile;
use crate::ui::statement::{Gravity, statement};

/// What asking for the id came to.
#[derive(Clone, PartialEq)]
pub(super) enum Asked {
    NotYet,
    Asking,
    Taken { is_robot: bool },
    Failed(ApiError),
}

/// The write found a robot under the id, and sent nothing.
pub(super) fn is_conflict(change: Change) -> bool {
    matches!(change.phase.get(), Phase::Ended { report, .. } if matches!(report.ending, Ending::Conflict(_)))
}

pub(super) fn is_taken(creation: Creation) -> bool {
    matches!(creation.asked.get(), Asked::Taken { .. }) || is_conflict(creation.change)
}

/// The id is somebody's, or nobody could say whether it is.
pub(super) fn refusal(creation: Creation) -> Option<AnyView> {
    let is_robot = match creation.asked.get() {
        Asked::Failed(error) => {
            let view = creation.here.session.with_value(|session| {
                view! {
                    {error_view(session, error, move || ask(creation))}
                    <p class="meta">{tr(Lang::rb_id_not_asked)}</p>
                }
                .into_any()
            });
            return Some(view);
        }
        Asked::Taken { is_robot } => is_robot,
        _ if is_conflict(creation.change) => true,
        Asked::NotYet | Asked::Asking => return None,
    };
    let id = untrack(|| creation.id.get());
    let shown = hostile::plain(&id.0);
    let title = say(move |lang| lang.rb_id_taken(&shown));
    let why =
        say(move |lang| if is_robot { lang.rb_id_taken_robot() } else { lang.rb_id_taken_user() }.to_owned());
    let href = move || creation.here.address(RobotsOpen::One(id.clone()));
    let action = if is_robot {
        view! { <a class="btn go" href=href>{tr(Lang::rb_id_taken_open)}</a> }.into_any()
    } else {
        ().into_any()
    };
    Some(statement(Gravity::Warn, true, title, why, action))
}

/// Asks whether anybody has the id, then goes the way of every write. What one asks for is not reserved: the write reads
/// the robot once more.
pub(super) fn ask(creation: Creation) {
    creation.tried.set(true);
    let Creation { change, id, asked, .. } = creation;
    if untrack(|| forbidden(&change.wanted(), &None)).is_some() || asked.get_untracked() == Asked::Asking {
        return;
    }
    asked.set(Asked::Asking);
    let (client, id) = (creation.client.get_value(), id.get_untracked());
    spawn(async move {
        let found = client.find_user(&Find::Id(id.clone())).await;
        // Corrected meanwhile: the answer is of no id that is wanted, and the admin has not asked for the other. The form
        // may be gone as well.
        if creation.id.try_get_untracked().is_none_or(|wanted| wanted != id) {
            asked.try_set(Asked::NotYet);
            return;
        }
        match found {
            Err(error) if error.kind == Kind::Left => {}
            Err(error) => {
                asked.try_set(Asked::Failed(error));
            }
            Ok(reading) => match reading.value {
                Some(user) => {
                    asked.try_set(Asked::Taken { is_robot: user.kind == Some(UserType::ROBOT) });
                }
                None => {
                    // The form may be gone by now; then its signal does not take the value.
                    if asked.try_set(Asked::NotYet).is_none()
                        && change.phase.try_get_untracked().is_some()
                        // The other fields could be typed in while it was asked.
                        && untrack(|| forbidden(&change.wanted(), &None)).is_none()
                    {
                        change.aim(Target::Robot { id });
                        change.intend_form();
                    }
                }
            },
        }
    });
}
