//! What a secret belongs to. It stands in the clear beside the secret and is bound to it.

use serde::{Deserialize, Serialize};

/// Two labels are one only if all of their parts are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Label {
    /// A connection's own secret. At another address it is another one.
    Connection { slug: String, address: String },
    /// What a robot's secret was before it was rotated.
    Robot { slug: String, address: String, robot: String, rotated_at_ms: i64 },
}

impl Label {
    /// The connection's name in links.
    #[must_use]
    pub fn slug(&self) -> &str {
        match self {
            Self::Connection { slug, .. } | Self::Robot { slug, .. } => slug,
        }
    }

    #[must_use]
    pub fn address(&self) -> &str {
        match self {
            Self::Connection { address, .. } | Self::Robot { address, .. } => address,
        }
    }

    /// The same, under another connection's name.
    #[must_use]
    pub fn of_connection(&self, slug: &str) -> Self {
        let mut renamed = self.clone();
        match &mut renamed {
            Self::Connection { slug: name, .. } | Self::Robot { slug: name, .. } => slug.clone_into(name),
        }
        renamed
    }

    /// Where one is, the other is not: a connection has one secret, at whichever address.
    #[must_use]
    pub fn is_in_the_place_of(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Connection { slug, .. }, Self::Connection { slug: other, .. }) => slug == other,
            (one, other) => one == other,
        }
    }

    /// As additional data: each part after its length, so that no two labels have one text.
    pub(crate) fn bound(&self, version: u32) -> Vec<u8> {
        let time;
        let parts: &[&str] = match self {
            Self::Connection { slug, address } => &["connection", slug, address],
            Self::Robot { slug, address, robot, rotated_at_ms } => {
                time = rotated_at_ms.to_string();
                &["robot", slug, address, robot, &time]
            }
        };
        let mut bound = format!("firetower vault {version}\n").into_bytes();
        for part in parts {
            bound.extend(format!("{}:{part}\n", part.len()).bytes());
        }
        bound
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cannot_move_into_each_other() {
        let one = Label::Connection { slug: "a".into(), address: "b\n1:c".into() };
        let other = Label::Connection { slug: "a\n1:b".into(), address: "c".into() };
        assert_ne!(one.bound(1), other.bound(1));
        assert_ne!(one.bound(1), one.bound(2));
    }
}
