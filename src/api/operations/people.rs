//! Users and robots.

use firetower_protocol::block::{self, BlockStatus, Check};
use firetower_protocol::robot::{self, Robot, Robots, Written};
use firetower_protocol::user::{self, Batch, Find, Page, User, Users};
use firetower_protocol::{Operation, UserId};

use super::Opened;
use crate::api::client::Client;

impl Client {
    /// `None`: nobody of this id, name or mobile (253).
    pub(crate) async fn find_user(&self, find: &Find) -> Opened<Option<User>> {
        let answer = self.run(Operation::FindUser, &|_| user::INFO.call(find)).await;
        self.opened_or_none(answer)
    }

    /// Robots and built-in users are among them.
    pub(crate) async fn users(&self, page: Page) -> Opened<Users> {
        let answer = self.run(Operation::AllUsers, &|_| user::ALL.call(&page)).await;
        self.opened(answer)
    }

    /// Professional servers only. Who is not there is left out.
    pub(crate) async fn batch_users(&self, batch: &Batch) -> Opened<Users> {
        let answer = self.run(Operation::BatchUsers, &|_| user::BATCH.call(batch)).await;
        self.opened(answer)
    }

    /// Of a robot too. Somebody who isn't there is answered as normal.
    pub(crate) async fn user_block_status(&self, id: &UserId) -> Opened<BlockStatus> {
        let check = Check { user_id: id.clone() };
        let answer = self.run(Operation::BlockStatus, &|_| block::CHECK.call(&check)).await;
        let reading = self.opened::<block::Checked>(answer)?;
        Ok(reading.map(|checked| checked.status))
    }

    /// `None`: no such robot (253). What it answers holds the robot's secret.
    pub(crate) async fn robot(&self, id: &UserId) -> Opened<Option<Robot>> {
        let read = robot::Read { robot_id: id.clone() };
        let answer = self.run(Operation::ReadRobot, &|_| robot::READ.call(&read)).await;
        self.opened_or_none(answer)
    }

    /// Professional servers only; elsewhere robots are the users of type 1.
    pub(crate) async fn robots(&self, page: Page) -> Opened<Robots> {
        let answer = self.run(Operation::AllRobots, &|_| robot::ALL.call(&page)).await;
        self.opened(answer)
    }

    /// Creates a robot or replaces all of one.
    pub(crate) async fn write_robot(&self, write: &robot::Write) -> Opened<Written> {
        let answer = self.run(Operation::WriteRobot, &|_| robot::WRITE.call(write)).await;
        self.opened(answer)
    }
}
