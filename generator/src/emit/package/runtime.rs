//! The runtime: hand-written files, copied into every client as they are.

use std::sync::LazyLock;

use crate::files::MARK;

/// Lists files of the runtime with their text.
macro_rules! embed {
    ($($path:literal),* $(,)?) => {
        [$(($path, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), env!("RUNTIME_SOURCES"), "/runtime/", $path)))),*]
    };
}

/// Every file of the runtime, by its path below `src/runtime/`.
pub(crate) const RUNTIME: &[(&str, &str)] = &embed![
    "auth/asked.rs",
    "auth/call_credentials.rs",
    "auth/credential.rs",
    "auth/credentials.rs",
    "auth/flow.rs",
    "auth/mod.rs",
    "auth/oauth2/authorization_code.rs",
    "auth/oauth2/mod.rs",
    "auth/oauth2/oauth2_error.rs",
    "auth/oauth2/shared_fetch.rs",
    "auth/oauth2/token_answer.rs",
    "auth/oauth2/token_fetch.rs",
    "auth/oauth2/tokens.rs",
    "auth/provider.rs",
    "auth/scheme.rs",
    "body/boxed.rs",
    "body/collect.rs",
    "body/file.rs",
    "body/file_reader.rs",
    "body/mod.rs",
    "body/multipart.rs",
    "body/parts.rs",
    "body/shared_stream.rs",
    "body/transfer_progress.rs",
    "body/upload.rs",
    "body/xml_body.rs",
    "client/builder.rs",
    "client/checks.rs",
    "client/default_transport.rs",
    "client/handle.rs",
    "client/limits.rs",
    "client/mod.rs",
    "client/server.rs",
    "data/macros/foreign.rs",
    "data/macros/mod.rs",
    "data/macros/number_enum.rs",
    "data/macros/pick.rs",
    "data/macros/presence.rs",
    "data/macros/record.rs",
    "data/macros/scalar_enum.rs",
    "data/macros/setters.rs",
    "data/macros/shared_fields.rs",
    "data/macros/text_enum.rs",
    "data/macros/traits.rs",
    "data/macros/union.rs",
    "data/macros/xml.rs",
    "data/mod.rs",
    "data/read/entries.rs",
    "data/read/fill.rs",
    "data/read/from_json.rs",
    "data/read/location.rs",
    "data/read/mod.rs",
    "data/read/names.rs",
    "data/read/number_read.rs",
    "data/read/object_read.rs",
    "data/read/quick/quick_any.rs",
    "data/read/quick/cursor.rs",
    "data/read/quick/mod.rs",
    "data/read/quick/quick_object.rs",
    "data/read/quick/quick_union.rs",
    "data/read/quick/quick_value.rs",
    "data/read/quick/skip.rs",
    "data/read/reason.rs",
    "data/read/seeds.rs",
    "data/read/slot.rs",
    "data/read/tuple.rs",
    "data/read/union_read.rs",
    "data/read/visitor.rs",
    "data/table/discriminator.rs",
    "data/table/leaf.rs",
    "data/table/mod.rs",
    "data/table/object.rs",
    "data/table/scalar.rs",
    "data/types/base64.rs",
    "data/types/calendar.rs",
    "data/types/mod.rs",
    "data/types/extra.rs",
    "data/types/moment.rs",
    "data/types/patch.rs",
    "data/types/secret.rs",
    "data/types/text_types.rs",
    "data/types/time_crates.rs",
    "data/types/unrecognized.rs",
    "data/write/compare.rs",
    "data/write/encode.rs",
    "data/write/json.rs",
    "data/write/json_fields.rs",
    "data/write/json_scalars.rs",
    "data/write/mod.rs",
    "data/write/properties.rs",
    "data/write/tag.rs",
    "data/write/view.rs",
    "data/write/views.rs",
    "data/xml/document.rs",
    "data/xml/mod.rs",
    "data/xml/read.rs",
    "data/xml/shape.rs",
    "data/xml/untyped.rs",
    "data/xml/write.rs",
    "error.rs",
    "mock/mock_answer.rs",
    "mock/mock_request.rs",
    "mock/mock_transport.rs",
    "mock/mod.rs",
    "mod.rs",
    "paging/blocking_pages.rs",
    "paging/circle.rs",
    "paging/link.rs",
    "paging/mod.rs",
    "paging/next_page.rs",
    "paging/pages.rs",
    "paging/progress.rs",
    "paging/rule.rs",
    "request/assemble.rs",
    "request/draft.rs",
    "request/generated.rs",
    "request/headers.rs",
    "request/idempotency.rs",
    "request/json_edit.rs",
    "request/json_pointer.rs",
    "request/mod.rs",
    "request/operation.rs",
    "request/parameter/deep_object.rs",
    "request/parameter/flat.rs",
    "request/parameter/in_header.rs",
    "request/parameter/in_multipart.rs",
    "request/parameter/in_path.rs",
    "request/parameter/in_query.rs",
    "request/parameter/mod.rs",
    "request/parameter/percent.rs",
    "request/parameter/separator.rs",
    "request/parameter/style.rs",
    "request/request_body.rs",
    "request/typed.rs",
    "request/typed_errors.rs",
    "request/undocumented.rs",
    "request/urlencoded.rs",
    "response/decode.rs",
    "response/decode_error.rs",
    "response/decode_xml.rs",
    "response/decoded.rs",
    "response/error_body.rs",
    "response/message.rs",
    "response/mod.rs",
    "response/raw.rs",
    "response/status_error.rs",
    "response/typed_error.rs",
    "send/attempt.rs",
    "send/blocking.rs",
    "send/call.rs",
    "send/deadline.rs",
    "send/http_date.rs",
    "send/mod.rs",
    "send/policy.rs",
    "send/rate_limit.rs",
    "send/redirect.rs",
    "send/retry.rs",
    "send/sent.rs",
    "stream/bytes_stream.rs",
    "stream/event.rs",
    "stream/event_stream.rs",
    "stream/framing.rs",
    "stream/mod.rs",
    "stream/reconnect.rs",
    "stream/stream_request.rs",
    "trace/context.rs",
    "trace/mod.rs",
    "trace/off.rs",
    "trace/redact.rs",
    "trace/spans.rs",
    "transport/interface.rs",
    "transport/maybe_send.rs",
    "transport/mod.rs",
    "transport/origins.rs",
    "transport/reqwest_body.rs",
    "transport/reqwest_clients.rs",
    "transport/reqwest_error.rs",
    "transport/reqwest_transport.rs",
    "transport/service.rs",
    "transport/tokio_clock.rs",
    "transport/transport_error.rs",
    "validate/checked.rs",
    "validate/checker.rs",
    "validate/constraint.rs",
    "validate/cost.rs",
    "validate/decimal.rs",
    "validate/fulfilled.rs",
    "validate/mod.rs",
    "validate/pattern.rs",
    "validate/violation.rs",
    "webhook/mod.rs",
    "webhook/signature_scheme.rs",
    "webhook/webhook_error.rs",
    "webhook/webhook_verifier.rs",
];

/// What clients have of their own beside a runtime that they share.
const SHARED: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    env!("RUNTIME_SOURCES"),
    "/shared.rs"
));

/// The feature of a shared runtime that says which generator has made it. A client asks for that of its own generator, so that cargo
/// says that the two do not fit before the compiler says so in hundreds of errors.
pub(super) fn made_by() -> &'static str {
    static NAME: LazyLock<String> = LazyLock::new(|| {
        let texts = RUNTIME.iter().map(|(_, text)| *text).chain([SHARED]);
        let hash = texts.flat_map(str::bytes).fold(FNV_BASIS, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(FNV_PRIME)
        });
        let version = env!("CARGO_PKG_VERSION");
        format!("made-by-openapi-client-generator-{version}-{hash:08x}")
    });
    &NAME
}

/// The numbers of FNV-1a for 32 bits (RFC 9923).
const FNV_BASIS: u32 = 0x811c_9dc5;
const FNV_PRIME: u32 = 0x0100_0193;

/// The files of a shared runtime below `src/`: those of any client's, with macros that other crates can call.
pub(super) fn emit_shared_runtime() -> Vec<(String, String)> {
    let file = |path: &str, text: &str| (path.to_owned(), format!("// {MARK}\n{text}"));
    let files = RUNTIME.iter().map(|(path, text)| {
        let text = match *path {
            "data/mod.rs" => text.replace("pub(crate) use macros::", "pub use macros::"),
            "mod.rs" | "response/mod.rs" => ["response", "error_body"]
                .into_iter()
                .map(|it| format!("use {it}::documented_errors;"))
                .fold((*text).to_owned(), |text, it| {
                    text.replace(&format!("pub(crate) {it}"), &format!("pub {it}"))
                }),
            path if has_macros(path) => text
                .replace(
                    "\nmacro_rules! ",
                    "\n#[doc(hidden)]\n#[macro_export]\nmacro_rules! ",
                )
                .replace("\npub(crate) use ", "\npub use "),
            _ => (*text).to_owned(),
        };
        file(&format!("src/runtime/{path}"), &text)
    });
    files.chain([file("src/shared.rs", SHARED)]).collect()
}

/// Whether the macros of a file are called by what is generated.
fn has_macros(path: &str) -> bool {
    path.starts_with("data/macros/") || path == "response/error_body.rs"
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn a_client_with_a_shared_runtime_has_all_methods_of_its_own_types() {
        let own = super::SHARED;
        for path in ["client/builder.rs", "client/server.rs", "trace/context.rs"] {
            let (_, text) = super::RUNTIME.iter().find(|(it, _)| *it == path).unwrap();
            for line in text.lines().filter(|it| it.starts_with("    pub ")) {
                let Some(method) = line.split_once("fn ").filter(|_| !line.contains("pub(")) else {
                    continue;
                };
                let name = method.1.split('(').next().unwrap();
                assert!(own.contains(&format!("fn {name}(")), "{name} of {path}");
            }
        }
    }

    #[test]
    fn every_macro_of_a_shared_runtime_is_exported() {
        for (path, text) in super::emit_shared_runtime() {
            let inner = path.strip_prefix("src/runtime/").unwrap_or_default();
            let is_macros = super::has_macros(inner);
            let macros = text.matches("\nmacro_rules! ").count();
            let exported = text.matches("\n#[macro_export]\nmacro_rules! ").count();
            assert!(!is_macros || macros == exported, "{path}");
            assert!(!is_macros || !text.contains("pub(crate) use "), "{path}");
            let is_hidden = text.contains("pub(crate) use") && text.contains("::documented_errors");
            assert!(!is_hidden, "{path}");
        }
    }

    #[test]
    fn every_file_of_the_runtime_is_embedded() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/src/runtime");
        let mut found = BTreeSet::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let path = path.strip_prefix(&root).unwrap().to_str().unwrap();
                    found.insert(path.replace('\\', "/"));
                }
            }
        }
        let embedded = super::RUNTIME.iter().map(|(path, _)| (*path).to_owned());
        assert_eq!(found, embedded.collect());
    }
}
