//! The server's error codes, from the vendor's `error_code` page. Unknown ones keep their number.

use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $number:literal,)*) => {
        /// What the field `code` of an answer says. The JavaScript SDK ships another, wrong table; this is the
        /// document's.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code {
            $($(#[$doc])* $name,)*
            /// A number that the document does not list; shown with the server's own `msg`.
            Other(i32),
        }

        impl Code {
            /// Every code that has a name.
            pub const NAMED: &'static [Code] = &[$(Code::$name),*];
        }

        impl From<i32> for Code {
            fn from(number: i32) -> Self {
                match number {
                    $($number => Code::$name,)*
                    other => Code::Other(other),
                }
            }
        }

        impl From<Code> for i32 {
            fn from(code: Code) -> Self {
                match code {
                    $(Code::$name => $number,)*
                    Code::Other(other) => other,
                }
            }
        }
    };
}

codes! {
    Success = 0,
    SecretKeyMismatch = 1,
    InvalidData = 2,
    NodeNotExist = 3,
    ServerError = 4,
    NotModified = 5,
    TokenError = 6,
    KickedOff = 7,
    UserForbidden = 8,
    NotInGroup = 9,
    InvalidMessage = 10,
    GroupAlreadyExists = 11,
    MemberAlreadyInGroup = 12,
    FriendRequestAlreadySent = 16,
    FriendRequestBlocked = 18,
    FriendRequestExpired = 19,
    NotInChatroom = 20,
    NotInChannel = 21,
    NotLicensed = 22,
    AlreadyFriends = 23,
    RecallTimeExpired = 24,
    AlreadyLocked = 25,
    NotYourLock = 26,
    RobotHasNoToken = 27,
    WebsocketNotConfigured = 28,
    ClocksDiffer = 30,
    ConferenceNotExist = 60,
    NoConferenceService = 61,
    ApplicationToken = 70,
    SecretChat81 = 81,
    SecretChat82 = 82,
    SecretChat83 = 83,
    SecretChat84 = 84,
    SecretChat85 = 85,
    SecretChat86 = 86,
    SecretChat87 = 87,
    ConferenceServer = 90,
    FunctionDisabled = 220,
    AnotherClientInChatroom = 225,
    NoSuchChannel = 236,
    ChannelHasNoSecret = 237,
    UserNotConnected = 238,
    /// A header is missing or empty, or the timestamp is not a number.
    NotSigned = 239,
    GroupFull = 240,
    GroupMuted = 241,
    SensitiveWord = 242,
    /// The client's clock is more than two hours behind the server's.
    SignatureExpired = 243,
    /// The secret differs.
    SignatureRefused = 244,
    UserBlocked = 245,
    Blacklisted = 246,
    GloballyMuted = 247,
    NoRight = 248,
    Timeout = 249,
    /// Rate limit, shared by all clients of the admin port.
    OverFrequency = 250,
    InvalidParameter = 251,
    /// For a setting this is an answer, not an error: it is not set.
    NotExist = 253,
    NotImplemented = 254,
}

impl Code {
    /// The signature was refused: the server answered, and everything it says is about the secret or the clock.
    #[must_use]
    pub fn refuses_signature(self) -> bool {
        matches!(self, Code::NotSigned | Code::SignatureExpired | Code::SignatureRefused)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        i32::from(*self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_number_survives(number: i32) {
            prop_assert_eq!(i32::from(Code::from(number)), number);
        }
    }

    #[test]
    fn named_codes_are_not_other() {
        for code in Code::NAMED {
            assert_eq!(Code::from(i32::from(*code)), *code);
        }
    }
}
