//! `user/get_setting` and `user/put_setting`: one setting of a user, by scope and key.

use firetower_protocol::Code;
use firetower_protocol::user_setting::Scope;
use serde::Serialize;

use crate::gson::{Exception, Fields, Reader};
use crate::habits::Unset;
use crate::operation::Call;
use crate::operation::file_fields::required_user;
use crate::reply::Reply;
use crate::state::World;
use crate::user_settings::{NOT_PINNED, PINNED};

#[derive(Debug, Default)]
struct SettingOfUser {
    user_id: Option<String>,
    scope: i32,
    key: Option<String>,
    value: Option<String>,
}

impl Fields for SettingOfUser {
    fn field(&mut self, name: &str, reader: &mut Reader) -> Result<(), Exception> {
        match name {
            "userId" => self.user_id = reader.text()?,
            "scope" => self.scope = reader.int()?.unwrap_or(self.scope),
            "key" => self.key = reader.text()?,
            "value" => self.value = reader.text()?,
            _ => reader.skip()?,
        }
        Ok(())
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown<'a> {
    user_id: &'a str,
    scope: i32,
    key: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
}

pub(crate) fn read(world: &mut World, call: &Call<'_>) -> Result<Reply, Reply> {
    let fields: SettingOfUser = call.read()?;
    let (user, key) = (required_user(fields.user_id)?, fields.key.unwrap_or_default());
    let value = world.user_settings.get(&user, Scope(fields.scope), &key);
    let shown = Shown { user_id: &user.0, scope: fields.scope, key: &key, value };
    Ok(match (value, world.habits.unset) {
        (Some(_), _) | (None, Unset::NoValue) => Reply::result(shown),
        (None, Unset::NotExist) => Reply::code(Code::NotExist),
        (None, Unset::Null) => Reply::result(()),
    })
}

pub(crate) fn write(world: &mut World, call: &Call<'_>) -> Result<Reply, Reply> {
    let fields: SettingOfUser = call.read()?;
    let user = required_user(fields.user_id)?;
    let (scope, sent) = (Scope(fields.scope), fields.value.unwrap_or_default());
    let value = if scope == Scope::CONVERSATION_TOP && call.changes_writes {
        // Of a pin, only the opposite is another value: every text but one says that there is none.
        if sent == PINNED { NOT_PINNED.to_owned() } else { PINNED.to_owned() }
    } else {
        call.stored(sent)
    };
    world.user_settings.put(user, scope, fields.key.unwrap_or_default(), value);
    // The document shows an empty result here, unlike for system settings.
    Ok(Reply::result(serde_json::json!({})))
}
