//! Why talking to a connected upstream failed, read from the chain of causes that the HTTP library leaves.

use std::error::Error;
use std::io;

use firetower_protocol::gateway::Failure;

use super::fault::Fault;
use super::upstream::Upstream;

/// The failure behind an error that happened once the connection stood.
pub(crate) fn fault(upstream: &Upstream, error: &(dyn Error + 'static)) -> Fault {
    match classify(error) {
        Failure::NotHttp => {
            Fault::new(Failure::NotHttp, format!("{upstream} answered something that is no plain HTTP."))
        }
        Failure::AnswerTooLarge => Fault::new(
            Failure::AnswerTooLarge,
            format!("The headers of the answer of {upstream} are too large."),
        ),
        _ => Fault::new(
            Failure::Closed,
            format!("{upstream} closed the connection before its answer was whole."),
        ),
    }
}

fn classify(error: &(dyn Error + 'static)) -> Failure {
    let mut saw_protocol_error = false;
    for cause in chain(error) {
        if let Some(error) = cause.downcast_ref::<hyper::Error>() {
            if error.is_parse_too_large() {
                return Failure::AnswerTooLarge;
            }
            if error.is_parse() {
                return Failure::NotHttp;
            }
            if error.is_incomplete_message() {
                return Failure::Closed;
            }
            // A wrapper says that the request went away or its body failed; the cause below it says why. With nothing
            // below, only a message that nobody asked for is left: a server that speaks first, such as SSH or SMTP.
            saw_protocol_error = !(error.is_canceled() || error.is_closed() || error.is_user());
        } else if let Some(error) = cause.downcast_ref::<io::Error>() {
            // A chunk length that is no number arrives as bad input, not as a parse error.
            return match error.kind() {
                io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => Failure::NotHttp,
                _ => Failure::Closed,
            };
        }
    }
    if saw_protocol_error { Failure::NotHttp } else { Failure::Closed }
}

/// The operating system's reason in plain words, such as "connection refused".
pub(crate) fn io_kind(error: &(dyn Error + 'static)) -> Option<io::ErrorKind> {
    chain(error).find_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind)
}

fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}
