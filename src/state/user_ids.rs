//! Which users a request or an answer speaks of, so that their names can stand beside it.

use firetower_protocol::UserId;
use serde_json::Value;

/// The API's fields that hold a user's id, or a list of them.
const FIELDS: [&str; 8] =
    ["userId", "userIds", "robotId", "owner", "sender", "operator", "memberId", "targetUserId"];
/// The type of a conversation whose target is a user.
const SINGLE: i64 = 0;
/// More names than this are a list of users, which says them itself.
const MOST: usize = 12;

/// Each once, in the order in which the text has them; none where it is no JSON.
pub(crate) fn user_ids(text: &str) -> Vec<UserId> {
    let mut found = Vec::new();
    if let Ok(value) = serde_json::from_str(text) {
        walk(&value, &mut found);
    }
    found
}

fn walk(value: &Value, found: &mut Vec<UserId>) {
    match value {
        Value::Object(fields) => {
            if fields.get("type").and_then(Value::as_i64) == Some(SINGLE) {
                add(fields.get("target"), found);
            }
            for (name, inside) in fields {
                if FIELDS.contains(&name.as_str()) {
                    add(Some(inside), found);
                }
                walk(inside, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, found)),
        _ => {}
    }
}

fn add(value: Option<&Value>, found: &mut Vec<UserId>) {
    match value {
        Some(Value::String(id)) if !id.is_empty() && found.len() < MOST => {
            let id = UserId(id.clone());
            if !found.contains(&id) {
                found.push(id);
            }
        }
        Some(Value::Array(items)) => items.iter().for_each(|item| add(Some(item), found)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ids(text: &str) -> Vec<String> {
        user_ids(text).into_iter().map(|id| id.0).collect()
    }

    #[test]
    fn users_are_found_by_their_fields_and_each_once() {
        let text = r#"{"code":0,"result":[{"userId":"u1","owner":"u2","name":"u9"},{"userId":"u1"},{"userIds":["u3",4,""]}]}"#;
        assert_eq!(ids(text), ["u2", "u1", "u3"]);
    }

    #[test]
    fn the_target_of_a_conversation_is_a_user_only_where_it_is_a_single_one() {
        assert_eq!(ids(r#"{"conversation":{"type":0,"target":"u2"}}"#), ["u2"]);
        assert!(ids(r#"{"conversation":{"type":1,"target":"g1"}}"#).is_empty());
    }

    #[test]
    fn a_long_list_is_left_to_itself() {
        let many: Vec<String> = (0..100).map(|n| format!(r#"{{"userId":"u{n}"}}"#)).collect();
        assert_eq!(ids(&format!("[{}]", many.join(","))).len(), MOST);
    }

    proptest! {
        #[test]
        fn any_text_survives(text: String) {
            user_ids(&text);
        }
    }
}
