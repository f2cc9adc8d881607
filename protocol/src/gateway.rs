//! What the gateway says in its own name, so that the dashboard can tell it from what the IM server said.

/// On an answer that the gateway made itself; its value is a [`Failure`]'s name. The gateway removes it from whatever
/// an upstream sends, so it can't be faked from behind.
pub const FAILURE_HEADER: &str = "firetower-failure";

/// On a forwarded answer that is not JSON: the type that the upstream gave it. The answer itself travels as
/// `text/plain`, so that a foreign page can never run on the dashboard's origin.
pub const UPSTREAM_TYPE_HEADER: &str = "firetower-upstream-content-type";

/// The name of the `<meta>` element in which `firetower demo`, and only it, hands the page a ready connection.
pub const READY_CONNECTION_META: &str = "firetower-ready-connection";

/// The name of the `<meta>` element in which the gateway tells the page whose files it may show as a preview. Its
/// content is a list of origins between blanks. They stand in the page's policy too, which the page can't read.
pub const FILE_ORIGINS_META: &str = "firetower-file-origins";

macro_rules! failures {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $status:literal;)*) => {
        /// The step at which forwarding failed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Failure {
            $($(#[$doc])* $name,)*
        }

        impl Failure {
            pub const ALL: &'static [Failure] = &[$(Failure::$name),*];

            /// The value of [`FAILURE_HEADER`] and of `step` in the JSON body.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Failure::$name => $text,)* }
            }

            /// The HTTP status that goes with it.
            #[must_use]
            pub fn status(self) -> u16 {
                match self { $(Failure::$name => $status,)* }
            }

            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Failure::$name),)* _ => None }
            }
        }
    };
}

failures! {
    /// The upstream's host name does not resolve.
    Dns = "dns", 502;
    /// Nobody accepts connections at the upstream's address.
    Connect = "connect", 502;
    /// The upstream accepted the request and did not answer in time: what it did is unknown.
    Timeout = "timeout", 504;
    /// The upstream closed the connection before its answer was whole: what it did is unknown.
    Closed = "closed", 502;
    /// The upstream answered something that is no HTTP.
    NotHttp = "not-http", 502;
    /// The upstream's answer is larger than the gateway passes on.
    AnswerTooLarge = "answer-too-large", 502;
    /// The request's body or headers are larger than the gateway passes on.
    RequestTooLarge = "request-too-large", 413;
    /// The client did not send its whole request in time.
    RequestTimeout = "request-timeout", 408;
    /// No upstream has this name.
    UnknownUpstream = "unknown-upstream", 404;
    /// The path is not a canonical one under `/admin/`.
    PathNotAllowed = "path-not-allowed", 404;
    /// Only GET, POST and OPTIONS are forwarded.
    MethodNotAllowed = "method-not-allowed", 405;
    /// The `Host` header names none of the gateway's own names (DNS rebinding).
    HostNotAllowed = "host-not-allowed", 421;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        for failure in Failure::ALL {
            assert_eq!(Failure::from_name(failure.name()), Some(*failure));
        }
    }
}
