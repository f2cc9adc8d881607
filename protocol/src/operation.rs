//! What a page asks for, as against how it is sent.
//!
//! The vendor's document and the vendor's SDKs disagree on paths and bodies, and servers answer one or the other,
//! operation by operation. So a page names an [`Operation`], and the [capability table](crate::capability) picks the
//! [`WireForm`].

use crate::endpoint::Endpoint;

/// The two ways in which an operation is put on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WireForm {
    /// As the user's document has it.
    Documented,
    /// As the vendor's server SDKs send it and the community server answers it.
    Sdk,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// Per-node load, heap and disk. Only the SDKs have it.
    HealthNodes,
    /// One status for the whole server. Only the document has it.
    HealthCheck,
    ReadSystemSetting,
    WriteSystemSetting,
    Customer,
    ReadUserSetting,
    WriteUserSetting,
    /// One path and two bodies, see [`Operation::form_follows`].
    ConversationFiles,
    UserFiles,
    OneFile,
    /// The SDKs have no call for pins: they read and write a user setting.
    IsTop,
    SetTop,
    ReadRobot,
    /// Creates or replaces.
    WriteRobot,
    /// Only the document has it.
    AllRobots,
    FindUser,
    AllUsers,
    BatchUsers,
    /// Whether a user or robot is muted or forbidden.
    BlockStatus,
}

/// An operation's line in the table: its path in each form, whether it writes, and whose form it takes.
#[derive(Clone, Copy)]
struct Row {
    documented: Option<&'static str>,
    sdk: Option<&'static str>,
    writes: bool,
    follows: Option<Operation>,
}

impl Row {
    const fn documented<Q, A>(call: &Endpoint<Q, A>) -> Self {
        Self { documented: Some(call.path), sdk: None, writes: call.writes, follows: None }
    }

    const fn sdk<Q, A>(call: &Endpoint<Q, A>) -> Self {
        Self { documented: None, sdk: Some(call.path), writes: call.writes, follows: None }
    }

    const fn same<Q, A>(call: &Endpoint<Q, A>) -> Self {
        Self { sdk: Some(call.path), ..Self::documented(call) }
    }

    const fn two<Q, A, R, B>(documented: &Endpoint<Q, A>, sdk: &Endpoint<R, B>) -> Self {
        Self { sdk: Some(sdk.path), ..Self::documented(documented) }
    }

    const fn following(self, read: Operation) -> Self {
        Self { follows: Some(read), ..self }
    }
}

impl Operation {
    pub const ALL: &'static [Operation] = &[
        Self::HealthNodes,
        Self::HealthCheck,
        Self::ReadSystemSetting,
        Self::WriteSystemSetting,
        Self::Customer,
        Self::ReadUserSetting,
        Self::WriteUserSetting,
        Self::ConversationFiles,
        Self::UserFiles,
        Self::OneFile,
        Self::IsTop,
        Self::SetTop,
        Self::ReadRobot,
        Self::WriteRobot,
        Self::AllRobots,
        Self::FindUser,
        Self::AllUsers,
        Self::BatchUsers,
        Self::BlockStatus,
    ];

    const fn row(self) -> Row {
        use crate::{block, conversation, customer, file, health, robot, system_setting, user, user_setting};
        match self {
            Self::HealthNodes => Row::sdk(&health::NODES),
            Self::HealthCheck => Row::documented(&health::CHECK),
            Self::ReadSystemSetting => Row::two(&system_setting::READ_DOCUMENTED, &system_setting::READ_SDK),
            Self::WriteSystemSetting => {
                Row::two(&system_setting::WRITE_DOCUMENTED, &system_setting::WRITE_SDK)
                    .following(Self::ReadSystemSetting)
            }
            Self::Customer => Row::same(&customer::CUSTOMER),
            Self::ReadUserSetting => Row::same(&user_setting::READ),
            Self::WriteUserSetting => Row::same(&user_setting::WRITE).following(Self::ReadUserSetting),
            Self::ConversationFiles => {
                Row::two(&file::CONVERSATION_DOCUMENTED, &file::CONVERSATION_SDK).following(Self::OneFile)
            }
            Self::UserFiles => Row::same(&file::USER),
            Self::OneFile => Row::two(&file::ONE_DOCUMENTED, &file::ONE_SDK),
            Self::IsTop => Row::two(&conversation::IS_TOP, &user_setting::READ),
            Self::SetTop => Row::two(&conversation::TOP, &user_setting::WRITE).following(Self::IsTop),
            Self::ReadRobot => Row::same(&robot::READ),
            Self::WriteRobot => Row::same(&robot::WRITE).following(Self::ReadRobot),
            Self::AllRobots => Row::documented(&robot::ALL),
            Self::FindUser => Row::same(&user::INFO),
            Self::AllUsers => Row::same(&user::ALL),
            Self::BatchUsers => Row::same(&user::BATCH),
            Self::BlockStatus => Row::same(&block::CHECK),
        }
    }

    /// The path of a form, or `None` where the operation does not exist in it.
    #[must_use]
    pub const fn path(self, form: WireForm) -> Option<&'static str> {
        match form {
            WireForm::Documented => self.row().documented,
            WireForm::Sdk => self.row().sdk,
        }
    }

    /// The forms to try, in order: documented first. Two forms with the same path are one try.
    #[must_use]
    pub fn forms(self) -> &'static [WireForm] {
        use WireForm::{Documented, Sdk};
        match (self.path(Documented), self.path(Sdk)) {
            (None, _) => &[Sdk],
            (Some(documented), Some(sdk)) if documented != sdk => &[Documented, Sdk],
            _ => &[Documented],
        }
    }

    #[must_use]
    pub const fn writes(self) -> bool {
        self.row().writes
    }

    /// The read whose form decides the form of this one.
    ///
    /// A write is sent in the form that its read was answered in, and is never retried in the other. The files of a
    /// conversation have one path for two bodies, and a server that is sent the wrong one could answer wrongly in
    /// silence; so it is asked for one file first, where the forms have different paths.
    #[must_use]
    pub const fn form_follows(self) -> Option<Operation> {
        self.row().follows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_has_a_path_for_each_form_it_tries() {
        for operation in Operation::ALL {
            assert!(!operation.forms().is_empty());
            for form in operation.forms() {
                assert!(operation.path(*form).is_some_and(|path| path.starts_with("/admin/")));
            }
        }
    }

    #[test]
    fn a_write_follows_a_read() {
        for operation in Operation::ALL.iter().filter(|operation| operation.writes()) {
            assert!(operation.form_follows().is_some_and(|read| !read.writes()));
        }
    }

    #[test]
    fn what_is_followed_follows_nobody_and_has_the_same_forms() {
        for operation in Operation::ALL {
            let Some(read) = operation.form_follows() else { continue };
            assert_eq!(read.form_follows(), None, "{operation:?}");
            for form in [WireForm::Documented, WireForm::Sdk] {
                assert_eq!(read.path(form).is_some(), operation.path(form).is_some(), "{operation:?}");
            }
        }
    }

    #[test]
    fn one_path_is_one_try() {
        use WireForm::{Documented, Sdk};
        let two: Vec<Operation> =
            Operation::ALL.iter().copied().filter(|operation| operation.forms().len() == 2).collect();
        assert_eq!(
            two,
            [
                Operation::ReadSystemSetting,
                Operation::WriteSystemSetting,
                Operation::OneFile,
                Operation::IsTop,
                Operation::SetTop
            ]
        );
        assert_eq!(Operation::ConversationFiles.forms(), [Documented]);
        assert_eq!(Operation::AllRobots.path(Sdk), None);
    }

    #[test]
    fn the_list_of_all_has_each_once() {
        for (index, operation) in Operation::ALL.iter().enumerate() {
            assert_eq!(*operation as usize, index);
        }
        assert_eq!(Operation::ALL.last(), Some(&Operation::BlockStatus), "the last of the enum");
    }
}
