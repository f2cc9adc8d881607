//! One cheap reading of each operation, so that the table knows which form of it is answered. Nobody of the name that is
//! asked for is likely to be there, and lists are asked for far beyond their end: no answer need hold anybody's data.

use std::future::Future;
use std::pin::Pin;

use firetower_protocol::conversation::{Conversation, ConversationType, IsTop};
use firetower_protocol::file::{OfConversation, OfConversationSdk, OfUser, Order};
use firetower_protocol::user::{Batch, Find, Page};
use firetower_protocol::user_setting::{Read, Scope};
use firetower_protocol::{MessageUid, Operation, UserId};

use super::Progress;
use super::ask::NOBODY;
use crate::api::client::Client;

const FAR: i32 = 1_000_000_000;

/// Drops what it comes to: the client noted it in the session's table, and nothing else of it is of interest here.
macro_rules! asking {
    ($($ask:expr),* $(,)?) => {{
        let asking: Vec<Pin<Box<dyn Future<Output = ()> + '_>>> =
            vec![$(Box::pin(async { drop($ask.await); })),*];
        asking
    }};
}

/// The files of a conversation come after one file, whose form they take. `heard` is told before each at which of all
/// operations that read it is; those that are not asked here, the check asked before.
pub(super) async fn ask_all(client: &Client, heard: &dyn Fn(Progress), goes_on: &dyn Fn() -> bool) {
    let nobody = UserId(NOBODY.to_owned());
    let conversation = Conversation { kind: ConversationType::SINGLE, target: NOBODY.to_owned(), line: 0 };
    let far = Page { count: 1, offset: FAR };
    let setting = Read { user_id: nobody.clone(), scope: Scope::FIRST_OWN, key: NOBODY.to_owned() };
    let pin = IsTop { user_id: nobody.clone(), conversation: conversation.clone() };
    let documented = OfConversation {
        user_id: nobody.clone(),
        conversation,
        count: 1,
        from_time: None,
        order: Order::NEWEST_FIRST,
    };
    let sdk = OfConversationSdk {
        conversation_type: ConversationType::SINGLE,
        target: NOBODY.to_owned(),
        line: 0,
        user_id: nobody.clone(),
        offset: FAR,
        desc: true,
        count: 1,
    };
    let of_user = OfUser { user_id: nobody.clone(), offset: FAR, desc: true, count: 1 };
    let (find, batch) = (Find::Id(nobody.clone()), Batch { list: vec![nobody.clone()] });
    let asking = asking![
        client.health_nodes(),
        client.health_check(),
        client.user_setting(&setting),
        client.is_top(&pin),
        client.one_file(MessageUid(1)),
        client.conversation_files(&documented, &sdk),
        client.user_files(&of_user),
        client.robot(&nobody),
        client.robots(far),
        client.find_user(&find),
        client.users(far),
        client.batch_users(&batch),
        client.user_block_status(&nobody),
    ];
    let of = Operation::ALL.iter().filter(|operation| !operation.writes()).count();
    let before = of.saturating_sub(asking.len());
    for (index, ask) in asking.into_iter().enumerate() {
        if !goes_on() {
            return;
        }
        heard(Progress { at: before + index + 1, of });
        ask.await;
    }
}
