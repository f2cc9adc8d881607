//! What the journal keeps, what it never keeps, and what can be done about an entry.

use super::*;
use firetower_protocol::robot::RobotSecret;
use firetower_protocol::{SettingId, UserId};
use proptest::prelude::*;

fn setting(value: &str) -> Held {
    Some(Record::default().with("value", value).with("desc", ""))
}

fn robot(name: &str, secret: &str) -> Held {
    let record = Record::default().with("name", name);
    Some(record.with_secret("secret", Some(RobotSecret::new(secret.to_owned()))))
}

fn entry(target: Target, before: &Held, after: &Held, outcome: Outcome) -> Entry {
    Entry {
        id: store::key("a", TimestampMs(7)),
        at: TimestampMs(7),
        name: "IM".to_owned(),
        address: "/im/a".to_owned(),
        target,
        before: before.as_ref().map(Record::stored),
        after: after.as_ref().map(Record::stored),
        found: None,
        outcome,
        rotated: is_rotated(before, after),
        is_undo: false,
    }
}

fn of_setting(before: &Held, after: &Held, outcome: Outcome) -> Entry {
    entry(Target::SystemSetting { id: SettingId(1) }, before, after, outcome)
}

fn of_robot(before: &Held, after: &Held, outcome: Outcome) -> Entry {
    entry(Target::Robot { id: UserId("r".to_owned()) }, before, after, outcome)
}

const ALL: [Outcome; 8] = [
    Outcome::Sent,
    Outcome::Verified,
    Outcome::Differs,
    Outcome::NotWritten,
    Outcome::Unverified,
    Outcome::Unknown,
    Outcome::Refused,
    Outcome::Accepted,
];

/// When no other tab can still be at it.
const LATER: TimestampMs = TimestampMs(60_000);

fn today(entry: &Entry) -> Way {
    way(entry, "/im/a", false, LATER)
}

#[test]
fn an_entry_comes_back_from_its_text_without_secrets() {
    let entry = of_robot(&robot("old", "hush-1"), &robot("new", "hush-2"), Outcome::Verified);
    let text = text_of(&entry);
    assert!(!text.contains("hush"), "{text}");
    let back: Entry = serde_json::from_str(&text).unwrap();
    assert_eq!(back, entry);
    assert_eq!(back.before().unwrap().text("name"), "old");
    assert_eq!(back.undo(), Undo::AllButTheSecret);
    assert_eq!(back.number(), back.id.strip_prefix("a/").unwrap());
}

proptest! {
    #[test]
    fn no_secret_is_ever_in_an_entry(
        before in "[!-~]{8,40}", after in "[!-~]{8,40}", found in "[!-~]{8,40}", name in "\\PC*",
    ) {
        prop_assume!([&before, &after, &found].iter().all(|secret| !name.contains(secret.as_str())));
        let mut entry = of_robot(&robot(&name, &before), &robot(&name, &after), Outcome::Differs);
        entry.found = robot(&name, &found).as_ref().map(Record::stored);
        let bare = Entry { before: None, after: None, found: None, ..entry.clone() };
        let (text, frame) = (text_of(&entry), text_of(&bare));
        let shown = format!("{entry:?}");
        for secret in [&before, &after, &found] {
            // What also stands in the frame or in a field's name stands there by chance.
            prop_assert!(frame.contains(secret.as_str()) || !text.contains(secret.as_str()));
            prop_assert!(frame.contains(secret.as_str()) || !shown.contains(secret.as_str()));
        }
        prop_assert_eq!(serde_json::from_str::<Entry>(&text).unwrap(), entry);
    }
}

#[test]
fn only_a_known_end_is_taken_back_or_written_again() {
    for outcome in ALL {
        let way = today(&of_setting(&setting("1"), &setting("2"), outcome));
        let expected = match outcome {
            Outcome::Sent | Outcome::Unknown | Outcome::Unverified => Way::ReadBack,
            Outcome::NotWritten | Outcome::Refused => Way::Again,
            // It differs from what was there before too: `found` is another value, here not set.
            Outcome::Verified | Outcome::Differs | Outcome::Accepted => Way::Undo { but_the_secret: false },
        };
        assert_eq!(way, expected, "{outcome:?}");
    }
}

#[test]
fn nothing_is_offered_where_it_would_be_a_lie() {
    let changed = of_setting(&setting("1"), &setting("2"), Outcome::Verified);
    assert_eq!(way(&changed, "/im/b", false, LATER), Way::None(WhyNot::OtherAddress));
    assert_eq!(way(&changed, "/im/a", true, LATER), Way::None(WhyNot::UnderWay));
    let keyed = |key: &str| format!("https://p.corp/?{key}&url={{target}} http://im");
    let there = Entry { address: keyed("key=tr0ub4d"), ..changed.clone() };
    assert_eq!(way(&there, &keyed("key=another"), false, LATER), way(&changed, "/im/a", false, LATER));
    assert_eq!(way(&there, &keyed("lang=en"), false, LATER), Way::None(WhyNot::OtherAddress));
    let created = of_setting(&None, &setting("2"), Outcome::Verified);
    assert_eq!(today(&created), Way::None(WhyNot::NotThereBefore));
    let mut ignored = of_setting(&setting("1"), &setting("2"), Outcome::Differs);
    ignored.found = ignored.before.clone();
    assert_eq!(today(&ignored), Way::None(WhyNot::NothingToUndo));
    for outcome in ALL {
        let body = Some(Record::default().with("body", "{}"));
        let raw = entry(Target::Raw { path: "/admin/x".to_owned() }, &None, &body, outcome);
        assert_eq!(today(&raw), Way::None(WhyNot::Console));
    }
}

#[test]
fn what_another_tab_may_still_wait_for_is_not_read_back_yet() {
    let at = |outcome, now| {
        way(&of_setting(&setting("1"), &setting("2"), outcome), "/im/a", false, TimestampMs(now))
    };
    assert_eq!(at(Outcome::Sent, 7), Way::None(WhyNot::OtherTab));
    assert_eq!(at(Outcome::Sent, 30_006), Way::None(WhyNot::OtherTab));
    assert_eq!(at(Outcome::Sent, 30_007), Way::ReadBack);
    assert_eq!(at(Outcome::Sent, 6), Way::ReadBack, "the clock was set back");
    assert_eq!(at(Outcome::Unknown, 8), Way::ReadBack);
}

#[test]
fn a_setting_that_clients_depend_on_is_written_again_on_its_page_alone() {
    use firetower_protocol::user_setting::Scope;
    let of = |scope, outcome| {
        let target =
            Target::UserSetting { user: UserId("u".to_owned()), scope: Scope(scope), key: String::new() };
        today(&entry(target, &setting("1"), &setting("2"), outcome))
    };
    assert_eq!(of(3, Outcome::NotWritten), Way::None(WhyNot::BuiltIn));
    assert_eq!(of(3, Outcome::Refused), Way::None(WhyNot::BuiltIn));
    assert_eq!(of(3, Outcome::Verified), Way::Undo { but_the_secret: false });
    assert_eq!(of(1001, Outcome::NotWritten), Way::Again);
}

#[test]
fn a_rotated_secret_does_not_come_back() {
    let both = of_robot(&robot("a", "one"), &robot("b", "two"), Outcome::Verified);
    assert_eq!(today(&both), Way::Undo { but_the_secret: true });
    let secret = |outcome| of_robot(&robot("a", "one"), &robot("a", "two"), outcome);
    assert_eq!(today(&secret(Outcome::Verified)), Way::None(WhyNot::SecretIsGone));
    assert_eq!(today(&secret(Outcome::Refused)), Way::None(WhyNot::SecretNotKept));
    assert_eq!(today(&secret(Outcome::Unknown)), Way::None(WhyNot::SecretCannotTell));
    let kept = of_robot(&robot("a", "one"), &robot("b", "one"), Outcome::Verified);
    assert_eq!(today(&kept), Way::Undo { but_the_secret: false });
}

#[test]
fn a_later_reading_tells_how_it_ended() {
    let told = |outcome, held: Held| {
        let entry = of_setting(&setting("1"), &setting("2"), outcome);
        entry.told_by(&held, &entry.after()).unwrap().0
    };
    assert_eq!(told(Outcome::Unknown, setting("2")), Outcome::Verified);
    assert_eq!(told(Outcome::Sent, setting("1")), Outcome::NotWritten);
    assert_eq!(told(Outcome::Unknown, setting("3")), Outcome::Differs);
    assert_eq!(told(Outcome::Unknown, None), Outcome::Differs);
    assert_eq!(told(Outcome::Unverified, setting("1")), Outcome::Differs, "it was accepted and is not there");
}

#[test]
fn a_reading_tells_of_a_secret_only_to_whoever_still_knows_it() {
    let (old, new) = (robot("a", "one"), robot("a", "two"));
    let entry = of_robot(&old, &new, Outcome::Unknown);
    assert_eq!(entry.told_by(&new, &entry.after()), None);
    assert_eq!(entry.told_by(&new, &new).unwrap().0, Outcome::Verified);
    assert_eq!(entry.told_by(&old, &new).unwrap().0, Outcome::NotWritten);
    // A robot is written whole, so another field that arrived brought the secret along.
    let both = of_robot(&old, &robot("b", "two"), Outcome::Unknown);
    assert_eq!(both.told_by(&robot("b", "two"), &both.after()).unwrap().0, Outcome::Verified);
    assert_eq!(both.told_by(&old, &both.after()).unwrap().0, Outcome::NotWritten);
}

#[test]
fn what_only_this_tab_has_stays_beside_what_is_kept() {
    let at = |id: &str, outcome| Entry { id: id.to_owned(), ..of_setting(&None, &setting("1"), outcome) };
    let stored = vec![at("a/1", Outcome::Verified), at("a/3", Outcome::Sent)];
    let here = [
        at("a/4", Outcome::Sent),
        at("a/3", Outcome::Verified),
        at("a/2", Outcome::Refused),
        at("a/0", Outcome::Sent),
    ];
    let unkept = ["4", "3"].map(str::to_owned);
    let entries = merged(stored, &here, &unkept);
    let shown: Vec<_> = entries.iter().map(|entry| (entry.id.as_str(), entry.outcome)).collect();
    // a/2 and a/0 were forgotten by another tab.
    assert_eq!(shown, [("a/4", Outcome::Sent), ("a/3", Outcome::Verified), ("a/1", Outcome::Verified)]);
}
