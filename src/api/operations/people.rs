//! Users and robots.

use firetower_protocol::block::{self, BlockStatus, Check};
use firetower_protocol::robot::{self, Robot, Robots, Written};
use firetower_protocol::user::{self, Batch, Find, Page, User, Users};
use firetower_protocol::{Operation, UserId};

use super::Opened;
use crate::api::client::{Answered, Client, Reading};
use crate::error::ApiError;

impl Client {
    /// `None`: nobody of this id, name or mobile (253).
    pub(crate) async fn find_user(&self, find: &Find) -> Opened<Option<User>> {
        let answer = self.run(Operation::FindUser, &|_| user::INFO.call(find)).await;
        let found: Reading<Option<User>> = self.opened_or_none(answer)?;
        self.learn(found.value.as_slice());
        Ok(found)
    }

    /// Robots and built-in users are among them.
    pub(crate) async fn users(&self, page: Page) -> Opened<Users> {
        let answer = self.run(Operation::AllUsers, &|_| user::ALL.call(&page)).await;
        self.opened_users(answer)
    }

    /// Professional servers only. Who is not there is left out.
    pub(crate) async fn batch_users(&self, batch: &Batch) -> Opened<Users> {
        let answer = self.run(Operation::BatchUsers, &|_| user::BATCH.call(batch)).await;
        self.opened_users(answer)
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
        let found: Reading<Option<Robot>> = self.opened_or_none(answer)?;
        self.learn_robots(found.value.as_slice());
        Ok(found)
    }

    /// Professional servers only; elsewhere robots are the users of type 1.
    pub(crate) async fn robots(&self, page: Page) -> Opened<Robots> {
        let answer = self.run(Operation::AllRobots, &|_| robot::ALL.call(&page)).await;
        let robots: Reading<Robots> = self.opened(answer)?;
        self.learn_robots(&robots.value.0);
        Ok(robots)
    }

    /// Creates a robot or replaces all of one.
    pub(crate) async fn write_robot(&self, write: &robot::Write) -> Opened<Written> {
        let answer = self.run(Operation::WriteRobot, &|_| robot::WRITE.call(write)).await;
        self.opened(answer)
    }

    fn opened_users(&self, answer: Result<Reading<Answered>, ApiError>) -> Opened<Users> {
        let users: Reading<Users> = self.opened(answer)?;
        self.learn(&users.value.0);
        Ok(users)
    }

    /// Who was read anyway needs no looking up.
    fn learn(&self, users: &[User]) {
        users.iter().for_each(|user| self.session.names.learn(user));
    }

    fn learn_robots(&self, robots: &[Robot]) {
        for robot in robots {
            self.session.names.learn_name(
                &robot.user_id,
                robot.display_name.as_deref(),
                robot.name.as_deref(),
            );
        }
    }
}
