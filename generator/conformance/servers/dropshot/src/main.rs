//! The control plane of a rack: its disks, its images and its rules.

mod disks;
mod images;
mod metrics;
mod model;
mod rack;

use dropshot::{
    ApiDescription, ApiDescriptionRegisterError, Body, ConfigDropshot, ConfigLogging,
    ConfigLoggingLevel, HttpError, RequestContext, ServerBuilder, endpoint,
};
use http::Response;

/// What every handler is given: the description of the API, as text.
pub struct Context {
    document: String,
}

/// The description of the API
#[endpoint { method = GET, path = "/openapi.json", unpublished = true }]
async fn openapi(context: RequestContext<Context>) -> Result<Response<Body>, HttpError> {
    let document = context.context().document.clone();
    Ok(Response::builder()
        .header("content-type", "application/json")
        .body(document.into())?)
}

fn api() -> Result<ApiDescription<Context>, ApiDescriptionRegisterError> {
    let mut api = ApiDescription::new();
    api.register(openapi)?;
    api.register(disks::disk_list)?;
    api.register(disks::disk_create)?;
    api.register(disks::disk_view)?;
    api.register(disks::disk_update)?;
    api.register(disks::disk_delete)?;
    api.register(disks::disk_attach)?;
    api.register(metrics::disk_metrics)?;
    api.register(images::image_upload)?;
    api.register(images::image_content)?;
    api.register(images::image_replace)?;
    api.register(images::image_stream)?;
    api.register(rack::login)?;
    api.register(rack::slot_view)?;
    api.register(rack::instance_list)?;
    api.register(rack::rules_check)?;
    api.register(rack::rule_sets)?;
    api.register(rack::console)?;
    api.register(rack::motd)?;
    api.register(rack::locate)?;
    Ok(api)
}

#[tokio::main]
async fn main() -> Result<(), String> {
    let port = std::env::args()
        .nth(1)
        .ok_or("the port is the first argument")?;
    let api = api().map_err(|error| error.to_string())?;
    let version = semver::Version::new(1, 0, 0);
    let document = api
        .openapi("Rack", version)
        .description("Control plane of a rack")
        .json();
    let document = document.map_err(|error| error.to_string())?.to_string();
    let log = ConfigLogging::StderrTerminal {
        level: ConfigLoggingLevel::Error,
    }
    .to_logger("rack");
    let log = log.map_err(|error| error.to_string())?;
    let bind_address = format!("127.0.0.1:{port}")
        .parse()
        .map_err(|_| "the port is no number")?;
    let server = ServerBuilder::new(api, Context { document }, log)
        .config(ConfigDropshot {
            bind_address,
            ..Default::default()
        })
        .start()
        .map_err(|error| error.to_string())?;
    server.await
}
