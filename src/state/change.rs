//! What can be changed on a server: a target, and what it holds as named fields. One shape for settings, pins and
//! robots, so that drafts, differences, receipts, the journal and undo are each written once.

mod target;

use firetower_protocol::robot::RobotSecret;
use serde::{Deserialize, Serialize};

pub(crate) use target::{ROBOT_FIELDS, Target, Undo};

/// What a field holds.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    Text(String),
    /// `None`: whichever it is, which is how a form keeps a secret that it does not touch, and how one looks after it
    /// was stored. It never leaves this type as text but by [`RobotSecret::expose`].
    Secret(Option<RobotSecret>),
}

/// A secret that is not known is equal to any: it says "as it is".
impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => one == other,
            (Self::Secret(Some(one)), Self::Secret(Some(other))) => one == other,
            (Self::Secret(_), Self::Secret(_)) => true,
            (Self::Text(_), Self::Secret(_)) | (Self::Secret(_), Self::Text(_)) => false,
        }
    }
}

/// The fields under the API's own names, in the order in which they are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Record(Vec<(&'static str, Content)>);

/// What the server holds: `None` is not set.
pub(crate) type Held = Option<Record>;

/// A write that is meant: from what the admin saw to what the admin wants.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Intent {
    pub(crate) from: Held,
    pub(crate) to: Record,
    /// It takes back an earlier one.
    pub(crate) is_undo: bool,
}

impl Intent {
    /// A form's, whose start is a draft's and so without a secret. One that is to be replaced is replaced as it was read
    /// last (`now`), so that another's rotation is a conflict. One that is kept is kept whichever it is.
    pub(crate) fn of_form(from: Held, to: Record, now: &Held) -> Self {
        let replaces_secret = to.secret("secret").is_some();
        let from = if replaces_secret { from.map(|from| from.keeping_secrets_of(now)) } else { from };
        Self { from, to, is_undo: false }
    }
}

impl Record {
    pub(crate) fn with(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.0.push((name, Content::Text(text.into())));
        self
    }

    pub(crate) fn with_secret(mut self, name: &'static str, secret: Option<RobotSecret>) -> Self {
        self.0.push((name, Content::Secret(secret)));
        self
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Content> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, content)| content)
    }

    /// Empty where there is no such field, or where it is no text.
    pub(crate) fn text(&self, name: &str) -> &str {
        match self.get(name) {
            Some(Content::Text(text)) => text,
            _ => "",
        }
    }

    pub(crate) fn secret(&self, name: &str) -> Option<&RobotSecret> {
        match self.get(name) {
            Some(Content::Secret(secret)) => secret.as_ref(),
            _ => None,
        }
    }

    pub(crate) fn fields(&self) -> impl Iterator<Item = (&'static str, &Content)> {
        self.0.iter().map(|(name, content)| (*name, content))
    }

    /// With another content of a field that it has.
    #[must_use]
    pub(crate) fn replacing(mut self, name: &str, content: Content) -> Self {
        if let Some((_, held)) = self.0.iter_mut().find(|(known, _)| *known == name) {
            *held = content;
        }
        self
    }

    /// With every secret that is to stay as it is taken from what was just read.
    #[must_use]
    pub(crate) fn keeping_secrets_of(mut self, before: &Held) -> Self {
        for (name, content) in &mut self.0 {
            if let Content::Secret(secret @ None) = content {
                *secret = before.as_ref().and_then(|before| before.secret(name).cloned());
            }
        }
        self
    }

    /// For storing: secrets become "whichever it is".
    pub(crate) fn stored(&self) -> Stored {
        let shown = |content: &Content| match content {
            Content::Text(text) => Some(text.clone()),
            Content::Secret(_) => None,
        };
        Stored(self.0.iter().map(|(name, content)| ((*name).to_owned(), shown(content))).collect())
    }
}

/// A record as the browser keeps it: without secrets, which are null.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Stored(pub(crate) Vec<(String, Option<String>)>);

impl Stored {
    /// Only the fields that the target has; what an older or newer version stored beside them is left out.
    pub(crate) fn record(&self, target: &Target) -> Record {
        let known = target.fields();
        let fields = self.0.iter().filter_map(|(name, text)| {
            let name = known.iter().find(|known| *known == name)?;
            let content = text.clone().map_or(Content::Secret(None), Content::Text);
            Some((*name, content))
        });
        Record(fields.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> Option<RobotSecret> {
        Some(RobotSecret::new(text.to_owned()))
    }

    #[test]
    fn a_kept_secret_is_filled_in_from_what_was_read_and_a_new_one_stays() {
        let before = Some(Record::default().with_secret("secret", secret("old")));
        let kept = Record::default().with_secret("secret", None).keeping_secrets_of(&before);
        assert_eq!(kept.secret("secret"), secret("old").as_ref());
        let rotated = Record::default().with_secret("secret", secret("new")).keeping_secrets_of(&before);
        assert_eq!(rotated.secret("secret"), secret("new").as_ref());
    }

    #[test]
    fn a_secret_that_changed_is_a_difference_and_an_unknown_one_is_not() {
        let of = |secret| Record::default().with("name", "a").with_secret("secret", secret);
        assert_ne!(of(secret("a")), of(secret("b")));
        assert_eq!(of(secret("a")), of(None));
        assert_ne!(of(None), Record::default().with("name", "a").with("secret", ""));
    }

    #[test]
    fn replacing_a_secret_starts_from_the_one_that_was_read_and_keeping_it_from_any() {
        let of = |secret| Record::default().with("name", "a").with_secret("secret", secret);
        let (drafted, read) = (Some(of(None)), Some(of(secret("read"))));
        let theirs = Some(of(secret("theirs")));
        let rotating = Intent::of_form(drafted.clone(), of(secret("new")), &read);
        assert_eq!(rotating.from, read);
        assert_ne!(rotating.from, theirs, "another's rotation is a conflict");
        let keeping = Intent::of_form(drafted.clone(), of(None), &read);
        assert_eq!(keeping.from, theirs, "whichever it is");
        let untold = Intent::of_form(drafted, of(secret("new")), &Some(of(None)));
        assert_eq!(untold.from, theirs, "the server hands out none");
        assert_eq!(Intent::of_form(None, of(secret("new")), &None).from, None);
    }

    #[test]
    fn what_is_stored_has_no_secret_and_comes_back() {
        let target = Target::Robot { id: firetower_protocol::UserId("r".to_owned()) };
        let record = Record::default().with("name", "值").with_secret("secret", secret("hush"));
        let text = serde_json::to_string(&record.stored()).unwrap();
        assert_eq!(text, r#"[["name","值"],["secret",null]]"#);
        let back: Stored = serde_json::from_str(&text).unwrap();
        assert_eq!(back.record(&target), record);
        assert_eq!(Stored(vec![("other".to_owned(), None)]).record(&target), Record::default());
    }
}
