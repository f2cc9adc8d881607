//! What can be seen of the stored vault without any crypto: whether it is there, and what it holds, by the names of now.

use firetower_vault::Label;
use serde_json::Value;

use super::moves;
use crate::state::storage;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stored {
    Nothing,
    Labels(Vec<Label>),
    /// Made by a later Firetower. It is left unchanged.
    Newer,
    /// Cut off or changed. It is left unchanged.
    Damaged,
}

pub(super) fn stored() -> Stored {
    match storage::read(super::KEY).map_or(Stored::Nothing, |text| look(&text)) {
        Stored::Labels(labels) => Stored::Labels(moves::over(labels, &moves::all())),
        other => other,
    }
}

/// By hand and not by `serde`'s derived readers, which weigh more than the whole rest of this.
fn look(text: &str) -> Stored {
    let Ok(whole) = serde_json::from_str::<Value>(text) else { return Stored::Damaged };
    match whole.get("version").and_then(Value::as_u64) {
        Some(1) => {}
        Some(2..) => return Stored::Newer,
        _ => return Stored::Damaged,
    }
    let entries = whole.get("entries").and_then(Value::as_array);
    let labels = entries.and_then(|entries| entries.iter().map(|entry| label(entry.get("of")?)).collect());
    labels.map_or(Stored::Damaged, Stored::Labels)
}

fn label(of: &Value) -> Option<Label> {
    let text = |name: &str| Some(of.get(name)?.as_str()?.to_owned());
    let (slug, address) = (text("slug")?, text("address")?);
    match of.get("kind")?.as_str()? {
        "connection" => Some(Label::Connection { slug, address }),
        "robot" => {
            let rotated_at_ms = of.get("rotated_at_ms")?.as_i64()?;
            Some(Label::Robot { slug, address, robot: text("robot")?, rotated_at_ms })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use firetower_vault::Sealed;
    use proptest::prelude::*;

    const GOLDEN: &str = include_str!("../../../vault/golden/vault-1.json");

    #[test]
    fn what_is_seen_is_what_the_vault_says_of_itself() {
        let sealed = Sealed::read(GOLDEN.trim_end()).unwrap();
        assert_eq!(look(GOLDEN), Stored::Labels(sealed.labels().cloned().collect()));
    }

    #[test]
    fn a_later_version_is_told_from_damage() {
        assert_eq!(look(r#"{"version":2,"anything":"else"}"#), Stored::Newer);
        for damaged in
            ["", "{}", "null", r#"{"version":0}"#, r#"{"version":1}"#, r#"{"version":1,"entries":[{}]}"#]
        {
            assert_eq!(look(damaged), Stored::Damaged, "{damaged}");
        }
        assert_eq!(look(&GOLDEN[..GOLDEN.len() / 2]), Stored::Damaged);
    }

    proptest! {
        #[test]
        fn any_text_is_looked_at_without_a_panic(text in ".{0,200}") {
            look(&text);
        }
    }
}
