//! `put_setting`, or `modify_setting` in the document: stores both texts, whatever was sent.

use firetower_protocol::system_setting::{COMMUNITY_LIMIT_UTF16, SystemSetting, utf16_len};
use firetower_protocol::{Code, SettingId};

use crate::operation::Call;
use crate::operation::setting_fields::SettingFields;
use crate::reply::Reply;
use crate::state::World;

pub(crate) fn answer(world: &mut World, call: &Call<'_>) -> Result<Reply, Reply> {
    let fields: SettingFields = call.read()?;
    // An empty value is refused, but no value at all is stored as an empty one.
    if fields.value.as_deref() == Some("") {
        return Err(Reply::code(Code::InvalidParameter));
    }
    let (value, desc) = (fields.value.unwrap_or_default(), fields.desc.unwrap_or_default());
    // The database's column is what refuses a longer text.
    if [&value, &desc].into_iter().any(|text| utf16_len(text) > COMMUNITY_LIMIT_UTF16) {
        return Err(Reply::code(Code::ServerError));
    }
    world.settings.put(SystemSetting { id: SettingId(fields.id), value: call.stored(value), desc });
    Ok(Reply::done())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::testing::call;
    use crate::options::Options;
    use firetower_protocol::WireForm;

    /// A write's reply, and what setting 7 then holds.
    fn write(world: &mut World, body: &str) -> (Reply, Option<(String, String)>) {
        let reply = call(world, answer, &Options::community(), WireForm::Sdk, body);
        let stored = world.settings.get(SettingId(7));
        (reply, stored.map(|setting| (setting.value.clone(), setting.desc.clone())))
    }

    fn fresh() -> World {
        World::new(&Options::community())
    }

    fn holds(value: &str, desc: &str) -> Option<(String, String)> {
        Some((value.to_owned(), desc.to_owned()))
    }

    #[test]
    fn a_text_that_is_left_out_is_erased() {
        let mut world = fresh();
        let first = write(&mut world, r#"{"id":7,"value":"v","desc":"d"}"#);
        assert_eq!(first, (Reply::done(), holds("v", "d")));
        assert_eq!(write(&mut world, r#"{"id":7,"value":"w"}"#), (Reply::done(), holds("w", "")));
        assert_eq!(write(&mut world, r#"{"id":7,"value":null,"desc":"e"}"#), (Reply::done(), holds("", "e")));
    }

    #[test]
    fn an_empty_value_is_refused() {
        let reply = write(&mut fresh(), r#"{"id":7,"value":"","desc":"d"}"#);
        assert_eq!(reply, (Reply::code(Code::InvalidParameter), None));
    }

    #[test]
    fn sixty_four_units_of_either_text() {
        for unit in ["x", "最"] {
            let texts = [(unit.repeat(64), unit.repeat(64)), (unit.repeat(65), String::new())];
            let [fits, too_long] = texts
                .map(|(value, desc)| serde_json::json!({"id": 7, "value": value, "desc": desc}).to_string());
            assert_eq!(write(&mut fresh(), &fits).0, Reply::done());
            assert_eq!(write(&mut fresh(), &too_long), (Reply::code(Code::ServerError), None));
        }
        let desc = serde_json::json!({"id": 7, "value": "v", "desc": "😀".repeat(33)}).to_string();
        assert_eq!(write(&mut fresh(), &desc), (Reply::code(Code::ServerError), None));
    }
}
