//! The calls of the API, one file each: from the body and the world to a reply.

pub(crate) mod block;
pub(crate) mod customer;
pub(crate) mod file_fields;
pub(crate) mod file_row;
pub(crate) mod health;
pub(crate) mod healthcheck;
pub(crate) mod list_files;
pub(crate) mod list_people;
pub(crate) mod one_file;
pub(crate) mod pin;
pub(crate) mod profile_fields;
pub(crate) mod read_robot;
pub(crate) mod read_system_setting;
pub(crate) mod read_user;
pub(crate) mod setting_fields;
pub(crate) mod user_setting;
pub(crate) mod write_robot;
pub(crate) mod write_system_setting;
pub(crate) mod write_user;

use firetower_protocol::{Code, TimestampMs, WireForm};

use crate::gson;
use crate::options::Options;
use crate::reply::Reply;
use crate::state::World;

/// A request that was found, signed and granted.
pub(crate) struct Call<'a> {
    pub(crate) options: &'a Options,
    pub(crate) form: WireForm,
    pub(crate) body: &'a str,
    pub(crate) now: TimestampMs,
    /// Where the client reached this server, as it says itself.
    pub(crate) host: &'a str,
    /// What is stored shall differ from what was sent.
    pub(crate) changes_writes: bool,
}

/// Both sides are replies; the error side is for `?`.
pub(crate) type Handler = fn(&mut World, &Call<'_>) -> Result<Reply, Reply>;

impl Call<'_> {
    /// The body as the real server reads it.
    ///
    /// # Errors
    /// Code 251 where there is none, HTTP 500 with Gson's exception where it is of another shape.
    fn read<T: gson::Fields>(&self) -> Result<T, Reply> {
        match gson::read(self.body) {
            Ok(Some(fields)) => Ok(fields),
            Ok(None) => Err(Reply::code(Code::InvalidParameter)),
            Err(exception) => Err(Reply::json(500, exception.to_string())),
        }
    }

    /// What the addresses of files start with.
    fn origin(&self) -> String {
        format!("http://{}", self.host)
    }

    /// A text as it is to be stored: what was sent, unless the fault *changed-write* is on.
    fn stored(&self, text: String) -> String {
        if !self.changes_writes {
            return text;
        }
        match text.char_indices().nth(2) {
            Some((end, _)) => text.get(..end).unwrap_or_default().to_owned(),
            None => text + "~",
        }
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;

    /// A handler's reply on a world, as the community server of `options` would call it.
    pub(crate) fn call(
        world: &mut World,
        handler: Handler,
        options: &Options,
        form: WireForm,
        body: &str,
    ) -> Reply {
        let call = Call {
            options,
            form,
            body,
            now: TimestampMs(1_795_395_895_531),
            host: "127.0.0.1:18080",
            changes_writes: false,
        };
        handler(world, &call).unwrap_or_else(|refused| refused)
    }

    #[test]
    fn a_changed_write_is_another_text() {
        let options = Options::community();
        let call = |changes_writes| Call {
            options: &options,
            form: WireForm::Sdk,
            body: "",
            now: TimestampMs(0),
            host: "",
            changes_writes,
        };
        for (sent, stored) in [("3000", "30"), ("最大群", "最大"), ("v2", "v2~"), ("", "~")] {
            assert_eq!(call(true).stored(sent.to_owned()), stored);
            assert_eq!(call(false).stored(sent.to_owned()), sent);
        }
    }
}
