//! The two lists that robots are read from, and what is kept of an answer. One of them holds every robot's secret, so only
//! ids and names leave this file.

use firetower_protocol::robot::Robot;
use firetower_protocol::user::{Page as Slice, User, UserType};
use firetower_protocol::{TimestampMs, UserId};

use crate::api::Client;
use crate::error::ApiError;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) id: UserId,
    /// The display name, or the login name where that is blank.
    pub(super) name: Option<String>,
}

/// One answer of either list.
pub(super) struct Piece {
    /// Everything that came, for telling one answer from the next.
    pub(super) ids: Vec<UserId>,
    pub(super) rows: Vec<Row>,
    pub(super) time: TimestampMs,
}

pub(super) async fn robots(client: &Client, slice: Slice) -> Result<Piece, ApiError> {
    let reading = client.robots(slice).await?;
    let rows: Vec<Row> = reading.value.0.into_iter().map(Row::of_robot).collect();
    Ok(Piece { ids: rows.iter().map(|row| row.id.clone()).collect(), rows, time: reading.time })
}

pub(super) async fn users(client: &Client, slice: Slice) -> Result<Piece, ApiError> {
    let reading = client.users(slice).await?;
    let users = reading.value.0;
    let ids = users.iter().map(|user| user.user_id.clone()).collect();
    let rows =
        users.into_iter().filter(|user| user.kind == Some(UserType::ROBOT)).map(Row::of_user).collect();
    Ok(Piece { ids, rows, time: reading.time })
}

/// A list that shifts while it is paged shows a row again; it is kept once.
pub(super) fn add(rows: &mut Vec<Row>, more: Vec<Row>) {
    for row in more {
        if !rows.iter().any(|known| known.id == row.id) {
            rows.push(row);
        }
    }
}

pub(super) fn int(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

impl Row {
    /// The robot's secret ends here.
    fn of_robot(robot: Robot) -> Self {
        Self { name: telling(robot.display_name, robot.name), id: robot.user_id }
    }

    fn of_user(user: User) -> Self {
        Self { name: telling(user.display_name, user.name), id: user.user_id }
    }

    pub(super) fn new(id: UserId, display_name: &str, name: &str) -> Self {
        Self { name: telling(Some(display_name.to_owned()), Some(name.to_owned())), id }
    }

    /// `needle` in lower case.
    pub(super) fn matches(&self, needle: &str) -> bool {
        let holds = |text: &str| text.to_lowercase().contains(needle);
        holds(&self.id.0) || self.name.as_deref().is_some_and(holds)
    }
}

fn telling(display_name: Option<String>, name: Option<String>) -> Option<String> {
    let is_telling = |text: &String| !text.trim().is_empty();
    display_name.filter(is_telling).or(name.filter(is_telling))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, name: &str) -> Row {
        Row::new(UserId(id.to_owned()), name, "")
    }

    #[test]
    fn a_row_is_kept_once() {
        let mut rows = vec![row("a", "A")];
        add(&mut rows, vec![row("b", "B"), row("a", "A"), row("b", "B")]);
        assert_eq!(rows, [row("a", "A"), row("b", "B")]);
    }

    #[test]
    fn a_filter_looks_into_ids_and_names_in_any_case() {
        assert!(row("Robot01", "审批助手").matches("robot0") && row("x", "Build Bot").matches("bot"));
        assert!(row("x", "审批助手").matches("助手") && !row("x", "y").matches("z"));
    }

    #[test]
    fn a_blank_display_name_gives_way_to_the_login_name() {
        assert_eq!(Row::new(UserId("a".to_owned()), "  ", "login").name.as_deref(), Some("login"));
        assert_eq!(row("a", "").name, None);
    }
}
