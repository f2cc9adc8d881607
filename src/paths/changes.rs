//! The addresses of the Changes page: which changes it lists, and which one is open.

use super::query::Query;

/// What was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChangeKind {
    SystemSetting,
    UserSetting,
    Pin,
    Robot,
    Console,
}

impl ChangeKind {
    pub(crate) const ALL: [Self; 5] =
        [Self::SystemSetting, Self::UserSetting, Self::Pin, Self::Robot, Self::Console];

    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::SystemSetting => "system-setting",
            Self::UserSetting => "user-setting",
            Self::Pin => "pin",
            Self::Robot => "robot",
            Self::Console => "console",
        }
    }

    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChangeEnd {
    Verified,
    /// Nobody knows, or not for sure.
    Unknown,
    /// Refused, lost, or something else came back.
    Failed,
    /// Nothing can be read back.
    Accepted,
}

impl ChangeEnd {
    pub(crate) const ALL: [Self; 4] = [Self::Verified, Self::Unknown, Self::Failed, Self::Accepted];

    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Unknown => "unknown",
            Self::Failed => "failed",
            Self::Accepted => "accepted",
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|end| end.key() == key)
    }
}

/// The Changes page as its address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ChangesAt {
    pub(crate) kind: Option<ChangeKind>,
    pub(crate) end: Option<ChangeEnd>,
    /// Looked for in whatever a row shows; empty is no filter.
    pub(crate) text: String,
    /// The number of an entry.
    pub(crate) open: Option<String>,
}

impl ChangesAt {
    /// From the parameters of an address. What is not understood is left out.
    pub(crate) fn of(parameter: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            kind: parameter("kind").and_then(|key| ChangeKind::from_key(&key)),
            end: parameter("outcome").and_then(|key| ChangeEnd::from_key(&key)),
            text: parameter("text").unwrap_or_default(),
            open: parameter("open").filter(|number| !number.is_empty()),
        }
    }

    pub(crate) fn address(&self, slug: &str) -> String {
        Query::to(slug, "changes")
            .maybe("kind", self.kind.map(ChangeKind::key))
            .maybe("outcome", self.end.map(ChangeEnd::key))
            .maybe("text", Some(self.text.as_str()).filter(|text| !text.is_empty()))
            .maybe("open", self.open.as_deref())
            .address()
    }

    pub(crate) fn opening(&self, open: Option<String>) -> Self {
        Self { open, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(address: &str) -> ChangesAt {
        let query = address.split_once('?').map_or("", |(_, query)| query);
        let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        ChangesAt::of(|name| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()))
    }

    #[test]
    fn the_plain_page_has_a_plain_address() {
        assert_eq!(ChangesAt::default().address("im"), "c/im/changes");
        assert_eq!(read("c/im/changes?kind=else&outcome=&open="), ChangesAt::default());
    }

    proptest! {
        #[test]
        fn every_view_comes_back_from_its_address(
            kind in proptest::option::of(proptest::sample::select(&ChangeKind::ALL[..])),
            end in proptest::option::of(proptest::sample::select(&ChangeEnd::ALL[..])),
            text: String, open in proptest::option::of(".+"),
        ) {
            let at = ChangesAt { kind, end, text, open };
            prop_assert_eq!(read(&at.address("im")), at);
        }
    }
}
