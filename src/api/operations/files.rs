//! File messages. Professional servers only.

use firetower_protocol::file::{self, OfConversation, OfConversationSdk, OfUser};
use firetower_protocol::file_row::{FileRow, FileRows};
use firetower_protocol::{MessageUid, Operation, WireForm};

use super::Opened;
use crate::api::client::Client;

impl Client {
    /// Asked in the form that [`Client::one_file`] was answered in; before that it is refused as `ReadFirst`.
    /// Each form pages in its own way, so both questions are given, and only one is sent. `None`: 253.
    pub(crate) async fn conversation_files(
        &self,
        documented: &OfConversation,
        sdk: &OfConversationSdk,
    ) -> Opened<Option<FileRows>> {
        let answer = self
            .run(Operation::ConversationFiles, &|form| match form {
                WireForm::Documented => file::CONVERSATION_DOCUMENTED.call(documented),
                WireForm::Sdk => file::CONVERSATION_SDK.call(sdk),
            })
            .await;
        self.opened_or_none(answer)
    }

    /// The files that a user sent. `None`: 253.
    pub(crate) async fn user_files(&self, ask: &OfUser) -> Opened<Option<FileRows>> {
        let answer = self.run(Operation::UserFiles, &|_| file::USER.call(ask)).await;
        self.opened_or_none(answer)
    }

    /// `None`: no message with this uid carries a file (253).
    pub(crate) async fn one_file(&self, uid: MessageUid) -> Opened<Option<FileRow>> {
        let answer = self
            .run(Operation::OneFile, &|form| match form {
                WireForm::Documented => file::ONE_DOCUMENTED.call(&file::One { message_uid: uid }),
                WireForm::Sdk => file::ONE_SDK.call(&file::OneSdk { value: uid }),
            })
            .await;
        self.opened_or_none(answer)
    }
}
