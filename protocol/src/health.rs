//! Health: the nodes of a cluster (`GET /admin/health`, unsigned) and the documented `healthcheck` (signed).

use serde::{Deserialize, Serialize};

use crate::endpoint::Endpoint;

/// Not in the user's document; in the SDKs and in the community server. It answers without a secret, so it proves
/// nothing about the secret.
pub const NODES: Endpoint<(), Vec<Node>> = Endpoint::open("/admin/health");

/// In the user's document; of `status` only `healthy` is documented.
pub const CHECK: Endpoint<(), Healthcheck> = Endpoint::read("/admin/healthcheck");

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Healthcheck {
    pub status: String,
}

impl Healthcheck {
    #[must_use]
    pub fn is_healthy(&self) -> bool {
        self.status == "healthy"
    }
}

/// One node. A part that a server does not give is absent rather than an error. Field order is the server's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Node {
    pub node: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disk: Option<Disk>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memory: Option<Memory>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cpu: Option<Cpu>,
}

/// Bytes of the root file system `/` alone: a full data volume looks healthy here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disk {
    /// What a process can still write; less than `free` where the file system keeps a reserve.
    pub usable: i64,
    pub free: i64,
    pub space: i64,
}

/// Bytes of the JVM's heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// Allocated so far, of which `free` is unused.
    pub avail: i64,
    pub max: i64,
    pub free: i64,
}

impl Memory {
    #[must_use]
    pub fn used(&self) -> i64 {
        self.avail.saturating_sub(self.free)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cpu {
    pub cores: i32,
    /// The 1-minute load average, or −1 where the system has none.
    pub load: f64,
}

impl Cpu {
    /// The load, unless the system has none.
    #[must_use]
    pub fn known_load(&self) -> Option<f64> {
        (self.load >= 0.0).then_some(self.load)
    }
}
