//! The professional calls on files: paging under every habit, and what the rows hold.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod support;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use firetower_protocol::TimestampMs;
use firetower_protocol::file::Order;
use firetower_protocol::file_row::{FileRow, FileRows};
use firetower_protocol::paging::{Ask, Pager, Position};
use firetower_simulator::{Data, Dialect, FromTime, Habits, Options, RowConversation, RowName, RowTime};
use serde_json::{Value, json};
use support::Running;

const SECRET: &str = "123456";
const LIST: &str = "/admin/file/conversation_files";
const USER_FILES: &str = "/admin/file/user_files";
/// What `g005` has: five of a thousand.
const FILES_OF_G005: usize = 5_000;
/// Where 10 000 of the demo's files share a millisecond, 1 100 of `g001` among them.
const CROWD_MS: i64 = 1_736_726_400_000;

fn demo(dialect: Dialect, habits: Habits) -> Options {
    Options { dialect, habits, data: Data::Demo, ..Options::professional() }
}

async fn result(server: &Running, path: &str, body: &Value) -> Value {
    let answer = server.post(SECRET, path, &body.to_string()).await;
    assert_eq!(answer.status, 200, "{path} {body}: {}", answer.body);
    let answer = answer.json();
    assert_eq!(answer["code"], 0, "{path} {body}: {answer}");
    answer["result"].clone()
}

async fn rows(server: &Running, path: &str, body: &Value) -> Vec<FileRow> {
    serde_json::from_value::<FileRows>(result(server, path, body).await).unwrap().0
}

fn by_time(target: &str, count: i32, order: i32, from_time: Option<i64>) -> Value {
    let mut body = json!({
        "userId": "u0001", "conversation": {"type": 1, "target": target, "line": 0}, "count": count, "order": order,
    });
    if let Some(from_time) = from_time {
        body["fromTime"] = json!(from_time);
    }
    body
}

fn by_offset(target: &str, count: i32, desc: bool, offset: i32) -> Value {
    json!({
        "conversationType": 1, "target": target, "line": 0, "userId": "u0001", "offset": offset, "desc": desc, "count": count,
    })
}

fn uid(row: &FileRow) -> i64 {
    row.message_uid.unwrap().0
}

/// To the end, as the dashboard pages. No row is shown twice.
async fn walk(server: &Running, mut pager: Pager, body: impl Fn(Ask) -> Value) -> (Vec<FileRow>, Pager) {
    let mut shown = Vec::new();
    let mut calls = 0;
    while !pager.is_done() {
        shown.extend(pager.take(rows(server, LIST, &body(pager.next())).await));
        calls += 1;
        assert!(calls < 400, "it goes on and on: {} shown", shown.len());
    }
    let uids: Vec<_> = shown.iter().filter_map(|row| row.message_uid).collect();
    assert_eq!(uids.iter().collect::<BTreeSet<_>>().len(), uids.len(), "shown twice");
    (shown, pager)
}

/// Newest first from a time after all files, or oldest first from one before them.
async fn walk_by_time(server: &Running, target: &str, order: Order) -> (Vec<FileRow>, Pager) {
    let from = if order == Order::OLDEST_FIRST { 1 } else { i64::MAX };
    walk(server, Pager::by_time(500, order, TimestampMs(from)), |ask| {
        let Position::FromTime(TimestampMs(from)) = ask.position else { panic!("{ask:?}") };
        by_time(target, ask.count, order.0, Some(from))
    })
    .await
}

async fn walk_by_offset(server: &Running, desc: bool) -> BTreeSet<i64> {
    let (shown, pager) = walk(server, Pager::by_offset(500), |ask| {
        let Position::Offset(offset) = ask.position else { panic!("{ask:?}") };
        by_offset("g005", ask.count, desc, offset)
    })
    .await;
    assert!(!pager.may_hold_more());
    shown.iter().map(uid).collect()
}

/// Every file that is there at the start, on a server without habits.
async fn all_of_g005() -> BTreeSet<i64> {
    let server = Running::start(demo(Dialect::Both, Habits::default())).await;
    let all: BTreeSet<i64> =
        rows(&server, LIST, &by_offset("g005", 10_000, false, 0)).await.iter().map(uid).collect();
    assert_eq!(all.len(), FILES_OF_G005);
    server.stop().await;
    all
}

#[tokio::test]
async fn a_conversation_is_walked_completely_whatever_the_habits() {
    let all = all_of_g005().await;
    for from_time in [FromTime::Inclusive, FromTime::Exclusive] {
        for arriving in [0, 3] {
            for (count_cap, row_time, row_conversation, row_name) in [
                (0, RowTime::Given, RowConversation::Nested, RowName::Name),
                (150, RowTime::LeftOut, RowConversation::Flat, RowName::Filename),
            ] {
                let habits = Habits {
                    arriving,
                    from_time,
                    count_cap,
                    row_time,
                    row_conversation,
                    row_name,
                    ..Habits::default()
                };
                let server = Running::start(demo(Dialect::Both, habits)).await;
                for order in [Order::NEWEST_FIRST, Order::OLDEST_FIRST] {
                    // Walking forward, one meets each page's arrivals on the next and never comes to an end.
                    if order == Order::OLDEST_FIRST && arriving > 0 {
                        continue;
                    }
                    let (shown, pager) = walk_by_time(&server, "g005", order).await;
                    let seen: BTreeSet<i64> = shown.iter().map(uid).collect();
                    assert!(seen.is_superset(&all), "{habits:?}: {} of {}", seen.len(), all.len());
                    assert!(arriving > 0 || seen.len() == all.len());
                    assert_eq!(pager.crowded(), [], "{habits:?}");
                }
                for desc in [true, false] {
                    if desc || arriving == 0 {
                        assert!(walk_by_offset(&server, desc).await.is_superset(&all), "{habits:?}");
                    }
                }
                server.stop().await;
            }
        }
    }
}

/// A page by time has 1000 rows at most, so 100 of the demo's crowd of 1100 can't be reached by it, and that is said.
#[tokio::test]
async fn a_millisecond_that_holds_more_than_a_page_is_named() {
    for from_time in [FromTime::Inclusive, FromTime::Exclusive] {
        let server =
            Running::start(demo(Dialect::Documented, Habits { from_time, ..Habits::default() })).await;
        let mut pager = Pager::by_time(500, Order::NEWEST_FIRST, TimestampMs(CROWD_MS + 3_600_000));
        let mut of_crowd = BTreeSet::new();
        let is_of_crowd = |row: &&FileRow| row.timestamp == Some(TimestampMs(CROWD_MS));
        let mut is_past = false;
        while !is_past {
            let Position::FromTime(TimestampMs(from)) = pager.next().position else { panic!("{pager:?}") };
            let page = rows(&server, LIST, &by_time("g001", pager.next().count, 0, Some(from))).await;
            let new = pager.take(page);
            of_crowd.extend(new.iter().filter(is_of_crowd).map(uid));
            is_past = new.iter().any(|row| row.timestamp.unwrap().0 < CROWD_MS);
        }
        assert_eq!((of_crowd.len(), pager.crowded()), (1_000, &[TimestampMs(CROWD_MS)][..]), "{from_time}");
        // The others are reached from the other side.
        let forward = rows(&server, LIST, &by_time("g001", 1_000, 1, Some(CROWD_MS - 1))).await;
        of_crowd.extend(forward.iter().filter(is_of_crowd).map(uid));
        assert_eq!(of_crowd.len(), 1_100);
        server.stop().await;
    }
}

#[tokio::test]
async fn from_time_is_inclusive_or_not() {
    for from_time in [FromTime::Inclusive, FromTime::Exclusive] {
        let habits = Habits { from_time, ..Habits::default() };
        let server = Running::start(demo(Dialect::Documented, habits)).await;
        let newest = rows(&server, LIST, &by_time("g001", 200, 0, None)).await;
        let mut shared = newest.iter().map(|row| row.timestamp.unwrap().0);
        let mut last = shared.next().unwrap();
        let shared = shared.find(|time| std::mem::replace(&mut last, *time) == *time).unwrap();
        for order in [0, 1] {
            let page = rows(&server, LIST, &by_time("g001", 1, order, Some(shared))).await;
            let at_it = page[0].timestamp.unwrap().0 == shared;
            assert_eq!(at_it, from_time == FromTime::Inclusive, "{order}");
        }
        server.stop().await;
    }
}

#[tokio::test]
async fn new_files_come_after_each_page() {
    let habits = Habits { arriving: 3, ..Habits::default() };
    let server = Running::start(demo(Dialect::Both, habits)).await;
    let bodies = [
        (LIST, by_time("g120", 10, 0, None)),
        (LIST, by_offset("g005", 10, true, 0)),
        (USER_FILES, json!({"userId": "u0005", "offset": 0, "desc": true, "count": 10})),
    ];
    for (path, body) in bodies {
        let first = rows(&server, path, &body).await;
        let second = rows(&server, path, &body).await;
        let news: Vec<&FileRow> = second.iter().filter(|row| !first.contains(row)).collect();
        assert_eq!(news.len(), 3, "{path}");
        assert!(
            news.iter().all(|row| row.sent_at().unwrap().time() == row.message_uid.unwrap().derived_time())
        );
        let newest = result(&server, "/admin/file/message_file", &json!({"value": uid(news[0])})).await;
        assert_eq!(newest["userId"], body["userId"]);
    }
    server.stop().await;
}

#[tokio::test]
async fn a_conversations_body_goes_by_the_dialect() {
    for dialect in Dialect::ALL {
        let server = Running::start(demo(*dialect, Habits::default())).await;
        let documented = server.post(SECRET, LIST, &by_time("g001", 2, 0, None).to_string()).await.json();
        let sdk = server.post(SECRET, LIST, &by_offset("g001", 2, true, 0).to_string()).await.json();
        match dialect {
            Dialect::Documented => assert_eq!(sdk["code"], 251, "it misses its conversation"),
            Dialect::Sdk => assert_eq!(documented["result"], json!([]), "it answers another, in silence"),
            Dialect::Both => assert_eq!(documented["result"], sdk["result"]),
        }
        let own = if *dialect == Dialect::Sdk { &sdk } else { &documented };
        assert_eq!(own["result"].as_array().unwrap().len(), 2);
        server.stop().await;
    }
}

#[tokio::test]
async fn rows_in_every_shape() {
    let server = Running::start(demo(Dialect::Both, Habits::default())).await;
    let body = by_offset("g001", 200, true, 0);
    let plain = rows(&server, LIST, &body).await;
    for row in &plain {
        assert!(row.timestamp.is_some() && uid(row) > 1 << 53 && row.raw.contains_key("conversation"));
        assert_eq!(row.conversation.as_ref().unwrap().to_string(), "1-0-g001");
    }
    let bent =
        r#"{"row_time":"left-out","row_conversation":"flat","row_name":"filename","without_uid_every":7}"#;
    assert_eq!(server.control("PUT", "habits", bent).await.status, 200);
    let rows_bent = rows(&server, LIST, &body).await;
    for (row, plain) in rows_bent.iter().zip(&plain) {
        assert_eq!((&row.name, &row.conversation), (&plain.name, &plain.conversation));
        assert!(row.timestamp.is_none() && !row.raw.contains_key("name") && row.raw.contains_key("target"));
        assert!(row.message_uid.is_none() || row.sent_at().unwrap().time() == plain.timestamp.unwrap());
    }
    let anonymous = rows_bent.iter().filter(|row| row.message_uid.is_none()).count();
    assert!((10..60).contains(&anonymous), "{anonymous}");
    assert_eq!(server.control("GET", "habits", "").await.json()["without_uid_every"], 7);
    server.control("PUT", "habits", r#"{"count_cap":5}"#).await;
    assert_eq!(rows(&server, LIST, &body).await.len(), 5);
    server.control("DELETE", "habits", "").await;
    assert_eq!(rows(&server, LIST, &body).await, plain);
    for (wrong, part) in [(r#"{"unset":"252"}"#, "known are"), (r#"{"arrive":1}"#, "unknown field")] {
        let answer = server.control("PUT", "habits", wrong).await;
        assert!(answer.status == 400 && answer.body.contains(part), "{}", answer.body);
    }
    server.stop().await;
}

#[tokio::test]
async fn one_file_by_either_form() {
    let server = Running::start(demo(Dialect::Both, Habits::default())).await;
    let listed =
        rows(&server, USER_FILES, &json!({"userId": "u0003", "offset": 5, "desc": true, "count": 20})).await;
    assert_eq!(listed.len(), 20);
    for row in listed {
        let full = result(&server, "/admin/file/message_file", &json!({"value": uid(&row)})).await;
        assert_eq!(full, Value::Object(row.raw.clone()));
        let one = result(&server, "/admin/file/get", &json!({"messageUid": uid(&row)})).await;
        let keys: BTreeSet<_> = one.as_object().unwrap().keys().map(String::as_str).collect();
        assert!(keys.is_subset(&BTreeSet::from(["messageUid", "filename", "url", "size"])), "{keys:?}");
        assert_eq!((&one["filename"], &one["size"]), (&full["name"], &full["size"]));
    }
    server.stop().await;
}

#[tokio::test]
async fn a_users_files_and_nobodys() {
    let server = Running::start(demo(Dialect::Both, Habits::default())).await;
    let of = |user: &str, desc: bool, offset: usize| json!({"userId": user, "offset": offset, "desc": desc, "count": 1_000});
    let ascending = rows(&server, USER_FILES, &of("u0001", false, 0)).await;
    let mut descending = rows(&server, USER_FILES, &of("u0001", true, 0)).await;
    descending.reverse();
    assert_eq!(ascending, descending);
    assert!(ascending.len() >= 502 && ascending.is_sorted_by_key(uid));
    assert!(ascending.iter().all(|row| row.user_id.as_ref().unwrap().0 == "u0001"));
    assert!(rows(&server, USER_FILES, &of("u0001", true, 5_000)).await.is_empty());
    assert!(rows(&server, USER_FILES, &of("u2000", true, 0)).await.is_empty());
    assert!(rows(&server, LIST, &by_time("g120", 10, 0, None)).await.is_empty());
    server.stop().await;
}

#[tokio::test]
async fn files_are_served_with_their_types() {
    let server = Running::start(demo(Dialect::Both, Habits::default())).await;
    let origin = format!("http://{}", server.address);
    let mut types = BTreeSet::new();
    for row in rows(&server, LIST, &by_offset("g001", 300, true, 0)).await {
        let Some(path) = row.url.as_deref().and_then(|url| url.strip_prefix(&origin)) else { continue };
        // The plain client of these tests reads text only.
        if ["svg", "txt"].iter().any(|kind| path.ends_with(kind)) {
            let answer = server.send("GET", path, &Vec::new(), "").await.unwrap();
            assert_eq!(answer.status, 200);
            assert_eq!(answer.body.contains("<script>"), path.ends_with("-script.svg"), "{path}");
            let fetchable = answer.header("access-control-allow-origin").is_some();
            assert_eq!(fetchable, path.ends_with("txt"));
            types.insert(answer.header("content-type").unwrap().to_owned());
        }
    }
    assert!(types.into_iter().eq(["image/svg+xml", "text/plain; charset=utf-8"]));
    assert_eq!(server.send("GET", "/files/1.exe", &Vec::new(), "").await.unwrap().status, 404);
    server.stop().await;
}

#[tokio::test]
async fn a_large_conversation_answers_at_once_at_any_depth() {
    let server = Running::start(demo(Dialect::Both, Habits::default())).await;
    for body in [
        by_offset("g001", 100, true, 0),
        by_offset("g001", 100, true, 90_000),
        by_time("g001", 100, 0, None),
        by_time("g001", 100, 1, Some(1_780_000_000_000)),
        json!({"userId": "u0001", "conversation": {"type": 0, "target": "u0002"}, "count": 100, "order": 0}),
    ] {
        let started = Instant::now();
        assert_eq!(rows(&server, LIST, &body).await.len(), 100);
        // Generous, since the tests share a slow machine: making all files would take many times as long.
        assert!(started.elapsed() < Duration::from_millis(500), "{body}: {:?}", started.elapsed());
    }
    #[cfg(target_os = "linux")]
    assert!(peak_memory_kib() < 200 * 1_024, "{} KiB", peak_memory_kib());
    server.stop().await;
}

/// Of this process, all of its tests included.
#[cfg(target_os = "linux")]
fn peak_memory_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
