//! What an entry is called, how it ended, and why there is no way back, in words.

use crate::api::change::PINNED;
use crate::dom::prelude::*;
use crate::i18n::{Lang, Word, tr};
use crate::paths::{ChangeEnd, ChangeKind};
use crate::state::change::Target;
use crate::state::journal::{Entry, Outcome, WhyNot};
use crate::ui::icon::Icon;
use crate::ui::state::{Tone, state};

pub(super) fn kind(kind: ChangeKind) -> Word {
    match kind {
        ChangeKind::SystemSetting => Lang::cg_kind_system,
        ChangeKind::UserSetting => Lang::cg_kind_user,
        ChangeKind::Pin => Lang::cg_kind_pin,
        ChangeKind::Robot => Lang::cg_kind_robot,
        ChangeKind::Console => Lang::cg_kind_console,
    }
}

pub(super) fn end(lang: Lang, end: ChangeEnd, count: usize) -> String {
    match end {
        ChangeEnd::Verified => lang.cg_verified(count),
        ChangeEnd::Unknown => lang.cg_unknown(count),
        ChangeEnd::Failed => lang.cg_failed(count),
        ChangeEnd::Accepted => lang.cg_accepted(count),
    }
}

/// `Set a system setting`, `Undo: Pin`.
pub(super) fn operation(lang: Lang, entry: &Entry) -> String {
    let word: Word = match &entry.target {
        Target::SystemSetting { .. } => Lang::cg_op_system,
        Target::UserSetting { .. } => Lang::cg_op_user,
        Target::Pin { .. } if entry.after().is_some_and(|after| after.text("top") == PINNED) => {
            Lang::cg_op_pin
        }
        Target::Pin { .. } => Lang::cg_op_unpin,
        Target::Robot { .. } if entry.before.is_none() => Lang::cg_op_robot_new,
        Target::Robot { .. } => Lang::cg_op_robot,
        Target::Raw { .. } => Lang::cg_op_console,
    };
    if entry.is_undo { lang.cg_undo_of(word(lang)) } else { word(lang).to_owned() }
}

pub(super) fn outcome(outcome: Outcome, is_under_way: bool) -> AnyView {
    let (tone, sign, word): (Tone, Icon, Word) = match outcome {
        Outcome::Sent if is_under_way => (Tone::Quiet, Icon::Refresh, Lang::cg_o_writing),
        Outcome::Sent => (Tone::Warn, Icon::Alert, Lang::cg_o_sent),
        Outcome::Verified => (Tone::Ok, Icon::Check, Lang::ch_verified),
        Outcome::Differs => (Tone::Bad, Icon::Stop, Lang::ch_differs),
        Outcome::NotWritten => (Tone::Bad, Icon::Cross, Lang::ch_not_written),
        Outcome::Unverified => (Tone::Warn, Icon::Alert, Lang::ch_unverified),
        Outcome::Unknown => (Tone::Warn, Icon::Alert, Lang::ch_unknown),
        Outcome::Refused => (Tone::Bad, Icon::Cross, Lang::cg_o_refused),
        Outcome::Accepted => (Tone::Quiet, Icon::Dash, Lang::cg_o_accepted),
    };
    state(tone, sign, tr(word))
}

pub(super) fn meaning(outcome: Outcome, is_under_way: bool) -> Word {
    match outcome {
        Outcome::Sent if is_under_way => Lang::cg_w_writing,
        Outcome::Sent => Lang::cg_w_sent,
        Outcome::Verified => Lang::cg_w_verified,
        Outcome::Differs => Lang::cg_w_differs,
        Outcome::NotWritten => Lang::cg_w_not_written,
        Outcome::Unverified => Lang::cg_w_unverified,
        Outcome::Unknown => Lang::cg_w_unknown,
        Outcome::Refused => Lang::cg_w_refused,
        Outcome::Accepted => Lang::cg_w_accepted,
    }
}

pub(super) fn why_not(why: WhyNot) -> Word {
    match why {
        WhyNot::UnderWay => Lang::cg_w_writing,
        WhyNot::OtherTab => Lang::cg_n_other_tab,
        WhyNot::BuiltIn => Lang::cg_n_built_in,
        WhyNot::Console => Lang::cg_n_console,
        WhyNot::OtherAddress => Lang::cg_n_address,
        WhyNot::NotThereBefore => Lang::cg_n_not_there,
        WhyNot::SecretIsGone => Lang::cg_n_secret_gone,
        WhyNot::SecretNotKept => Lang::cg_n_secret_not_kept,
        WhyNot::SecretCannotTell => Lang::cg_n_secret_cannot_tell,
        WhyNot::NothingToUndo => Lang::cg_n_nothing,
    }
}
