//! `get_setting`: one system setting by its number.

use firetower_protocol::{Code, SettingId};

use crate::operation::Call;
use crate::operation::setting_fields::SettingFields;
use crate::reply::Reply;
use crate::state::World;

pub(crate) fn answer(world: &mut World, call: &Call<'_>) -> Result<Reply, Reply> {
    let fields: SettingFields = call.read()?;
    Ok(match world.settings.get(SettingId(fields.id)) {
        Some(setting) => Reply::result(setting),
        None => Reply::code(Code::NotExist),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::testing::call;
    use crate::options::Options;
    use firetower_protocol::WireForm;

    fn read(body: &str) -> Reply {
        let options = Options::community();
        call(&mut World::new(&options), answer, &options, WireForm::Sdk, body)
    }

    #[test]
    fn there_or_not() {
        let found = r#"{"code":0,"msg":"success","result":{"id":1,"value":"3000","desc":"最大群成员数量"}}"#;
        assert_eq!(read(r#"{"id":1}"#), Reply::json(200, found));
        assert_eq!(read(r#"{"id":2}"#), Reply::code(Code::NotExist));
        assert_eq!(read("{}"), Reply::code(Code::NotExist), "no id is id 0");
    }

    #[test]
    fn no_body_and_a_wrong_one() {
        assert_eq!(read(""), Reply::code(Code::InvalidParameter));
        assert_eq!(read("null"), Reply::code(Code::InvalidParameter));
        assert!(matches!(read("[]"), Reply::Api { status: 500, body } if body.contains("BEGIN_ARRAY")));
    }
}
