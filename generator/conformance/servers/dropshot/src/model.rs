//! What the rack has.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use uuid::Uuid;

/// Names begin with a lower case letter.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Name(#[schemars(regex(pattern = r"^[a-z][a-z0-9-]*$"), length(max = 63))] pub String);

#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ByteCount(pub u64);

/// Where a disk comes from.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum DiskSource {
    /// An empty disk.
    Blank { block_size: u32 },
    /// A copy of a snapshot.
    Snapshot { snapshot_id: Uuid },
    Image {
        image_id: Uuid,
        read_only: Option<bool>,
    },
}

/// What a disk does now.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "state", content = "instance", rename_all = "snake_case")]
pub enum DiskState {
    Creating,
    Detached,
    Attached(Uuid),
    Faulted {
        reason: String,
        at: Option<DateTime<Utc>>,
    },
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Identity {
    pub id: Uuid,
    pub name: Name,
    /// human-readable free-form text
    pub description: String,
    pub time_created: DateTime<Utc>,
}

/// View of a disk
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Disk {
    #[serde(flatten)]
    pub identity: Identity,
    pub size: ByteCount,
    pub state: DiskState,
    pub note: Option<String>,
    pub labels: BTreeMap<String, String>,
}

/// Create-time parameters for a disk
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct DiskCreate {
    pub name: Name,
    #[serde(default)]
    pub description: String,
    pub size: ByteCount,
    pub disk_source: DiskSource,
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
}

/// What of a disk is changed
#[derive(Debug, Deserialize, JsonSchema)]
pub struct DiskUpdate {
    pub name: Option<Name>,
    /// `null` removes the note
    #[serde(default, deserialize_with = "some")]
    pub note: Option<Option<String>>,
    pub size: Option<ByteCount>,
}

fn some<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Option<String>>, D::Error> {
    Option::<String>::deserialize(from).map(Some)
}

/// What a rule does with what it is about.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    Allow,
    Deny,
    Limit(u32),
    Forward {
        to: std::net::IpAddr,
        port: Option<u16>,
    },
    Tags(Vec<String>),
}

/// What a rule is about.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Target {
    Port(u16),
    Range { first: u16, last: u16 },
    Host(String),
    Hosts(Vec<Name>),
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Rule {
    pub target: Target,
    pub action: Action,
    pub priority: i8,
    #[serde(default)]
    pub enabled: Option<bool>,
    #[serde(flatten)]
    pub more: BTreeMap<String, serde_json::Value>,
}
