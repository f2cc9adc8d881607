//! The body that reads and writes of a system setting share.

use crate::fault::Fault;
use crate::gson::{self, Exception, Fields, Reader};

/// The real server's class: an id that is not sent is 0, a text that is not sent is null.
#[derive(Debug, Default)]
pub(crate) struct SettingFields {
    pub(crate) id: i32,
    pub(crate) value: Option<String>,
    pub(crate) desc: Option<String>,
}

impl Fields for SettingFields {
    fn field(&mut self, name: &str, reader: &mut Reader) -> Result<(), Exception> {
        match name {
            "id" => self.id = reader.int()?.unwrap_or(self.id),
            "value" => self.value = reader.text()?,
            "desc" => self.desc = reader.text()?,
            _ => reader.skip()?,
        }
        Ok(())
    }
}

/// The fault that the id in a body is reserved for.
pub(crate) fn fault(body: &str) -> Option<Fault> {
    let fields: SettingFields = gson::read(body).ok().flatten()?;
    Fault::of_setting(fields.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reserved_id_asks_for_its_fault() {
        assert_eq!(fault(r#"{"id": 900012}"#), Some(Fault::Closed));
        assert_eq!(fault(r#"{"id": 1}"#), None);
        assert_eq!(fault(r#"{"id": "#), None);
        assert_eq!(fault(""), None);
    }
}
