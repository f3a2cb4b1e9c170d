//! Files that are taken for an `OpenAPI` description and are something else.

use crate::source::Node;

/// What a file is, and what to do: by the keys at its top, as other formats have them. `None` where it could be anything.
pub(super) fn recognize(root: &Node) -> Option<(String, &'static str)> {
    let text = |node: &Node| node.as_str().unwrap_or_default().to_owned();
    let version = |key: &str| root.get(key).map(text);
    let of_postman = root.get("info").and_then(|it| it.get("schema"));
    if let Some(version) = version("asyncapi") {
        let what = format!("this is an AsyncAPI description, in version {version}");
        Some((
            what,
            "only the HTTP API of a server can be described by OpenAPI",
        ))
    } else if let Some(version) = version("swaggerVersion") {
        let what = format!("this is a description in Swagger {version}");
        Some((
            what,
            "convert it to OpenAPI 3.0, as `api-spec-converter` does; the oldest version that is read is Swagger 2.0",
        ))
    } else if of_postman.is_some_and(|it| text(it).contains("getpostman.com")) {
        Some((
            "this is a collection of Postman".to_owned(),
            "Postman exports the API that a collection is about as an OpenAPI description",
        ))
    } else if root.get("overlay").is_some() {
        Some((
            "this is an overlay".to_owned(),
            "give the description that it changes, and name it under `overlays` in codegen.toml",
        ))
    } else if root.get("arazzo").is_some() {
        Some((
            "this is an Arazzo description".to_owned(),
            "give one of the OpenAPI descriptions under its `sourceDescriptions`",
        ))
    } else if root.get("openrpc").is_some() {
        Some((
            "this is an OpenRPC description".to_owned(),
            "JSON-RPC is not HTTP as OpenAPI describes it",
        ))
    } else if root.get("$schema").is_some() {
        Some((
            "this is a JSON schema, or what one describes".to_owned(),
            "a description has schemas under `components`, and operations that use them",
        ))
    } else {
        None
    }
}
