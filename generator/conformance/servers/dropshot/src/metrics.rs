//! What is measured of disks.

use chrono::{DateTime, Utc};
use dropshot::{HttpError, HttpResponseOk, Path, Query, RequestContext, endpoint};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Context;

#[derive(Deserialize, JsonSchema)]
pub struct MetricsPath {
    disk_id: Uuid,
    metric: Metric,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Metric {
    Read,
    Write,
}

#[derive(Deserialize, JsonSchema)]
pub struct MetricsQuery {
    /// An inclusive start
    start_time: DateTime<Utc>,
    /// An exclusive end
    end_time: Option<DateTime<Utc>>,
    scale: Option<f32>,
}

/// A measurement
#[derive(Serialize, JsonSchema)]
pub struct Measurement {
    timestamp: DateTime<Utc>,
    datum: Datum,
    scale: Option<f32>,
}

/// What was measured, and how much
#[derive(Clone, Serialize, JsonSchema)]
struct Datum {
    what: String,
    amount: f64,
}

/// Fetch metrics of a disk
#[endpoint { method = GET, path = "/v1/disks/{disk_id}/metrics/{metric}", tags = ["disks"] }]
pub async fn disk_metrics(
    _context: RequestContext<Context>,
    path: Path<MetricsPath>,
    query: Query<MetricsQuery>,
) -> Result<HttpResponseOk<Vec<Measurement>>, HttpError> {
    let (MetricsPath { disk_id, metric }, query) = (path.into_inner(), query.into_inner());
    let datum = Datum {
        what: format!("{metric:?} {disk_id}"),
        amount: 0.1,
    };
    let timestamps = [Some(query.start_time), query.end_time]
        .into_iter()
        .flatten();
    let measured = timestamps.map(|timestamp| Measurement {
        timestamp,
        datum: datum.clone(),
        scale: query.scale,
    });
    Ok(HttpResponseOk(measured.collect()))
}
