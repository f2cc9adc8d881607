//! Connections that were renamed since the vault was last open. A secret is sealed for its connection's name, and so takes another
//! one by the key alone. Until then a note says by which name it goes, and the next opening carries it out.

use firetower_vault::Label;

use crate::state::storage;

pub(super) const KEY: &str = "firetower.vault-moves";

/// From a slug to another.
pub(super) type Move = (String, String);

/// In the order in which they happened.
pub(super) fn all() -> Vec<Move> {
    read(&storage::read(KEY).unwrap_or_default())
}

/// A line for each, since no slug has a space in it.
fn read(text: &str) -> Vec<Move> {
    let moves = text.lines().filter_map(|line| line.split_once(' '));
    moves.map(|(from, to)| (from.to_owned(), to.to_owned())).collect()
}

fn written(moves: &[Move]) -> String {
    moves.iter().map(|(from, to)| format!("{from} {to}\n")).collect()
}

pub(super) fn note(from: &str, to: &str) {
    let mut moves = all();
    moves.push((from.to_owned(), to.to_owned()));
    storage::write(KEY, &written(&moves));
}

/// What sealed labels go by now. Each move is of what had the name at its time: who takes a name anew has nothing of who had it
/// before, and what stands under a name already stays there, as in [`firetower_vault::Sealed::rename`].
pub(super) fn over(mut labels: Vec<Label>, moves: &[Move]) -> Vec<Label> {
    for (from, to) in moves {
        let mut at = 0;
        for _ in 0..labels.len() {
            if labels.get(at).is_none_or(|label| label.slug() != from) {
                at += 1;
                continue;
            }
            let label = labels.remove(at).of_connection(to);
            if !labels.iter().any(|known| known.is_in_the_place_of(&label)) {
                labels.push(label);
            }
        }
    }
    labels
}

/// What one sealed label goes by now. Only what has the key sees whether another one stands there already.
pub(super) fn now(label: &Label, moves: &[Move]) -> Label {
    let follow =
        |label: Label, (from, to): &Move| if label.slug() == from { label.of_connection(to) } else { label };
    moves.iter().fold(label.clone(), follow)
}

/// These were carried out. Another tab may have noted more meanwhile, or carried them out as well.
pub(super) fn done(carried: &[Move]) {
    if carried.is_empty() {
        return;
    }
    match all().strip_prefix(carried) {
        Some([]) => storage::remove(KEY),
        Some(left) => {
            storage::write(KEY, &written(left));
        }
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use firetower_vault::{Cost, Sealed};
    use proptest::prelude::*;

    fn own(slug: &str, address: &str) -> Label {
        Label::Connection { slug: slug.to_owned(), address: address.to_owned() }
    }

    fn robot(slug: &str) -> Label {
        Label::Robot {
            slug: slug.to_owned(),
            address: "/im/x".to_owned(),
            robot: "r".to_owned(),
            rotated_at_ms: 1,
        }
    }

    fn moves(pairs: &[(&str, &str)]) -> Vec<Move> {
        pairs.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect()
    }

    #[test]
    fn what_is_noted_is_read_again() {
        let noted = moves(&[("a", "b"), ("b-2", "c")]);
        assert_eq!(read(&written(&noted)), noted);
        assert_eq!(read(""), moves(&[]));
        assert_eq!(read("no move\nbroken\n"), moves(&[("no", "move")]));
    }

    #[test]
    fn a_secret_goes_by_the_last_of_its_connections_names() {
        let held = || vec![own("a", "/im/x"), robot("a"), own("other", "/im/y")];
        let of = |slug| vec![own("other", "/im/y"), own(slug, "/im/x"), robot(slug)];
        assert_eq!(over(held(), &[]), held());
        assert_eq!(over(held(), &moves(&[("a", "b")])), of("b"));
        assert_eq!(over(held(), &moves(&[("a", "b"), ("b", "c")])), of("c"));
        assert_eq!(over(held(), &moves(&[("a", "b"), ("b", "a")])), of("a"));
    }

    #[test]
    fn who_takes_a_name_anew_has_nothing_of_who_had_it_before() {
        let held = vec![own("a", "/im/x"), own("c", "/im/z")];
        // The first one went, and another one came to its name.
        let moved = over(held, &moves(&[("a", "b"), ("c", "a")]));
        assert_eq!(moved, [own("b", "/im/x"), own("a", "/im/z")]);
        // Two changed their names, one after the other.
        let held = vec![own("a", "/im/x"), own("b", "/im/y")];
        let moved = over(held, &moves(&[("a", "c"), ("b", "a"), ("c", "b")]));
        assert_eq!(moved, [own("a", "/im/y"), own("b", "/im/x")]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn what_is_shown_before_the_vault_opens_is_what_opening_makes_of_it(
            held in prop::collection::vec(("[abc]", "/im/[xy]", any::<bool>()), 0..5),
            moved in prop::collection::vec(("[abcd]", "[abcd]"), 0..5),
        ) {
            let mut state = 1_u8;
            let mut chance = |bytes: &mut [u8]| {
                bytes.fill_with(|| { state = state.wrapping_mul(61).wrapping_add(7); state });
                true
            };
            let cheap = Cost { memory_kib: 8 * 1024, passes: 1, lanes: 1 };
            let (mut sealed, key) = Sealed::create("pass", cheap, &mut chance).unwrap();
            for (slug, address, is_own) in &held {
                let label = if *is_own { own(slug, address) } else { robot(slug) };
                sealed.put(&key, label, "secret", &mut chance).unwrap();
            }
            let moved: Vec<Move> = moved.into_iter().filter(|(from, to)| from != to).collect();
            let shown = over(sealed.labels().cloned().collect(), &moved);
            for (from, to) in &moved {
                sealed.rename(&key, from, to, &mut chance).unwrap();
            }
            prop_assert_eq!(shown, sealed.labels().cloned().collect::<Vec<_>>());
        }
    }
}
