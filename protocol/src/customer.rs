//! Who the server is licensed to. The document answers an object, the SDKs a bare string; the community server has no
//! such path.

use serde::{Deserialize, Serialize};

use crate::endpoint::Endpoint;

/// Signed and sent without a body in both forms; only the answers differ.
pub const CUSTOMER: Endpoint<(), Customer> = Endpoint::read("/admin/customer");

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Customer {
    Documented {
        #[serde(rename = "customerId")]
        id: String,
        #[serde(rename = "customerName")]
        name: String,
    },
    Sdk(String),
}
