//! Who the server is licensed to. The document answers an object, the SDKs a bare string; the community server has no
//! such path.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::endpoint::Endpoint;

/// Signed and sent without a body in both forms; only the answers differ.
pub const CUSTOMER: Endpoint<(), Customer> = Endpoint::read("/admin/customer");

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Customer {
    Documented(Documented),
    Sdk(String),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Documented {
    pub customer_id: String,
    pub customer_name: String,
}

impl fmt::Display for Customer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Documented(known) => write!(f, "{} {}", known.customer_name, known.customer_id),
            Self::Sdk(name) => f.write_str(name),
        }
    }
}

/// By hand: what `untagged` derives keeps a copy of the input for each try, at several kilobytes of wasm.
impl<'de> Deserialize<'de> for Customer {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::String(name) => Ok(Self::Sdk(name)),
            other => Documented::deserialize(other).map(Self::Documented).map_err(serde::de::Error::custom),
        }
    }
}
