//! What a server was seen to answer: a table, operation by operation, not a switch.

use crate::operation::{Operation, WireForm};

/// How a server answers an operation, as far as it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Capability {
    #[default]
    Unknown,
    Answers(WireForm),
    NotOffered,
}

/// What a try showed about a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sighting {
    /// The API answered, with whatever code but a refused signature.
    Answered,
    /// HTTP 404, or HTTP 500 with an empty body: as the real servers answer a path they do not have.
    NotThere,
    /// Anything else (refused signature, network, proxy): it says nothing about the path.
    Silent,
}

/// Why an operation can't be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsendable {
    /// No form of it was answered.
    NotOffered,
    /// What takes its form from a read that was not answered yet (see [`Operation::form_follows`]): nothing is tried
    /// out there.
    ReadFirst(Operation),
}

/// The edition, guessed from what is answered; the server never says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Edition {
    #[default]
    Unknown,
    Community,
    Professional,
}

#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CapabilityTable {
    rows: Vec<(Operation, Capability)>,
}

impl CapabilityTable {
    #[must_use]
    pub fn get(&self, operation: Operation) -> Capability {
        self.rows.iter().find(|row| row.0 == operation).map(|row| row.1).unwrap_or_default()
    }

    /// The forms to try, in order.
    ///
    /// # Errors
    /// [`Unsendable`] where nothing may be sent.
    pub fn plan(&self, operation: Operation) -> Result<&'static [WireForm], Unsendable> {
        use WireForm::{Documented, Sdk};

        let follows = operation.form_follows();
        let decisive = follows.unwrap_or(operation);
        // A read that follows another may still be missing where the other is there. A write isn't given up for that:
        // its read says that the server has it.
        if !operation.writes() && self.get(operation) == Capability::NotOffered {
            return Err(Unsendable::NotOffered);
        }
        // A read whose form is no longer there (another version, or a fault that looked like an answer) tries the other
        // one too; a write never does, nor a read whose form another decides.
        let may_try_both = follows.is_none() && operation.forms().len() > 1;
        match self.get(decisive) {
            Capability::Answers(Documented) => {
                Ok(if may_try_both { &[Documented, Sdk] } else { &[Documented] })
            }
            Capability::Answers(Sdk) => Ok(if may_try_both { &[Sdk, Documented] } else { &[Sdk] }),
            Capability::NotOffered => Err(Unsendable::NotOffered),
            Capability::Unknown if follows.is_some() => Err(Unsendable::ReadFirst(decisive)),
            Capability::Unknown => Ok(operation.forms()),
        }
    }

    /// Notes what a try showed. Only the failure of the last form makes an operation *not offered*, and only while no
    /// form was ever answered: a server that once answered and now does not is in trouble, not of another edition.
    pub fn learn(&mut self, operation: Operation, form: WireForm, sighting: Sighting) {
        let known = self.get(operation);
        // A read that follows another is sent in one form only.
        let is_last = operation.forms().last() == Some(&form)
            || (!operation.writes() && operation.form_follows().is_some());
        match sighting {
            Sighting::Answered => self.set(operation, Capability::Answers(form)),
            Sighting::NotThere if known == Capability::Unknown && is_last => {
                self.set(operation, Capability::NotOffered);
            }
            Sighting::NotThere | Sighting::Silent => {}
        }
    }

    /// Forgets an operation, for *check again*.
    pub fn forget(&mut self, operation: Operation) {
        self.rows.retain(|row| row.0 != operation);
    }

    /// Community: settings answered in the SDK form only, and no customer. Professional: the customer answered.
    #[must_use]
    pub fn edition(&self) -> Edition {
        match (self.get(Operation::Customer), self.get(Operation::ReadSystemSetting)) {
            (Capability::Answers(_), _) => Edition::Professional,
            (Capability::NotOffered, Capability::Answers(WireForm::Sdk)) => Edition::Community,
            _ => Edition::Unknown,
        }
    }

    fn set(&mut self, operation: Operation, capability: Capability) {
        match self.rows.iter_mut().find(|row| row.0 == operation) {
            Some(row) => row.1 = capability,
            None => self.rows.push((operation, capability)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Operation::{
        ConversationFiles, Customer, IsTop, OneFile, ReadSystemSetting, ReadUserSetting, SetTop,
        WriteSystemSetting, WriteUserSetting,
    };
    use WireForm::{Documented, Sdk};

    #[test]
    fn an_unknown_read_tries_the_document_first() {
        assert_eq!(CapabilityTable::default().plan(ReadSystemSetting), Ok(&[Documented, Sdk][..]));
    }

    #[test]
    fn a_write_takes_the_form_of_its_read_and_nothing_else() {
        let mut table = CapabilityTable::default();
        assert_eq!(table.plan(WriteSystemSetting), Err(Unsendable::ReadFirst(ReadSystemSetting)));
        table.learn(ReadSystemSetting, Documented, Sighting::NotThere);
        assert_eq!(table.plan(WriteSystemSetting), Err(Unsendable::ReadFirst(ReadSystemSetting)));
        table.learn(ReadSystemSetting, Sdk, Sighting::Answered);
        assert_eq!(table.plan(WriteSystemSetting), Ok(&[Sdk][..]));
    }

    #[test]
    fn not_offered_needs_every_form_to_fail() {
        let mut table = CapabilityTable::default();
        table.learn(ReadSystemSetting, Documented, Sighting::NotThere);
        assert_eq!(table.get(ReadSystemSetting), Capability::Unknown);
        table.learn(ReadSystemSetting, Sdk, Sighting::NotThere);
        assert_eq!(table.plan(ReadSystemSetting), Err(Unsendable::NotOffered));
        table.forget(ReadSystemSetting);
        assert_eq!(table.plan(ReadSystemSetting), Ok(&[Documented, Sdk][..]));
    }

    #[test]
    fn what_was_answered_once_stays_offered() {
        let mut table = CapabilityTable::default();
        table.learn(Customer, Documented, Sighting::Answered);
        table.learn(Customer, Documented, Sighting::NotThere);
        assert_eq!(table.get(Customer), Capability::Answers(Documented));
    }

    #[test]
    fn a_read_tries_its_known_form_first_and_the_other_after_it() {
        let mut table = CapabilityTable::default();
        table.learn(ReadSystemSetting, Sdk, Sighting::Answered);
        assert_eq!(table.plan(ReadSystemSetting), Ok(&[Sdk, Documented][..]));
        table.learn(ReadSystemSetting, Sdk, Sighting::NotThere);
        table.learn(ReadSystemSetting, Documented, Sighting::Answered);
        assert_eq!(table.plan(ReadSystemSetting), Ok(&[Documented, Sdk][..]));
        assert_eq!(table.plan(WriteSystemSetting), Ok(&[Documented][..]));
        table.learn(Customer, Documented, Sighting::Answered);
        assert_eq!(table.plan(Customer), Ok(&[Documented][..]), "both forms have one path");
    }

    #[test]
    fn the_files_of_a_conversation_take_the_form_of_one_file_and_nothing_else() {
        let mut table = CapabilityTable::default();
        assert_eq!(table.plan(ConversationFiles), Err(Unsendable::ReadFirst(OneFile)));
        table.learn(OneFile, Documented, Sighting::NotThere);
        assert_eq!(table.plan(ConversationFiles), Err(Unsendable::ReadFirst(OneFile)));
        table.learn(OneFile, Sdk, Sighting::Answered);
        assert_eq!(table.plan(OneFile), Ok(&[Sdk, Documented][..]));
        assert_eq!(table.plan(ConversationFiles), Ok(&[Sdk][..]));
        table.learn(ConversationFiles, Sdk, Sighting::Answered);
        table.learn(OneFile, Documented, Sighting::Answered);
        assert_eq!(table.plan(ConversationFiles), Ok(&[Documented][..]), "not its own, but that of one file");
    }

    #[test]
    fn the_files_of_a_conversation_may_be_missing_alone() {
        for form in [Documented, Sdk] {
            let mut table = CapabilityTable::default();
            table.learn(OneFile, form, Sighting::Answered);
            table.learn(ConversationFiles, form, Sighting::NotThere);
            assert_eq!(table.plan(ConversationFiles), Err(Unsendable::NotOffered), "{form:?}");
            assert!(table.plan(OneFile).is_ok());
        }
    }

    #[test]
    fn pins_are_not_offered_where_neither_their_calls_nor_user_settings_are_there() {
        let mut table = CapabilityTable::default();
        assert_eq!(table.plan(SetTop), Err(Unsendable::ReadFirst(IsTop)));
        assert_eq!(table.plan(IsTop), Ok(&[Documented, Sdk][..]));
        table.learn(IsTop, Documented, Sighting::NotThere);
        let mut professional = table.clone();
        table.learn(IsTop, Sdk, Sighting::NotThere);
        assert_eq!(table.plan(IsTop), Err(Unsendable::NotOffered));
        assert_eq!(table.plan(SetTop), Err(Unsendable::NotOffered));
        professional.learn(IsTop, Sdk, Sighting::Answered);
        assert_eq!(professional.plan(SetTop), Ok(&[Sdk][..]));
    }

    #[test]
    fn a_write_with_one_form_still_waits_for_its_read() {
        let mut table = CapabilityTable::default();
        assert_eq!(table.plan(WriteUserSetting), Err(Unsendable::ReadFirst(ReadUserSetting)));
        table.learn(ReadUserSetting, Documented, Sighting::Answered);
        assert_eq!(table.plan(WriteUserSetting), Ok(&[Documented][..]));
        table.learn(WriteUserSetting, Documented, Sighting::NotThere);
        assert_eq!(table.plan(WriteUserSetting), Ok(&[Documented][..]), "its read says that it is there");
    }

    #[test]
    fn a_refused_signature_teaches_nothing() {
        let mut table = CapabilityTable::default();
        for form in [Documented, Sdk] {
            table.learn(ReadSystemSetting, form, Sighting::Silent);
        }
        assert_eq!(table, CapabilityTable::default());
    }

    #[test]
    fn editions() {
        let mut table = CapabilityTable::default();
        assert_eq!(table.edition(), Edition::Unknown);
        table.learn(ReadSystemSetting, Sdk, Sighting::Answered);
        table.learn(Customer, Documented, Sighting::NotThere);
        assert_eq!(table.edition(), Edition::Community);
        table.learn(Customer, Documented, Sighting::Answered);
        assert_eq!(table.edition(), Edition::Professional);
    }
}
