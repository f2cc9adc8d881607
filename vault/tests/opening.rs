//! Opening, changing and damaging a vault: what does not open says so, and never gives another secret.

#![cfg(test)]
#![allow(clippy::unwrap_used, reason = "the helpers of tests may stop at the first surprise too")]

use firetower_vault::{Cost, DataKey, Label, NotOpened, Sealed, Tampered, Unreadable};
use proptest::prelude::*;

/// The least that is let through: these tests are about the format, not about the cost.
const CHEAP: Cost = Cost { memory_kib: 8 * 1024, passes: 1, lanes: 1 };

fn label(slug: &str, address: &str) -> Label {
    Label::Connection { slug: slug.to_owned(), address: address.to_owned() }
}

fn seeded(seed: u64) -> impl FnMut(&mut [u8]) -> bool {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    move |bytes| {
        for byte in bytes {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            *byte = state.to_le_bytes()[3];
        }
        true
    }
}

fn with_secret(seed: u64, secret: &str) -> (Sealed, DataKey) {
    let mut chance = seeded(seed);
    let (mut vault, key) = Sealed::create("pass", CHEAP, &mut chance).unwrap();
    vault.put(&key, label("a", "/im/a"), secret, &mut chance).unwrap();
    (vault, key)
}

#[test]
fn another_passphrase_opens_nothing() {
    let (vault, _) = with_secret(1, "hunter2");
    for wrong in ["", "pas", "Pass", "pass "] {
        assert_eq!(vault.open(wrong).map(|_| ()), Err(NotOpened::WrongPassphrase), "{wrong:?}");
    }
    assert!(vault.open("pass").is_ok_and(|key| vault.is_opened_by(&key)));
}

#[test]
fn a_secret_is_bound_to_its_connection_and_address() {
    let (vault, key) = with_secret(2, "hunter2");
    assert_eq!(vault.get(&key, &label("a", "/im/b")), Ok(None));
    // Moved by hand to another address or connection, it opens nowhere.
    for (from, to) in [("/im/a", "/im/b"), ("\"slug\":\"a\"", "\"slug\":\"b\"")] {
        let moved = Sealed::read(&vault.text().replace(from, to)).unwrap();
        let now = moved.labels().next().unwrap().clone();
        assert_ne!(now, label("a", "/im/a"));
        assert_eq!(moved.get(&key, &now), Err(Tampered), "{from} to {to}");
    }
}

#[test]
fn a_connection_has_one_secret_and_a_robot_one_of_each_time() {
    let (mut vault, key) = with_secret(3, "old");
    let mut chance = seeded(33);
    vault.put(&key, label("a", "/im/elsewhere"), "new", &mut chance).unwrap();
    let robot = |at| Label::Robot {
        slug: "a".to_owned(),
        address: "/im/a".to_owned(),
        robot: "r".to_owned(),
        rotated_at_ms: at,
    };
    for at in [1, 2, 2] {
        vault.put(&key, robot(at), "before", &mut chance).unwrap();
    }
    assert_eq!(vault.labels().collect::<Vec<_>>(), [&label("a", "/im/elsewhere"), &robot(1), &robot(2)]);
    vault.forget(|label| *label == robot(1));
    assert_eq!(vault.labels().count(), 2);
    vault.forget(|label| label.slug() == "a");
    assert_eq!(vault.labels().count(), 0);
}

#[test]
fn a_renamed_connection_takes_all_along_and_never_over_what_is_newer() {
    let robot = |slug: &str| Label::Robot {
        slug: slug.to_owned(),
        address: "/im/before".to_owned(),
        robot: "r".to_owned(),
        rotated_at_ms: 1,
    };
    let (mut vault, key) = with_secret(4, "old");
    let mut chance = seeded(44);
    vault.put(&key, robot("a"), "a robot's", &mut chance).unwrap();
    vault.put(&key, label("other", "/im/other"), "another's", &mut chance).unwrap();
    let mut renamed = vault.clone();
    renamed.rename(&key, "a", "b", &mut chance).unwrap();
    assert_eq!(renamed.labels().filter(|label| label.slug() == "a").count(), 0);
    assert_eq!(renamed.get(&key, &label("b", "/im/a")).unwrap().unwrap().as_str(), "old");
    assert_eq!(renamed.get(&key, &robot("b")).unwrap().unwrap().as_str(), "a robot's");
    assert_eq!(renamed.get(&key, &label("other", "/im/other")).unwrap().unwrap().as_str(), "another's");

    vault.put(&key, label("b", "/im/b"), "new", &mut chance).unwrap();
    vault.rename(&key, "a", "b", &mut chance).unwrap();
    assert_eq!(vault.get(&key, &label("b", "/im/b")).unwrap().unwrap().as_str(), "new");
    assert_eq!(
        vault.labels().collect::<Vec<_>>(),
        [&label("other", "/im/other"), &label("b", "/im/b"), &robot("b")]
    );
}

#[test]
fn what_does_not_open_stays_under_its_name_and_without_chance_all_stays() {
    let (mut vault, key) = with_secret(5, "old");
    let before = vault.clone();
    assert!(vault.rename(&key, "a", "b", &mut |_| false).is_err());
    assert_eq!(vault, before);
    let mut moved = Sealed::read(&vault.text().replace("\"slug\":\"a\"", "\"slug\":\"c\"")).unwrap();
    moved.rename(&key, "c", "b", &mut seeded(55)).unwrap();
    assert_eq!(moved.labels().collect::<Vec<_>>(), [&label("c", "/im/a")]);
}

#[test]
fn without_chance_no_vault_is_made_and_the_reason_is_said() {
    assert_eq!(Sealed::create("pass", CHEAP, &mut |_| false).map(|_| ()), Err(NotOpened::NoChance));
    let (vault, key) = with_secret(6, "hunter2");
    let changed = vault.with_passphrase(&key, "other", CHEAP, &mut |_| false);
    assert_eq!(changed.map(|_| ()), Err(NotOpened::NoChance));
}

#[test]
fn another_passphrase_takes_the_secrets_along_and_the_old_key_is_of_another_vault() {
    let (vault, key) = with_secret(4, "hunter2");
    let (changed, new_key, lost) = vault.with_passphrase(&key, "other", CHEAP, &mut seeded(44)).unwrap();
    assert_eq!(lost, 0);
    assert!(!changed.is_opened_by(&key) && changed.is_opened_by(&new_key));
    assert_eq!(changed.get(&key, &label("a", "/im/a")), Err(Tampered));
    assert_eq!(changed.open("pass").map(|_| ()), Err(NotOpened::WrongPassphrase));
    let key = changed.open("other").unwrap();
    assert_eq!(changed.get(&key, &label("a", "/im/a")).unwrap().unwrap().as_str(), "hunter2");
    assert_eq!(vault.open("pass").map(|_| ()), Ok(()), "the vault before is as it was");
}

#[test]
fn without_chance_nothing_is_made() {
    assert!(Sealed::create("pass", CHEAP, &mut |_| false).is_err());
    let (mut vault, key) = with_secret(5, "kept");
    assert!(vault.put(&key, label("a", "/im/a"), "new", &mut |_| false).is_err());
    assert_eq!(vault.get(&key, &label("a", "/im/a")).unwrap().unwrap().as_str(), "kept");
}

#[test]
fn the_cost_is_bound_and_bounded() {
    let (vault, _) = with_secret(6, "hunter2");
    let text = vault.text();
    for (from, to) in [
        ("\"memory_kib\":8192", "\"memory_kib\":8"),
        ("\"memory_kib\":8192", "\"memory_kib\":4194304"),
        ("\"passes\":1", "\"passes\":0"),
        ("\"passes\":1", "\"passes\":2"),
        ("argon2id", "argon2d"),
    ] {
        assert_eq!(Sealed::read(&text.replacen(from, to, 1)), Err(Unreadable::Damaged), "{to}");
    }
}

#[test]
fn nothing_prints_a_key_or_a_secret() {
    let (vault, key) = with_secret(7, "hunter2");
    assert_eq!(format!("{key:?}"), "DataKey(not shown)");
    assert!(!format!("{vault:?} {}", vault.text()).contains("hunter2"));
}

proptest! {
    // Each case derives a key from a passphrase.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_goes_in_comes_out(secret in ".{0,80}", passphrase in ".{0,40}", seed: u64) {
        let mut chance = seeded(seed);
        let (mut vault, key) = Sealed::create(&passphrase, CHEAP, &mut chance).unwrap();
        vault.put(&key, label("a", "/im/a"), &secret, &mut chance).unwrap();
        let read = Sealed::read(&vault.text()).unwrap();
        prop_assert_eq!(&read, &vault);
        let key = read.open(&passphrase).unwrap();
        let opened = read.get(&key, &label("a", "/im/a")).unwrap().unwrap();
        prop_assert_eq!(opened.as_str(), secret);
    }

    #[test]
    fn a_changed_byte_never_gives_another_secret(at: prop::sample::Index, to in b' '..=b'~', seed: u64) {
        let (vault, _) = with_secret(seed, "hunter2");
        let mut bytes = vault.text().into_bytes();
        let at = at.index(bytes.len());
        prop_assume!(bytes[at] != to);
        bytes[at] = to;
        let text = String::from_utf8(bytes).unwrap();
        let Ok(read) = Sealed::read(&text) else { return Ok(()) };
        let Ok(key) = read.open("pass") else { return Ok(()) };
        for label in read.labels() {
            // A hexadecimal digit may be written large, which changes no byte of what it stands for.
            if let Ok(Some(secret)) = read.get(&key, label) {
                prop_assert_eq!(secret.as_str(), "hunter2");
            }
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in ".{0,200}") {
        prop_assert!(Sealed::read(&text).is_err());
    }

    #[test]
    fn a_vault_that_is_cut_off_is_damaged(at: prop::sample::Index) {
        let whole = include_str!("../golden/vault-1.json").trim_end();
        let cut = &whole[..at.index(whole.len())];
        prop_assert_eq!(Sealed::read(cut), Err(Unreadable::Damaged));
    }
}
