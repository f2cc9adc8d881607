//! The format stands still: a vault that was once written opens for ever, byte for byte.
//!
//! The sealed texts of `golden/vault-1.json` were made anew by other implementations of Argon2id (the reference one, in C) and of
//! XChaCha20-Poly1305 (libsodium), and are equal.

use firetower_vault::{Cost, Label, Sealed, Unreadable};

const GOLDEN: &str = include_str!("../golden/vault-1.json");
const PASSPHRASE: &str = "望火楼 correct horse";

fn connection() -> Label {
    Label::Connection { slug: "main".to_owned(), address: "https://proxy.example/im".to_owned() }
}

fn robot() -> Label {
    Label::Robot {
        slug: "main".to_owned(),
        address: "https://proxy.example/im".to_owned(),
        robot: "FireRobot".to_owned(),
        rotated_at_ms: 1_764_000_000_000,
    }
}

/// Counts up, and so gives every run the same bytes.
fn counting() -> impl FnMut(&mut [u8]) -> bool {
    let mut next = 0_u8;
    move |bytes| {
        for byte in bytes {
            *byte = next;
            next = next.wrapping_add(1);
        }
        true
    }
}

#[test]
fn what_was_written_opens() {
    let vault = Sealed::read(GOLDEN.trim_end()).unwrap();
    let key = vault.open(PASSPHRASE).unwrap();
    assert_eq!(vault.labels().collect::<Vec<_>>(), [&connection(), &robot()]);
    assert_eq!(vault.get(&key, &connection()).unwrap().unwrap().as_str(), "s3cret ☃");
    assert_eq!(vault.get(&key, &robot()).unwrap().unwrap().as_str(), "robot-before");
}

#[test]
fn what_is_written_today_is_the_same_text() {
    let mut chance = counting();
    let (mut vault, key) = Sealed::create(PASSPHRASE, Cost::USUAL, &mut chance).unwrap();
    vault.put(&key, connection(), "s3cret ☃", &mut chance).unwrap();
    vault.put(&key, robot(), "robot-before", &mut chance).unwrap();
    assert_eq!(vault.text(), GOLDEN.trim_end());
}

#[test]
fn a_later_format_is_left_alone() {
    let later = GOLDEN.replacen("\"version\":1", "\"version\":2", 1);
    assert_eq!(Sealed::read(&later), Err(Unreadable::Newer(2)));
    assert_eq!(Sealed::read(r#"{"version":7,"anything":"else"}"#), Err(Unreadable::Newer(7)));
}
