//! The addresses of the Files page: what is asked for, where its page begins, what is open, how its rows are narrowed
//! and sorted. A copied address opens the same view, so all of that stands in it.

use firetower_protocol::conversation::Conversation;
use firetower_protocol::{MessageUid, TimestampMs, UserId};

use super::query::Query;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum FilesView {
    #[default]
    Conversation,
    User,
    Message,
}

/// Where a page of a list begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FilesPlace {
    /// In a list that is paged by time: its first row.
    Row { time: TimestampMs, uid: Option<MessageUid> },
    /// In a list that is paged by offset.
    Offset(i32),
}

/// A row of the page that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FilesRow {
    Uid(MessageUid),
    /// One without an id: which of the page's rows it is, from 0.
    Nth(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    Image,
    Audio,
    Video,
    Document,
    Archive,
    Other,
}

/// What a row must have in order to be shown, or found. Times are inclusive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FileFilter {
    /// A part of the name, in any case.
    pub(crate) name: String,
    pub(crate) kind: Option<FileKind>,
    /// Bytes.
    pub(crate) at_least: Option<i64>,
    pub(crate) at_most: Option<i64>,
    pub(crate) since: Option<TimestampMs>,
    pub(crate) until: Option<TimestampMs>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileColumn {
    Name,
    Kind,
    Size,
    Sender,
    Sent,
    Downloads,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileSort {
    pub(crate) column: FileColumn,
    pub(crate) descending: bool,
}

/// The Files page as its address says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FilesAt {
    pub(crate) view: FilesView,
    /// Whose files, or as whom a conversation is read.
    pub(crate) user: Option<UserId>,
    pub(crate) conversation: Option<Conversation>,
    /// As typed: only the page says whether it is one.
    pub(crate) uid: Option<String>,
    /// Rows a page, one of [`FilesAt::SIZES`].
    pub(crate) size: u16,
    pub(crate) oldest_first: bool,
    pub(crate) from: Option<TimestampMs>,
    pub(crate) place: Option<FilesPlace>,
    pub(crate) open: Option<FilesRow>,
    pub(crate) filter: FileFilter,
    pub(crate) sort: Option<FileSort>,
}

impl FileKind {
    pub(crate) const ALL: [Self; 6] =
        [Self::Image, Self::Audio, Self::Video, Self::Document, Self::Archive, Self::Other];

    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Audio => "audio",
            Self::Video => "video",
            Self::Document => "document",
            Self::Archive => "archive",
            Self::Other => "other",
        }
    }

    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

impl FileColumn {
    const ALL: [Self; 6] = [Self::Name, Self::Kind, Self::Size, Self::Sender, Self::Sent, Self::Downloads];

    fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Kind => "type",
            Self::Size => "size",
            Self::Sender => "sender",
            Self::Sent => "sent",
            Self::Downloads => "downloads",
        }
    }
}

impl FileSort {
    /// `size`, or `-size` where the largest come first.
    fn key(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.column.key())
    }

    fn from_key(key: &str) -> Option<Self> {
        let name = key.strip_prefix('-');
        let column = FileColumn::ALL.into_iter().find(|column| column.key() == name.unwrap_or(key))?;
        Some(Self { column, descending: name.is_some() })
    }
}

impl FileFilter {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Default for FilesAt {
    fn default() -> Self {
        Self {
            view: FilesView::default(),
            user: None,
            conversation: None,
            uid: None,
            size: Self::USUAL_SIZE,
            oldest_first: false,
            from: None,
            place: None,
            open: None,
            filter: FileFilter::default(),
            sort: None,
        }
    }
}

impl FilesAt {
    pub(crate) const SIZES: [u16; 4] = [20, 50, 100, 200];
    const USUAL_SIZE: u16 = 50;

    /// What is not understood is as if it were not there.
    pub(crate) fn read(parameter: impl Fn(&str) -> Option<String>) -> Self {
        let number = |name: &str| parameter(name).and_then(|text| text.parse::<i64>().ok());
        let time = |name: &str| number(name).map(TimestampMs);
        Self {
            view: match parameter("view").as_deref() {
                Some("user") => FilesView::User,
                Some("message") => FilesView::Message,
                _ => FilesView::Conversation,
            },
            user: parameter("user").filter(|id| !id.is_empty()).map(UserId),
            conversation: parameter("conversation").and_then(|key| key.parse().ok()),
            uid: parameter("uid"),
            size: parameter("size")
                .and_then(|text| text.parse().ok())
                .filter(|size| Self::SIZES.contains(size))
                .unwrap_or(Self::USUAL_SIZE),
            oldest_first: parameter("order").as_deref() == Some("oldest"),
            from: time("from"),
            place: place(parameter("first").as_deref(), parameter("offset").as_deref()),
            open: parameter("open").and_then(|key| row(&key)),
            filter: FileFilter {
                name: parameter("name").unwrap_or_default(),
                kind: parameter("type").and_then(|key| FileKind::from_key(&key)),
                at_least: number("min"),
                at_most: number("max"),
                since: time("since"),
                until: time("until"),
            },
            sort: parameter("sort").and_then(|key| FileSort::from_key(&key)),
        }
    }

    pub(crate) fn address(&self, slug: &str) -> String {
        let number = |value: Option<i64>| value.map(|value| value.to_string());
        let time = |value: Option<TimestampMs>| value.map(|value| value.to_string());
        let (first, offset) = match self.place {
            None => (None, None),
            Some(FilesPlace::Row { time, uid: None }) => (Some(time.to_string()), None),
            Some(FilesPlace::Row { time, uid: Some(uid) }) => (Some(format!("{time}.{uid}")), None),
            Some(FilesPlace::Offset(offset)) => (None, Some(offset.to_string())),
        };
        let open = self.open.map(|row| match row {
            FilesRow::Uid(uid) => uid.to_string(),
            FilesRow::Nth(nth) => format!("row-{nth}"),
        });
        let view = match self.view {
            FilesView::Conversation => "conversation",
            FilesView::User => "user",
            FilesView::Message => "message",
        };
        let filter = &self.filter;
        Query::to(slug, "files")
            .with("view", view)
            .maybe("user", self.user.as_ref().map(|user| user.0.as_str()))
            .maybe("conversation", self.conversation.as_ref().map(ToString::to_string).as_deref())
            .maybe("uid", self.uid.as_deref())
            .maybe("size", (self.size != Self::USUAL_SIZE).then(|| self.size.to_string()).as_deref())
            .maybe("order", self.oldest_first.then_some("oldest"))
            .maybe("from", time(self.from).as_deref())
            .maybe("first", first.as_deref())
            .maybe("offset", offset.as_deref())
            .maybe("name", Some(filter.name.as_str()).filter(|name| !name.is_empty()))
            .maybe("type", filter.kind.map(FileKind::key))
            .maybe("min", number(filter.at_least).as_deref())
            .maybe("max", number(filter.at_most).as_deref())
            .maybe("since", time(filter.since).as_deref())
            .maybe("until", time(filter.until).as_deref())
            .maybe("sort", self.sort.map(FileSort::key).as_deref())
            .maybe("open", open.as_deref())
            .address()
    }
}

fn place(first: Option<&str>, offset: Option<&str>) -> Option<FilesPlace> {
    if let Some(first) = first {
        let (time, uid) = first.split_once('.').map_or((first, None), |(time, uid)| (time, Some(uid)));
        let uid = uid.map(str::parse).transpose().ok()?.map(MessageUid);
        return Some(FilesPlace::Row { time: TimestampMs(time.parse().ok()?), uid });
    }
    offset?.parse().ok().filter(|offset| *offset >= 0).map(FilesPlace::Offset)
}

fn row(key: &str) -> Option<FilesRow> {
    match key.strip_prefix("row-") {
        Some(nth) => nth.parse().ok().map(FilesRow::Nth),
        None => key.parse().ok().map(|uid| FilesRow::Uid(MessageUid(uid))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::{conversation_files, file, user_files};
    use firetower_protocol::conversation::ConversationType;
    use proptest::prelude::*;

    fn parsed(address: &str) -> FilesAt {
        let query = address.split_once('?').map_or("", |(_, query)| query);
        let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        FilesAt::read(|name| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()))
    }

    fn group() -> Conversation {
        Conversation { kind: ConversationType::GROUP, target: "g-1".to_owned(), line: 0 }
    }

    #[test]
    fn links_from_other_pages_open_what_they_name() {
        let user = UserId("u1".to_owned());
        let at = parsed(&conversation_files("im", &user, &group()));
        assert_eq!(
            (at.view, at.user, at.conversation),
            (FilesView::Conversation, Some(user.clone()), Some(group()))
        );
        let at = parsed(&user_files("im", &user));
        assert_eq!((at.view, at.user), (FilesView::User, Some(user)));
        let at = parsed(&file("im", MessageUid(75_735_276_990_792_721)));
        assert_eq!((at.view, at.uid.as_deref()), (FilesView::Message, Some("75735276990792721")));
    }

    #[test]
    fn a_page_is_named_by_its_first_row() {
        let place = FilesPlace::Row { time: TimestampMs(1_795_000_000_000), uid: Some(MessageUid(i64::MAX)) };
        let at = FilesAt { place: Some(place), open: Some(FilesRow::Nth(3)), ..FilesAt::default() };
        let address = at.address("im");
        assert_eq!(
            address,
            "c/im/files?view=conversation&first=1795000000000.9223372036854775807&open=row-3"
        );
        assert_eq!(parsed(&address), at);
    }

    #[test]
    fn what_is_not_understood_is_as_if_it_were_not_there() {
        let odd = "c/im/files?view=none&user=&conversation=1-x-g&size=7&from=now&first=a.b&min=1e3&sort=-none&open=x";
        assert_eq!(parsed(odd), FilesAt::default());
        assert_eq!(parsed("c/im/files?offset=-1").place, None);
    }

    fn filters() -> impl Strategy<Value = FileFilter> {
        let numbers = any::<(Option<i64>, Option<i64>, Option<i64>, Option<i64>)>();
        (".*", prop::option::of(prop::sample::select(&FileKind::ALL[..])), numbers).prop_map(
            |(name, kind, (at_least, at_most, since, until))| FileFilter {
                name,
                kind,
                at_least,
                at_most,
                since: since.map(TimestampMs),
                until: until.map(TimestampMs),
            },
        )
    }

    fn places() -> impl Strategy<Value = FilesPlace> {
        prop_oneof![
            any::<(i64, Option<i64>)>().prop_map(|(time, uid)| FilesPlace::Row {
                time: TimestampMs(time),
                uid: uid.map(MessageUid)
            }),
            (0..=i32::MAX).prop_map(FilesPlace::Offset),
        ]
    }

    proptest! {
        #[test]
        fn every_view_comes_back_from_its_address(
            texts in any::<(Option<String>, Option<String>)>(),
            target in ".+",
            numbers in (0_i32.., 0_i32.., any::<Option<i64>>(), any::<bool>()),
            size in prop::sample::select(&FilesAt::SIZES[..]),
            place in prop::option::of(places()),
            filter in filters(),
            rest in (prop::sample::select(&FileColumn::ALL[..]), any::<bool>(), any::<i64>()),
        ) {
            let (user, uid) = texts;
            let (kind, line, from, oldest_first) = numbers;
            let at = FilesAt {
                view: FilesView::User,
                user: user.filter(|id| !id.is_empty()).map(UserId),
                conversation: Some(Conversation { kind: ConversationType(kind), target, line }),
                uid,
                size,
                oldest_first,
                from: from.map(TimestampMs),
                place,
                open: Some(FilesRow::Uid(MessageUid(rest.2))),
                filter,
                sort: Some(FileSort { column: rest.0, descending: rest.1 }),
            };
            prop_assert_eq!(parsed(&at.address("im")), at);
        }
    }
}
