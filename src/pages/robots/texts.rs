//! What is wrong with a robot as it was typed, and what a write would do to it.

use firetower_protocol::UserId;
use firetower_protocol::pretty::pretty;
use firetower_protocol::robot::RobotSecret;

use crate::api::change::{has_secret, robot_write};
use crate::i18n::{Lang, Word};
use crate::state::change::{Content, Held, Record};

/// What stands for a secret. Always as long, whatever the secret.
pub(super) const MASK: &str = "••••••••";

/// Texts that most robots leave empty.
pub(super) const RARE: [&str; 7] =
    ["portrait", "gender", "email", "address", "company", "social", "robotExtra"];

/// Why a robot can't be written as it is. `on_server` is what was read last, with its secret; `None` while it is not
/// there yet.
pub(super) fn forbidden(wanted: &Record, on_server: &Held) -> Option<Word> {
    if wanted.text("name").is_empty() {
        return Some(Lang::rb_e_name);
    }
    if !is_gender(wanted.text("gender")) {
        return Some(Lang::rb_e_gender);
    }
    let held = on_server.as_ref().and_then(|held| held.secret("secret"));
    match wanted.secret("secret") {
        Some(_) if !has_secret(wanted) => Some(Lang::rb_e_secret_empty),
        Some(new) if Some(new) == held => Some(Lang::rb_e_secret_same),
        Some(_) => None,
        None => match on_server {
            Some(held) if has_secret(held) => None,
            Some(_) => Some(Lang::rb_e_secret_unknown),
            None => Some(Lang::rb_e_secret_empty),
        },
    }
}

/// Nothing, or a Java `int`.
pub(super) fn is_gender(text: &str) -> bool {
    text.is_empty() || text.parse::<i32>().is_ok_and(|gender| gender.to_string() == text)
}

/// A line of the body that a write would send.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BodyLine {
    pub(super) text: String,
    pub(super) changed: bool,
}

/// What a write does, field by field.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sending {
    pub(super) lines: Vec<BodyLine>,
    pub(super) changed: Vec<&'static str>,
    /// Left out of the body, and thereby emptied on the server.
    pub(super) erased: Vec<&'static str>,
    /// Sent as they were read.
    pub(super) again: usize,
    pub(super) replaces_secret: bool,
    pub(super) has_secret: bool,
}

/// `has_secret`: one will be sent, whether kept or new.
pub(super) fn sending(id: &UserId, base: &Held, wanted: &Record, has_secret: bool) -> Sending {
    let mut sending =
        Sending { has_secret, replaces_secret: wanted.secret("secret").is_some(), ..Sending::default() };
    for (name, content) in wanted.fields() {
        let Content::Text(text) = content else { continue };
        let was = base.as_ref().map_or("", |base| base.text(name));
        match (text.is_empty(), text == was) {
            (true, true) => {}
            (true, false) => sending.erased.push(name),
            (false, true) => sending.again += 1,
            (false, false) => sending.changed.push(name),
        }
    }
    if sending.replaces_secret && base.is_some() {
        sending.changed.push("secret");
    }
    let mask = has_secret.then(|| RobotSecret::new(MASK.to_owned()));
    let masked = wanted.clone().replacing("secret", Content::Secret(mask));
    let body = serde_json::to_string(&robot_write(id, &masked)).unwrap_or_default();
    let is_new = base.is_none();
    let changed = |line: &str| {
        let name = line.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next());
        name.is_some_and(|name| !is_new && sending.changed.contains(&name))
    };
    sending.lines = pretty(&body)
        .lines()
        .map(|line| BodyLine { text: line.to_owned(), changed: changed(line) })
        .collect();
    sending
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> Option<RobotSecret> {
        Some(RobotSecret::new(text.to_owned()))
    }

    fn robot(callback: &str, held: Option<RobotSecret>) -> Record {
        Record::default()
            .with("name", "r1")
            .with("displayName", "R")
            .with("callback", callback)
            .with_secret("secret", held)
            .with("owner", "alice")
            .with("gender", "0")
            .with("mobile", "")
    }

    #[test]
    fn a_secret_is_kept_replaced_or_the_reason_why_nothing_is_written() {
        let held = Some(robot("c", secret("old")));
        let word = |wanted: &Record, held: &Held| forbidden(wanted, held).map(|word| word(Lang::En));
        assert_eq!(word(&robot("d", None), &held), None);
        assert_eq!(word(&robot("d", secret("new")), &held), None);
        assert_eq!(word(&robot("d", secret("")), &held), Some(Lang::En.rb_e_secret_empty()));
        assert_eq!(word(&robot("d", secret("old")), &held), Some(Lang::En.rb_e_secret_same()));
        for without in [None, secret("")] {
            let held = Some(robot("c", without));
            assert_eq!(word(&robot("d", None), &held), Some(Lang::En.rb_e_secret_unknown()));
            assert_eq!(word(&robot("d", secret("new")), &held), None);
        }
        assert_eq!(word(&robot("d", None), &None), Some(Lang::En.rb_e_secret_empty()));
        assert_eq!(word(&robot("d", secret("new")), &None), None);
    }

    #[test]
    fn a_gender_is_a_java_int_or_nothing() {
        for good in ["", "0", "1", "-2", "2147483647"] {
            assert!(is_gender(good), "{good}");
        }
        for bad in ["+1", "01", "1.0", " 1", "male", "2147483648", "１"] {
            assert!(!is_gender(bad), "{bad}");
        }
    }

    #[test]
    fn the_body_shows_what_changes_and_never_the_secret() {
        let base = Some(robot("http://old", secret("hush")));
        let sending = sending(&UserId("r".to_owned()), &base, &robot("http://new", None), true);
        let text: Vec<&str> = sending.lines.iter().map(|line| line.text.as_str()).collect();
        assert!(text.contains(&r#"  "secret": "••••••••","#) && !text.concat().contains("hush"));
        let changed: Vec<&str> =
            sending.lines.iter().filter(|line| line.changed).map(|line| line.text.as_str()).collect();
        assert_eq!(changed, [r#"  "callback": "http://new""#]);
        assert_eq!((sending.changed.as_slice(), sending.again), (&["callback"][..], 4));
        assert!(sending.erased.is_empty() && !sending.replaces_secret);
    }

    #[test]
    fn what_is_erased_is_said_since_the_body_does_not_have_it() {
        let base = Some(robot("http://old", secret("hush")));
        let sending = sending(&UserId("r".to_owned()), &base, &robot("", secret("fresh")), true);
        assert_eq!(sending.erased, ["callback"]);
        assert!(sending.replaces_secret);
        assert!(
            !sending.lines.iter().any(|line| line.text.contains("callback") || line.text.contains("fresh"))
        );
        assert!(sending.lines.iter().any(|line| line.changed && line.text.contains("secret")));
    }
}
