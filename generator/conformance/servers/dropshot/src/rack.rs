//! Sessions, instances, rules, and the rack itself.

use std::collections::{BTreeMap, HashMap};

use dropshot::{
    EmptyScanParams, Header, HttpError, HttpResponseHeaders, HttpResponseOk, HttpResponseSeeOther,
    HttpResponseUpdatedNoContent, PaginationParams, Path, Query, RequestContext, ResultsPage,
    TypedBody, WhichPage, endpoint, http_response_see_other,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Context,
    model::{Action, Name, Rule, Target},
};

/// Who comes in
#[derive(Deserialize, JsonSchema)]
pub struct Credentials {
    username: String,
    password: String,
    remember: Option<bool>,
}

#[derive(Serialize, JsonSchema)]
pub struct SessionHeaders {
    #[serde(rename = "Set-Cookie")]
    set_cookie: String,
}

/// Log in
#[endpoint {
    method = POST,
    path = "/v1/login",
    tags = ["session"],
    content_type = "application/x-www-form-urlencoded",
}]
pub async fn login(
    _context: RequestContext<Context>,
    body: TypedBody<Credentials>,
) -> Result<HttpResponseHeaders<HttpResponseUpdatedNoContent, SessionHeaders>, HttpError> {
    let Credentials {
        username,
        password,
        remember,
    } = body.into_inner();
    if password != "s3cret & more" {
        return Err(HttpError::for_client_error_with_status(
            Some("Unauthorized".to_owned()),
            dropshot::ClientErrorStatusCode::UNAUTHORIZED,
        ));
    }
    let set_cookie = format!(
        "session={username}; Max-Age={}",
        if remember == Some(true) { 86_400 } else { 60 }
    );
    Ok(HttpResponseHeaders::new(
        HttpResponseUpdatedNoContent(),
        SessionHeaders { set_cookie },
    ))
}

#[derive(Deserialize, JsonSchema)]
pub struct SlotPath {
    rack: u64,
    slot: u16,
    side: Side,
}

#[derive(Clone, Copy, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
enum Side {
    Left,
    Right,
}

/// What is in a slot
#[derive(Serialize, JsonSchema)]
pub struct Slot {
    rack: u64,
    slot: u16,
    side: Side,
    component: Option<Component>,
}

#[derive(Serialize, JsonSchema)]
struct Component {
    serial: String,
    /// What is inside of it
    parts: Vec<Component>,
}

/// Fetch a slot
#[endpoint { method = GET, path = "/v1/racks/{rack}/slots/{slot}/{side}", tags = ["rack"] }]
pub async fn slot_view(
    _context: RequestContext<Context>,
    path: Path<SlotPath>,
) -> Result<HttpResponseOk<Slot>, HttpError> {
    let SlotPath { rack, slot, side } = path.into_inner();
    let part = Component {
        serial: "fan".to_owned(),
        parts: Vec::new(),
    };
    let component = (slot > 0).then(|| Component {
        serial: "sled".to_owned(),
        parts: vec![part],
    });
    Ok(HttpResponseOk(Slot {
        rack,
        slot,
        side,
        component,
    }))
}

#[derive(Deserialize, Serialize, JsonSchema)]
pub struct InstancePage {
    name: String,
}

/// View of an instance
#[derive(Serialize, JsonSchema)]
pub struct Instance {
    id: Uuid,
    name: Name,
    ncpus: u16,
    run_state: RunState,
}

/// Running state of an instance
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum RunState {
    /// The instance is being made
    Creating,
    /// The instance runs
    Running,
    /// The instance was stopped
    Stopped,
}

/// List instances
#[endpoint { method = GET, path = "/v1/instances", tags = ["instances"] }]
pub async fn instance_list(
    context: RequestContext<Context>,
    query: Query<PaginationParams<EmptyScanParams, InstancePage>>,
) -> Result<HttpResponseOk<ResultsPage<Instance>>, HttpError> {
    let query = query.into_inner();
    let limit = context.page_limit(&query)?.get() as usize;
    let after = match &query.page {
        WhichPage::First(EmptyScanParams {}) => String::new(),
        WhichPage::Next(InstancePage { name }) => name.clone(),
    };
    let names = ["alpha", "beta", "gamma"]
        .into_iter()
        .filter(|name| **name > *after)
        .take(limit);
    let instances = names.map(|name| Instance {
        id: Uuid::from_u128(5),
        name: Name(name.to_owned()),
        ncpus: 4,
        run_state: match name {
            "alpha" => RunState::Creating,
            "beta" => RunState::Running,
            _ => RunState::Stopped,
        },
    });
    let page = ResultsPage::new(instances.collect(), &(), |instance, ()| InstancePage {
        name: instance.name.0.clone(),
    });
    Ok(HttpResponseOk(page?))
}

/// Check rules
///
/// They come back as they were understood.
#[endpoint { method = PUT, path = "/v1/rules", tags = ["rules"] }]
pub async fn rules_check(
    _context: RequestContext<Context>,
    body: TypedBody<Vec<Rule>>,
) -> Result<HttpResponseOk<Vec<Rule>>, HttpError> {
    Ok(HttpResponseOk(body.into_inner()))
}

/// Sets of rules by their names
#[endpoint { method = GET, path = "/v1/rules", tags = ["rules"] }]
pub async fn rule_sets(
    _context: RequestContext<Context>,
) -> Result<HttpResponseOk<HashMap<String, Vec<Option<Rule>>>>, HttpError> {
    let forward = Action::Forward {
        to: [127, 0, 0, 1].into(),
        port: Some(65_535),
    };
    let rule = Rule {
        target: Target::Port(80),
        action: forward,
        priority: -128,
        enabled: None,
        more: BTreeMap::new(),
    };
    Ok(HttpResponseOk(HashMap::from([(
        "first".to_owned(),
        vec![Some(rule), None],
    )])))
}

/// Lead to the console
#[endpoint { method = GET, path = "/v1/console", tags = ["session"] }]
pub async fn console(_context: RequestContext<Context>) -> Result<HttpResponseSeeOther, HttpError> {
    http_response_see_other("/v1/motd".to_owned())
}

/// The message of the day
#[endpoint { method = GET, path = "/v1/motd", tags = ["session"] }]
pub async fn motd(_context: RequestContext<Context>) -> Result<HttpResponseOk<String>, HttpError> {
    Ok(HttpResponseOk("\"hello\" \u{2013} there".to_owned()))
}

#[derive(Deserialize, JsonSchema)]
pub struct Origin {
    #[serde(rename = "x-origin")]
    origin: String,
    #[serde(rename = "x-hops")]
    hops: Option<u32>,
}

/// Turn on the light of the rack
#[endpoint { method = POST, path = "/v1/locate", tags = ["rack"] }]
pub async fn locate(
    _context: RequestContext<Context>,
    headers: Header<Origin>,
) -> Result<HttpResponseOk<Option<u32>>, HttpError> {
    let Origin { origin, hops } = headers.into_inner();
    match origin.as_str() {
        "nowhere" => Err(HttpError::for_bad_request(
            None,
            "nowhere is no origin".to_owned(),
        )),
        _ => Ok(HttpResponseOk(hops)),
    }
}
