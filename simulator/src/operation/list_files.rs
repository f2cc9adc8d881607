//! `file/conversation_files`, in two shapes under one path, and `file/user_files`.

use std::ops::Range;

use firetower_protocol::conversation::{Conversation, ConversationType};
use firetower_protocol::file::Order;
use firetower_protocol::{Code, TimestampMs, UserId, WireForm};

use crate::files::Listing;
use crate::habits::{FromTime, Habits};
use crate::operation::Call;
use crate::operation::file_fields::{ListFields, required_user};
use crate::operation::file_row::row;
use crate::options::Dialect;
use crate::reply::Reply;
use crate::state::World;

/// The simulator's own limit: an answer of some MB.
const ROWS_AT_MOST: u32 = 10_000;

/// Part of a listing, in an order.
struct Page {
    positions: Range<u32>,
    newest_first: bool,
}

pub(crate) fn of_conversation(world: &mut World, call: &Call<'_>) -> Result<Reply, Reply> {
    let fields: ListFields = call.read()?;
    match shape(call, &fields) {
        WireForm::Documented => by_time(world, call, fields),
        WireForm::Sdk => by_offset(world, call, fields),
    }
}

pub(crate) fn of_user(world: &mut World, call: &Call<'_>) -> Result<Reply, Reply> {
    let fields: ListFields = call.read()?;
    let count = wanted(fields.count, &world.habits)?;
    let user = required_user(fields.user_id)?;
    let listing = world.files.of_user(&user);
    let page = offset_page(&listing, fields.offset, fields.desc, count)?;
    let reply = shown(&world.habits, &listing, &page, call, None);
    // Where nothing else is said, a user's new files come into the largest group.
    let conversation = Conversation { kind: ConversationType::GROUP, target: "g001".to_owned(), line: 0 };
    world.files.arrive(world.habits.arriving, &user, &conversation, call.now);
    Ok(reply)
}

/// A server of both dialects looks at which fields were sent; one of a single dialect knows its own alone.
fn shape(call: &Call<'_>, fields: &ListFields) -> WireForm {
    match call.options.dialect {
        Dialect::Both if fields.conversation.is_none() && fields.target.is_some() => WireForm::Sdk,
        _ => call.form,
    }
}

fn by_time(world: &mut World, call: &Call<'_>, fields: ListFields) -> Result<Reply, Reply> {
    let count = wanted(fields.count, &world.habits)?;
    let user = required_user(fields.user_id)?;
    let conversation =
        fields.conversation.ok_or_else(|| Reply::code(Code::InvalidParameter))?.conversation()?;
    let listing = world.files.of_conversation(&user, &conversation);
    let inclusive = world.habits.from_time == FromTime::Inclusive;
    let from = TimestampMs(fields.from_time);
    let page = if Order(fields.order) == Order::OLDEST_FIRST {
        // Everything after the time, and what is of it where that counts.
        let start = if from.0 == 0 { 0 } else { listing.until(from, !inclusive) };
        Page { positions: start..listing.count().min(start.saturating_add(count)), newest_first: false }
    } else {
        // No time is now, and so is 0: a Java long has no other way to be absent.
        let end = if from.0 == 0 { listing.count() } else { listing.until(from, inclusive) };
        Page { positions: end.saturating_sub(count)..end, newest_first: true }
    };
    let reply = shown(&world.habits, &listing, &page, call, Some(&conversation));
    arrive(world, call, &user, &conversation);
    Ok(reply)
}

fn by_offset(world: &mut World, call: &Call<'_>, fields: ListFields) -> Result<Reply, Reply> {
    let count = wanted(fields.count, &world.habits)?;
    let user = required_user(fields.user_id)?;
    // A body of the other shape has no target: a conversation without files, in silence.
    let conversation = Conversation {
        kind: ConversationType(fields.conversation_type),
        target: fields.target.unwrap_or_default(),
        line: fields.line,
    };
    let listing = world.files.of_conversation(&user, &conversation);
    let page = offset_page(&listing, fields.offset, fields.desc, count)?;
    let reply = shown(&world.habits, &listing, &page, call, Some(&conversation));
    arrive(world, call, &user, &conversation);
    Ok(reply)
}

fn arrive(world: &mut World, call: &Call<'_>, user: &UserId, conversation: &Conversation) {
    if !conversation.target.is_empty() {
        world.files.arrive(world.habits.arriving, user, conversation, call.now);
    }
}

fn offset_page(listing: &Listing<'_>, offset: i32, desc: bool, count: u32) -> Result<Page, Reply> {
    let offset = u32::try_from(offset).map_err(|_| Reply::code(Code::InvalidParameter))?;
    let all = listing.count();
    let positions = if desc {
        let end = all.saturating_sub(offset);
        end.saturating_sub(count)..end
    } else {
        let start = offset.min(all);
        start..all.min(start.saturating_add(count))
    };
    Ok(Page { positions, newest_first: desc })
}

fn wanted(count: i32, habits: &Habits) -> Result<u32, Reply> {
    let count = u32::try_from(count).ok().filter(|count| *count > 0);
    let count = count.ok_or_else(|| Reply::code(Code::InvalidParameter))?.min(ROWS_AT_MOST);
    Ok(if habits.count_cap == 0 { count } else { count.min(habits.count_cap) })
}

/// `listed` is the conversation as the viewer named it: its target is the other one, whoever sent the file.
fn shown(
    habits: &Habits,
    listing: &Listing<'_>,
    page: &Page,
    call: &Call<'_>,
    listed: Option<&Conversation>,
) -> Reply {
    let origin = call.origin();
    let make = |position| {
        listing.get(position, &origin).map(|mut file| {
            if let Some(listed) = listed {
                file.conversation = listed.clone();
            }
            row(habits, file)
        })
    };
    let positions = page.positions.clone();
    let rows: Vec<_> = if page.newest_first {
        positions.rev().filter_map(make).collect()
    } else {
        positions.filter_map(make).collect()
    };
    Reply::result(rows)
}
