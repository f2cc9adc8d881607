//! What a page asks for, as against how it is sent.
//!
//! The vendor's document and the vendor's SDKs disagree on paths and bodies, and servers answer one or the other,
//! operation by operation. So a page names an [`Operation`], and the [capability table](crate::capability) picks the
//! [`WireForm`].

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
}

impl Operation {
    pub const ALL: &'static [Operation] = &[
        Self::HealthNodes,
        Self::HealthCheck,
        Self::ReadSystemSetting,
        Self::WriteSystemSetting,
        Self::Customer,
    ];

    /// The path of a form, or `None` where the operation does not exist in it.
    #[must_use]
    pub fn path(self, form: WireForm) -> Option<&'static str> {
        use WireForm::{Documented, Sdk};

        use crate::{customer, health, system_setting};
        Some(match (self, form) {
            (Self::HealthNodes, Sdk) => health::NODES.path,
            (Self::HealthCheck, Documented) => health::CHECK.path,
            (Self::HealthNodes, Documented) | (Self::HealthCheck, Sdk) => return None,
            (Self::ReadSystemSetting, Documented) => system_setting::READ_DOCUMENTED.path,
            (Self::ReadSystemSetting, Sdk) => system_setting::READ_SDK.path,
            (Self::WriteSystemSetting, Documented) => system_setting::WRITE_DOCUMENTED.path,
            (Self::WriteSystemSetting, Sdk) => system_setting::WRITE_SDK.path,
            (Self::Customer, Documented | Sdk) => customer::CUSTOMER.path,
        })
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
    pub fn writes(self) -> bool {
        matches!(self, Self::WriteSystemSetting)
    }

    /// A write is sent in the form that this read was answered in, and is never retried in the other.
    #[must_use]
    pub fn form_follows(self) -> Option<Operation> {
        match self {
            Self::WriteSystemSetting => Some(Self::ReadSystemSetting),
            _ => None,
        }
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
}
