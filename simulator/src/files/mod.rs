//! The file messages of a professional server: a million that are made when they are asked for, and those that arrive
//! meanwhile.

mod generate;
mod looks;
mod serve;

use firetower_protocol::conversation::{Conversation, ConversationType};
use firetower_protocol::{MessageUid, TimestampMs, UserId};

use crate::demo::mix;
use crate::options::{Data, Options};
use generate::Place;
pub(crate) use serve::routes;

/// More arrivals than this are not kept: the simulator's own limit.
const ARRIVALS_KEPT: usize = 100_000;

#[derive(Clone, Debug)]
pub(crate) struct Files {
    seed: u64,
    /// Of the demo: 1 000 000, or none.
    made: u32,
    arrived: Vec<Arrived>,
}

#[derive(Clone, Debug)]
struct Arrived {
    sender: UserId,
    conversation: Conversation,
    sent_at_ms: i64,
}

pub(crate) struct File {
    /// From 0, in the order of time.
    pub(crate) number: u32,
    pub(crate) uid: MessageUid,
    pub(crate) sender: UserId,
    /// As its sender sees it: a single one's target is the receiver.
    pub(crate) conversation: Conversation,
    pub(crate) name: String,
    pub(crate) url: Option<String>,
    pub(crate) size: i64,
    pub(crate) download_count: i64,
    pub(crate) sent_at: TimestampMs,
}

/// The files of a conversation or user, oldest first, by position.
pub(crate) struct Listing<'a> {
    files: &'a Files,
    made: Made,
    made_count: u32,
    arrived: Vec<u32>,
}

enum Made {
    Slots(Vec<u32>),
    Sender(u32),
    Few(Vec<u32>),
}

impl Files {
    pub(crate) fn new(options: &Options) -> Self {
        let made = if options.data == Data::Demo { generate::COUNT } else { 0 };
        Self { seed: options.seed, made, arrived: Vec::new() }
    }

    /// A file by its number.
    pub(crate) fn get(&self, number: u32, origin: &str) -> Option<File> {
        let looks = looks::looks(self.seed, number, origin);
        let (sender, conversation) = if number < self.made {
            let sender = generate::sender(self.seed, number);
            (user(sender), conversation(generate::place(number), sender))
        } else {
            let arrived = self.arrival(number)?;
            (arrived.sender.clone(), arrived.conversation.clone())
        };
        Some(File {
            number,
            uid: MessageUid(self.uid(number)),
            sender,
            conversation,
            name: looks.name,
            url: looks.url,
            size: looks.size,
            download_count: looks.download_count,
            sent_at: TimestampMs(self.sent_at_ms(number)),
        })
    }

    pub(crate) fn find(&self, uid: MessageUid, origin: &str) -> Option<File> {
        let made = generate::index_of(self.seed, uid.0).filter(|index| *index < self.made);
        let arrived = || {
            let end = self.end();
            (self.made..end).find(|number| self.uid(*number) == uid.0)
        };
        made.or_else(arrived).and_then(|number| self.get(number, origin))
    }

    /// Of a conversation as this user sees it: between two users, what either sent the other.
    pub(crate) fn of_conversation(&self, viewer: &UserId, wanted: &Conversation) -> Listing<'_> {
        let arrived = self.arrivals(|arrived| {
            let same = arrived.conversation == *wanted;
            if wanted.kind != ConversationType::SINGLE {
                return same;
            }
            let reverse = arrived.sender.0 == wanted.target
                && arrived.conversation.target == viewer.0
                && (arrived.conversation.kind, arrived.conversation.line) == (wanted.kind, wanted.line);
            (same && arrived.sender == *viewer) || reverse
        });
        let made = match place_of(wanted) {
            None => Made::Few(Vec::new()),
            Some(Place::Single) => Made::Few(self.between(viewer, &wanted.target)),
            Some(place) => Made::Slots(generate::slots(place)),
        };
        self.listing(made, arrived)
    }

    /// That a user sent.
    pub(crate) fn of_user(&self, sender: &UserId) -> Listing<'_> {
        let arrived = self.arrivals(|arrived| arrived.sender == *sender);
        let made = number_after('u', 4, &sender.0).map_or(Made::Few(Vec::new()), Made::Sender);
        self.listing(made, arrived)
    }

    /// New files, later than all others.
    pub(crate) fn arrive(
        &mut self,
        count: u32,
        sender: &UserId,
        conversation: &Conversation,
        now: TimestampMs,
    ) {
        for _ in 0..count {
            if self.arrived.len() >= ARRIVALS_KEPT {
                return;
            }
            let earliest = match (self.arrived.last(), self.made.checked_sub(1)) {
                (Some(arrived), _) => arrived.sent_at_ms,
                (None, Some(newest)) => generate::sent_at(self.seed, newest) + 1,
                (None, None) => 0,
            };
            self.arrived.push(Arrived {
                sender: sender.clone(),
                conversation: conversation.clone(),
                sent_at_ms: now.0.max(earliest),
            });
        }
    }

    fn between(&self, viewer: &UserId, other: &str) -> Vec<u32> {
        let (Some(viewer), Some(other)) = (number_after('u', 4, &viewer.0), number_after('u', 4, other))
        else {
            return Vec::new();
        };
        if viewer == 0 || generate::peer(viewer) != other {
            return Vec::new();
        }
        let sent = [viewer, other].into_iter().flat_map(|sender| {
            let count = generate::count_of_sender(self.seed, sender);
            (0..count).filter_map(move |n| generate::nth_of_sender(self.seed, sender, n))
        });
        let mut numbers: Vec<u32> = sent.filter(|number| generate::place(*number) == Place::Single).collect();
        numbers.sort_unstable();
        numbers
    }

    fn listing(&self, made: Made, arrived: Vec<u32>) -> Listing<'_> {
        let made_count = match &made {
            _ if self.made == 0 => 0,
            Made::Slots(slots) => generate::count_of_slots(slots),
            Made::Sender(sender) => generate::count_of_sender(self.seed, *sender),
            Made::Few(numbers) => count(numbers),
        };
        Listing { files: self, made, made_count, arrived }
    }

    fn end(&self) -> u32 {
        self.made + u32::try_from(self.arrived.len()).unwrap_or_default()
    }

    fn arrival(&self, number: u32) -> Option<&Arrived> {
        self.arrived.get(usize::try_from(number.checked_sub(self.made)?).ok()?)
    }

    fn arrivals(&self, wanted: impl Fn(&Arrived) -> bool) -> Vec<u32> {
        (self.made..)
            .zip(&self.arrived)
            .filter(|(_, arrived)| wanted(arrived))
            .map(|(number, _)| number)
            .collect()
    }

    fn sent_at_ms(&self, number: u32) -> i64 {
        match self.arrival(number) {
            Some(arrived) => arrived.sent_at_ms,
            None => generate::sent_at(self.seed, number),
        }
    }

    fn uid(&self, number: u32) -> i64 {
        match self.arrival(number) {
            Some(arrived) => generate::uid_of(arrived.sent_at_ms, (1 << 20) | (number - self.made)),
            None => generate::uid(self.seed, number),
        }
    }
}

impl Listing<'_> {
    pub(crate) fn count(&self) -> u32 {
        self.made_count + count(&self.arrived)
    }

    /// How many are older than a time, or as old.
    pub(crate) fn until(&self, time: TimestampMs, inclusive: bool) -> u32 {
        generate::partition(self.count(), |position| {
            let sent_at = self.number(position).map_or(0, |number| self.files.sent_at_ms(number));
            sent_at < time.0 || (inclusive && sent_at == time.0)
        })
    }

    pub(crate) fn get(&self, position: u32, origin: &str) -> Option<File> {
        self.files.get(self.number(position)?, origin)
    }

    fn number(&self, position: u32) -> Option<u32> {
        if let Some(arrived) = position.checked_sub(self.made_count) {
            return self.arrived.get(usize::try_from(arrived).ok()?).copied();
        }
        match &self.made {
            Made::Slots(slots) => generate::nth_of_slots(slots, position),
            Made::Sender(sender) => generate::nth_of_sender(self.files.seed, *sender, position),
            Made::Few(numbers) => numbers.get(usize::try_from(position).ok()?).copied(),
        }
    }
}

fn count(numbers: &[u32]) -> u32 {
    u32::try_from(numbers.len()).unwrap_or(u32::MAX)
}

fn user(number: u32) -> UserId {
    UserId(format!("u{number:04}"))
}

fn conversation(place: Place, sender: u32) -> Conversation {
    let (kind, target, line) = match place {
        Place::Group { number, line } => (ConversationType::GROUP, format!("g{number:03}"), line),
        Place::Channel { number } => (ConversationType::CHANNEL, format!("c{number:02}"), 0),
        Place::Single => (ConversationType::SINGLE, user(generate::peer(sender)).0, 0),
    };
    Conversation { kind, target, line }
}

fn place_of(conversation: &Conversation) -> Option<Place> {
    let Conversation { kind, target, line } = conversation;
    match *kind {
        ConversationType::GROUP => Some(Place::Group { number: number_after('g', 3, target)?, line: *line }),
        ConversationType::CHANNEL if *line == 0 => {
            Some(Place::Channel { number: number_after('c', 2, target)? })
        }
        ConversationType::SINGLE if *line == 0 => Some(Place::Single),
        _ => None,
    }
}

/// The number in `u0001`, `g001` or `c01`.
fn number_after(letter: char, digits: usize, id: &str) -> Option<u32> {
    let number = id.strip_prefix(letter)?;
    (number.len() == digits && number.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| number.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demo() -> Files {
        Files::new(&Options { data: Data::Demo, ..Options::professional() })
    }

    fn id(text: &str) -> UserId {
        UserId(text.to_owned())
    }

    #[test]
    fn a_file_is_found_by_its_uid_and_lies_where_it_says() {
        let files = demo();
        for number in (0..1_000_000).step_by(9_973) {
            let file = files.get(number, "o").unwrap();
            assert_eq!(files.find(file.uid, "o").unwrap().number, number);
            assert_eq!(file.uid.derived_time(), file.sent_at);
            for listing in
                [files.of_conversation(&file.sender, &file.conversation), files.of_user(&file.sender)]
            {
                let position = listing.until(file.sent_at, false);
                let same_ms = position..listing.until(file.sent_at, true);
                assert!(
                    same_ms.into_iter().any(|position| listing.number(position) == Some(number)),
                    "{number}"
                );
            }
        }
        assert!(files.get(1_000_000, "o").is_none());
    }

    #[test]
    fn two_users_see_the_same_files() {
        let files = demo();
        let single = |target: &str| "0-0-".to_owned() + target;
        let of = |viewer: &str, target: &str| {
            let conversation = single(target).parse().unwrap();
            files.of_conversation(&id(viewer), &conversation).count()
        };
        assert!(of("u0001", "u0002") > 100);
        assert_eq!(of("u0001", "u0002"), of("u0002", "u0001"));
        assert_eq!((of("u0001", "u0003"), of("u0000", "u0001"), of("x", "y")), (0, 0, 0));
    }

    #[test]
    fn some_have_none() {
        let files = demo();
        let viewer = id("u0001");
        for none in ["1-0-g120", "3-0-c20", "1-2-g001", "1-0-g1", "2-0-g001", "9-0-x", "0-0-u1999"] {
            assert_eq!(files.of_conversation(&viewer, &none.parse().unwrap()).count(), 0, "{none}");
        }
        for none in ["u1991", "u2000", "u0000", "u1", "admin", ""] {
            assert_eq!(files.of_user(&id(none)).count(), 0, "{none}");
        }
        assert_eq!(files.of_conversation(&viewer, &"1-0-g001".parse().unwrap()).count(), 110_000);
        assert_eq!(files.of_conversation(&viewer, &"1-1-g001".parse().unwrap()).count(), 10_000);
        assert_eq!(Files::new(&Options::professional()).of_user(&viewer).count(), 0, "fresh");
    }

    #[test]
    fn arrivals_come_last_and_are_found() {
        let mut files = demo();
        let conversation: Conversation = "0-0-u0002".parse().unwrap();
        let before = files.of_user(&id("u0001")).count();
        files.arrive(3, &id("u0001"), &conversation, TimestampMs(0));
        let listing = files.of_user(&id("u0001"));
        assert_eq!(listing.count(), before + 3);
        let newest = listing.get(before + 2, "o").unwrap();
        assert!(newest.sent_at > files.get(999_999, "o").unwrap().sent_at);
        assert_eq!(files.find(newest.uid, "o").unwrap().number, 1_000_002);
        let seen = files.of_conversation(&id("u0002"), &"0-0-u0001".parse().unwrap());
        assert_eq!(seen.get(seen.count() - 1, "o").unwrap().uid, newest.uid);
    }
}
