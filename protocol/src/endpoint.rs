//! One HTTP call of the Admin API: where it goes, what it carries, and the two facts that safety depends on.

use std::borrow::Cow;
use std::marker::PhantomData;

use serde::Serialize;

/// The two methods that the admin port knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
}

impl Method {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// A call's type: its address, its request and its answer.
#[derive(Debug)]
pub struct Endpoint<Request, Response> {
    pub method: Method,
    /// From the server's root, e.g. `/admin/system/get_setting`.
    pub path: &'static str,
    /// The call changes something on the server.
    pub writes: bool,
    /// The call carries `nonce`, `timestamp` and `sign`.
    pub signed: bool,
    types: PhantomData<fn(Request) -> Response>,
}

impl<Request, Response> Endpoint<Request, Response> {
    /// A signed POST that only reads.
    #[must_use]
    pub const fn read(path: &'static str) -> Self {
        Self { method: Method::Post, path, writes: false, signed: true, types: PhantomData }
    }

    /// A signed POST that changes something.
    #[must_use]
    pub const fn write(path: &'static str) -> Self {
        Self { method: Method::Post, path, writes: true, signed: true, types: PhantomData }
    }

    /// A GET without a signature; it proves nothing about the secret.
    #[must_use]
    pub const fn open(path: &'static str) -> Self {
        Self { method: Method::Get, path, writes: false, signed: false, types: PhantomData }
    }
}

/// A call without its types, ready to be signed and sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub method: Method,
    /// An endpoint's, or one that was typed by hand.
    pub path: Cow<'static, str>,
    pub writes: bool,
    pub signed: bool,
    /// JSON, or `None` where the API wants no body.
    pub body: Option<String>,
}

impl<Request: Serialize, Response> Endpoint<Request, Response> {
    /// The call with this request as its JSON body.
    #[must_use]
    pub fn call(&self, request: &Request) -> Call {
        // Only maps with keys that are no strings fail to serialize, and no request type holds one.
        self.with_body(serde_json::to_string(request).ok())
    }
}

impl<Response> Endpoint<(), Response> {
    /// The call without a body.
    #[must_use]
    pub fn bare(&self) -> Call {
        self.with_body(None)
    }
}

impl<Request, Response> Endpoint<Request, Response> {
    fn with_body(&self, body: Option<String>) -> Call {
        Call {
            method: self.method,
            path: Cow::Borrowed(self.path),
            writes: self.writes,
            signed: self.signed,
            body,
        }
    }
}
