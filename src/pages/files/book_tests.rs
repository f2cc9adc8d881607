//! Books against servers of every kind: whatever a page begins with finds it again, and from there the way leads back to
//! the beginning and on to the end without a row twice or left out.

use firetower_protocol::MessageUid;
use firetower_protocol::file::Order;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::pages::files::before::Before;

const START_MS: i64 = 1_795_000_000_000;

/// Files by time and number, in the order of the list.
#[derive(Clone, Debug)]
struct Server {
    files: Vec<(i64, i64)>,
    order: Order,
    is_by_time: bool,
    is_inclusive: bool,
    cap: usize,
    has_uids: bool,
}

impl Server {
    fn how(&self) -> How {
        let newest = self.order == Order::NEWEST_FIRST;
        let from = TimestampMs(if newest { START_MS + 1_000 } else { 0 });
        if self.is_by_time { How::Time { order: self.order, from } } else { How::Offset }
    }

    fn answer(&self, ask: Ask, backwards: bool) -> Vec<FileRow> {
        let is_newest_first = (self.order == Order::NEWEST_FIRST) != backwards;
        let mut list = self.files.clone();
        if backwards {
            list.reverse();
        }
        let is_asked = |time: i64| match ask.position {
            Position::Offset(_) => true,
            Position::FromTime(from) if is_newest_first => {
                time < from.0 || (self.is_inclusive && time == from.0)
            }
            Position::FromTime(from) => time > from.0 || (self.is_inclusive && time == from.0),
        };
        let skipped = match ask.position {
            Position::Offset(offset) => usize::try_from(offset).unwrap(),
            Position::FromTime(_) => 0,
        };
        let count = usize::try_from(ask.count).unwrap().min(self.cap);
        let page = list.into_iter().filter(|file| is_asked(file.0)).skip(skipped).take(count);
        page.map(|file| self.row(file)).collect()
    }

    fn row(&self, (time, number): (i64, i64)) -> FileRow {
        let mut row = json!({ "timestamp": time, "name": number.to_string() });
        if self.has_uids {
            row["messageUid"] = json!(number + 1_000_000_000_000);
        }
        serde_json::from_value(row).unwrap()
    }

    fn all(&self) -> Vec<String> {
        self.files.iter().map(|file| file.1.to_string()).collect()
    }
}

fn names(page: &Page) -> Vec<String> {
    page.rows.iter().map(|row| row.name.clone().unwrap()).collect()
}

fn next(book: &mut Book, server: &Server) -> Option<i32> {
    for _ in 0..1_000 {
        if let Some(number) = book.turn() {
            return Some(number);
        }
        if book.is_at_end() {
            return None;
        }
        book.take(server.answer(book.ask(), false));
    }
    panic!("it goes on and on: {book:?}");
}

/// All pages from where the book is open on.
fn read_on(book: &mut Book, server: &Server) -> Vec<Page> {
    let mut pages = Vec::new();
    while let Some(number) = next(book, server) {
        pages.push(book.page(number).unwrap().clone());
    }
    pages
}

/// All pages before the first one, the nearest first.
fn read_back(book: &mut Book, server: &Server) -> Vec<Page> {
    let mut pages = Vec::new();
    for _ in 0..1_000 {
        let (number, first) = book.first().map(|(number, page)| (number, page.clone())).unwrap();
        if book.begins_with(number) {
            return pages;
        }
        let Some(mut before) = Before::of(&book.how, book.size, &first) else { return pages };
        let (page, begins) = loop {
            let (ask, backwards) = before.ask();
            if let Some(done) = before.take(server.answer(ask, backwards)) {
                break done;
            }
        };
        let Some(page) = page else { return pages };
        book.put_before(page.clone(), begins);
        pages.push(page);
    }
    panic!("it goes back and back: {book:?}");
}

fn open(server: &Server, size: u16, place: Option<FilesPlace>) -> Book {
    Book::open(server.how(), size, place)
}

/// Few milliseconds, so that many files share one. Fewer share one than a server gives at once.
fn servers() -> impl Strategy<Value = Server> {
    let times = prop::collection::vec(0_i64..12, 0..60);
    let cap = prop_oneof![Just(70_usize), Just(usize::MAX)];
    (times, any::<(bool, bool, bool, bool)>(), cap).prop_map(
        |(mut times, (is_newest_first, is_by_time, is_inclusive, has_uids), cap)| {
            times.sort_unstable();
            let mut files: Vec<(i64, i64)> =
                (0_i64..).zip(times).map(|(number, time)| (START_MS + time, number)).collect();
            if is_newest_first {
                files.reverse();
            }
            let order = if is_newest_first { Order::NEWEST_FIRST } else { Order::OLDEST_FIRST };
            Server { files, order, is_by_time, is_inclusive, cap, has_uids }
        },
    )
}

proptest! {
    #[test]
    fn a_book_has_every_row_once_on_pages_of_one_length(server in servers(), size in 1_u16..9) {
        let pages = read_on(&mut open(&server, size, None), &server);
        let read: Vec<String> = pages.iter().flat_map(names).collect();
        prop_assert_eq!(read, server.all());
        for page in pages.iter().rev().skip(1) {
            prop_assert_eq!(page.rows.len(), usize::from(size));
        }
        prop_assert!(pages.first().is_none_or(|page| page.place.is_none()));
    }

    #[test]
    fn a_place_opens_the_same_first_row_and_the_way_goes_on_in_both_directions(
        server in servers(),
        size in 1_u16..9,
        which in any::<prop::sample::Index>(),
    ) {
        let server = Server { has_uids: true, ..server };
        let pages = read_on(&mut open(&server, size, None), &server);
        prop_assume!(pages.len() > 1);
        let page = &pages[1..][which.index(pages.len() - 1)];
        let mut book = open(&server, size, page.place);
        let after = read_on(&mut book, &server);
        prop_assert_eq!(names(&after[0]), names(page));
        prop_assert_eq!(after[0].place, page.place);
        let mut before = read_back(&mut book, &server);
        before.reverse();
        let read: Vec<String> = before.iter().chain(&after).flat_map(names).collect();
        prop_assert_eq!(read, server.all());
        for page in before.iter().skip(1) {
            prop_assert_eq!(page.rows.len(), usize::from(size));
        }
    }

    #[test]
    fn a_place_whose_row_is_gone_opens_what_stood_after_it(server in servers(), size in 1_u16..9, uid in any::<i64>()) {
        let server = Server { is_by_time: true, has_uids: true, ..server };
        prop_assume!(!server.files.is_empty());
        let time = server.files[server.files.len() / 2].0;
        let gone = FilesPlace::Row { time: TimestampMs(time), uid: Some(MessageUid(uid.min(-1))) };
        let pages = read_on(&mut open(&server, size, Some(gone)), &server);
        let read: Vec<String> = pages.iter().flat_map(names).collect();
        let at = server.files.iter().position(|file| file.0 == time).unwrap();
        prop_assert_eq!(read.as_slice(), &server.all()[at..]);
    }
}

#[test]
fn what_is_known_of_a_page_says_where_it_stands() {
    let files = (0..25).rev().map(|number| (START_MS + number, number)).collect();
    let order = Order::NEWEST_FIRST;
    let server =
        Server { files, order, is_by_time: true, is_inclusive: true, cap: usize::MAX, has_uids: true };
    let mut book = open(&server, 10, None);
    assert_eq!((next(&mut book, &server), next(&mut book, &server)), (Some(0), Some(1)));
    assert!(book.begins_with(0) && !book.ends_with(1));
    assert_eq!(book.page(1).unwrap().before, Some(10));
    assert_eq!(next(&mut book, &server), Some(2));
    assert!(book.ends_with(2));
    let place = book.page(1).unwrap().place;
    assert_eq!(
        place,
        Some(FilesPlace::Row { time: TimestampMs(START_MS + 14), uid: Some(MessageUid(1_000_000_000_014)) })
    );
    assert_eq!(book.find(place), Some(1));
    let mut linked = open(&server, 10, place);
    assert_eq!(next(&mut linked, &server), Some(0));
    assert_eq!(linked.page(0).unwrap().before, None, "nobody has counted what lies before a link");
}

#[test]
fn an_offset_says_how_many_rows_lie_before_it() {
    let server = Server {
        files: (0..25).map(|number| (START_MS + number, number)).collect(),
        order: Order::OLDEST_FIRST,
        is_by_time: false,
        is_inclusive: false,
        cap: usize::MAX,
        has_uids: true,
    };
    let mut book = open(&server, 10, Some(FilesPlace::Offset(10)));
    assert_eq!(next(&mut book, &server), Some(0));
    assert_eq!(book.page(0).unwrap().before, Some(10));
    // Of the other kind of list, a place is not understood.
    let time = FilesPlace::Row { time: TimestampMs(1), uid: None };
    let mut book = open(&server, 10, Some(time));
    next(&mut book, &server);
    assert!(book.begins_with(0) && book.find(None) == Some(0));
}

#[test]
fn the_oldest_pages_are_dropped_where_there_are_too_many() {
    let files = (0..25_000).map(|number| (START_MS + number, number)).collect();
    let order = Order::OLDEST_FIRST;
    let server =
        Server { files, order, is_by_time: true, is_inclusive: true, cap: usize::MAX, has_uids: true };
    let mut book = open(&server, 200, None);
    book.hurry(true);
    let pages = read_on(&mut book, &server);
    assert_eq!(pages.len(), 125);
    assert!(book.page(0).is_none() && book.page(124).is_some());
    let (first, page) = book.first().unwrap();
    assert!(first > 20 && !book.begins_with(first), "{first}");
    assert!(page.place.is_some());
}
