//! Who is muted or forbidden; everybody else is neither.

use std::collections::BTreeMap;

use firetower_protocol::block::BlockStatus;

use crate::demo_people::{robot_id, user_id};
use crate::options::Data;

#[derive(Clone, Debug)]
pub(crate) struct Blocked(BTreeMap<String, BlockStatus>);

impl Blocked {
    pub(crate) fn new(data: Data) -> Self {
        Self(match data {
            Data::Fresh => BTreeMap::new(),
            Data::Demo => BTreeMap::from([
                (robot_id(7), BlockStatus::MUTED),
                (robot_id(8), BlockStatus::FORBIDDEN),
                (user_id(14), BlockStatus::MUTED),
                (user_id(15), BlockStatus::FORBIDDEN),
            ]),
        })
    }

    pub(crate) fn get(&self, id: &str) -> BlockStatus {
        self.0.get(id).copied().unwrap_or(BlockStatus::NORMAL)
    }

    pub(crate) fn set(&mut self, id: String, status: BlockStatus) {
        if status == BlockStatus::NORMAL {
            self.0.remove(&id);
        } else {
            self.0.insert(id, status);
        }
    }
}
