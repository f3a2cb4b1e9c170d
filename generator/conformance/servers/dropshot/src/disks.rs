//! Disks are made, listed and changed.

use std::{collections::BTreeMap, fmt};

use chrono::{TimeZone, Utc};
use dropshot::{
    ErrorStatusCode, HttpError, HttpResponseAccepted, HttpResponseCreated, HttpResponseDeleted,
    HttpResponseError, HttpResponseOk, PaginationParams, Path, Query, RequestContext, ResultsPage,
    TypedBody, WhichPage, endpoint,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Context,
    model::{ByteCount, Disk, DiskCreate, DiskSource, DiskState, DiskUpdate, Identity, Name},
};

const DISKS: u128 = 7;

/// Why nothing was done.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DiskError {
    NotFound {
        id: Uuid,
    },
    /// The disk would be too small.
    TooSmall {
        least: u64,
        asked: ByteCount,
    },
    Other {
        message: String,
        error_code: Option<String>,
        #[serde(skip)]
        status: ErrorStatusCode,
    },
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl From<HttpError> for DiskError {
    fn from(error: HttpError) -> Self {
        Self::Other {
            message: error.external_message,
            error_code: error.error_code,
            status: error.status_code,
        }
    }
}

impl HttpResponseError for DiskError {
    fn status_code(&self) -> ErrorStatusCode {
        match self {
            Self::NotFound { .. } => ErrorStatusCode::NOT_FOUND,
            Self::TooSmall { .. } => ErrorStatusCode::UNPROCESSABLE_ENTITY,
            Self::Other { status, .. } => *status,
        }
    }
}

#[derive(Deserialize, JsonSchema)]
pub struct DiskPath {
    /// ID of the disk
    disk_id: Uuid,
}

#[derive(Deserialize, Serialize, JsonSchema)]
pub struct DiskScan {
    /// Only those of this project
    project: Option<Name>,
    #[serde(default)]
    sort_by: SortMode,
    encrypted: Option<bool>,
}

#[derive(Clone, Copy, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SortMode {
    #[default]
    IdAscending,
    IdDescending,
}

#[derive(Deserialize, Serialize, JsonSchema)]
pub struct DiskPage {
    sort_by: SortMode,
    last: u128,
}

fn disk(number: u128, project: &str) -> Disk {
    let identity = Identity {
        id: Uuid::from_u128(number),
        name: Name(format!("disk-{number}")),
        description: format!("of {project}"),
        time_created: Utc.timestamp_nanos(1_700_000_000_123_456_000),
    };
    let state = match number % 4 {
        0 => DiskState::Creating,
        1 => DiskState::Detached,
        2 => DiskState::Attached(Uuid::from_u128(99)),
        _ => DiskState::Faulted {
            reason: "broken".to_owned(),
            at: None,
        },
    };
    let size = ByteCount(1 << (40 + number));
    Disk {
        identity,
        size,
        state,
        note: Some("old".to_owned()),
        labels: BTreeMap::new(),
    }
}

/// List disks
#[endpoint { method = GET, path = "/v1/disks", tags = ["disks"] }]
pub async fn disk_list(
    context: RequestContext<Context>,
    query: Query<PaginationParams<DiskScan, DiskPage>>,
) -> Result<HttpResponseOk<ResultsPage<Disk>>, HttpError> {
    let query = query.into_inner();
    let limit = context.page_limit(&query)?.get() as usize;
    let (sort, last, project) = match query.page {
        WhichPage::First(DiskScan {
            sort_by,
            project,
            encrypted,
        }) => {
            let project = project.map_or("all".to_owned(), |name| name.0);
            (
                sort_by,
                None,
                if encrypted == Some(true) {
                    format!("{project}, encrypted")
                } else {
                    project
                },
            )
        }
        WhichPage::Next(DiskPage { sort_by, last }) => (sort_by, Some(last), "a page".to_owned()),
    };
    let mut numbers: Vec<_> = (1..=DISKS).collect();
    if matches!(sort, SortMode::IdDescending) {
        numbers.reverse();
    }
    let first = last
        .and_then(|last| numbers.iter().position(|number| *number == last))
        .map_or(0, |at| at + 1);
    let items = numbers
        .into_iter()
        .skip(first)
        .take(limit)
        .map(|number| disk(number, &project))
        .collect();
    let page = ResultsPage::new(items, &sort, |disk, sort| DiskPage {
        sort_by: *sort,
        last: disk.identity.id.as_u128(),
    });
    Ok(HttpResponseOk(page?))
}

/// Create a disk
#[endpoint { method = POST, path = "/v1/disks", tags = ["disks"] }]
pub async fn disk_create(
    _context: RequestContext<Context>,
    body: TypedBody<DiskCreate>,
) -> Result<HttpResponseCreated<Disk>, DiskError> {
    let DiskCreate {
        name,
        description,
        size,
        disk_source,
        labels,
    } = body.into_inner();
    let least = match disk_source {
        DiskSource::Blank { block_size } => u64::from(block_size),
        DiskSource::Snapshot { .. } | DiskSource::Image { .. } => 1 << 30,
    };
    if size.0 < least {
        return Err(DiskError::TooSmall { least, asked: size });
    }
    let mut made = disk(8, "all");
    (
        made.identity.name,
        made.identity.description,
        made.size,
        made.labels,
    ) = (name, description, size, labels);
    made.note = Some(format!("{disk_source:?}"));
    Ok(HttpResponseCreated(made))
}

/// Fetch a disk
#[endpoint { method = GET, path = "/v1/disks/{disk_id}", tags = ["disks"] }]
pub async fn disk_view(
    _context: RequestContext<Context>,
    path: Path<DiskPath>,
) -> Result<HttpResponseOk<Disk>, DiskError> {
    let id = path.into_inner().disk_id;
    if id.as_u128() > DISKS {
        Err(DiskError::NotFound { id })
    } else {
        Ok(HttpResponseOk(disk(id.as_u128(), "all")))
    }
}

/// Change a disk
#[endpoint { method = PATCH, path = "/v1/disks/{disk_id}", tags = ["disks"] }]
pub async fn disk_update(
    _context: RequestContext<Context>,
    path: Path<DiskPath>,
    body: TypedBody<DiskUpdate>,
) -> Result<HttpResponseOk<Disk>, DiskError> {
    let DiskUpdate { name, note, size } = body.into_inner();
    let mut disk = disk(path.into_inner().disk_id.as_u128(), "all");
    disk.identity.name = name.unwrap_or(disk.identity.name);
    disk.note = note.unwrap_or(disk.note);
    disk.size = size.unwrap_or(disk.size);
    Ok(HttpResponseOk(disk))
}

/// Delete a disk
#[endpoint { method = DELETE, path = "/v1/disks/{disk_id}", tags = ["disks"] }]
pub async fn disk_delete(
    _context: RequestContext<Context>,
    path: Path<DiskPath>,
) -> Result<HttpResponseDeleted, HttpError> {
    match path.into_inner().disk_id.as_u128() {
        1..=DISKS => Ok(HttpResponseDeleted()),
        _ => Err(HttpError::for_not_found(
            Some("ObjectNotFound".to_owned()),
            "no such disk".to_owned(),
        )),
    }
}

/// Which instance a disk is attached to
#[derive(Deserialize, JsonSchema)]
pub struct DiskAttach {
    instance: Option<Uuid>,
}

/// Attach a disk to an instance
#[endpoint { method = POST, path = "/v1/disks/{disk_id}/attach", tags = ["disks"] }]
pub async fn disk_attach(
    _context: RequestContext<Context>,
    path: Path<DiskPath>,
    body: TypedBody<DiskAttach>,
) -> Result<HttpResponseAccepted<Disk>, HttpError> {
    let mut disk = disk(path.into_inner().disk_id.as_u128(), "all");
    disk.state = body
        .into_inner()
        .instance
        .map_or(DiskState::Detached, DiskState::Attached);
    Ok(HttpResponseAccepted(disk))
}
