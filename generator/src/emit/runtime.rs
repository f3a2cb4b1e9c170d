//! The runtime: hand-written files, copied into every client as they are.

use crate::files::MARK;

/// Lists files of the runtime with their text.
macro_rules! embed {
    ($($path:literal),* $(,)?) => {
        [$(($path, include_str!(concat!("../../runtime/src/runtime/", $path)))),*]
    };
}

/// Every file of the runtime, by its path below `src/runtime/`.
pub(crate) const RUNTIME: &[(&str, &str)] = &embed![
    "assemble.rs",
    "auth.rs",
    "blocking.rs",
    "body.rs",
    "client.rs",
    "data/base64.rs",
    "data/calendar.rs",
    "data/compare.rs",
    "data/decode.rs",
    "data/encode.rs",
    "data/error.rs",
    "data/json.rs",
    "data/leaf.rs",
    "data/macros/foreign.rs",
    "data/macros/mod.rs",
    "data/macros/number_enum.rs",
    "data/macros/pick.rs",
    "data/macros/record.rs",
    "data/macros/scalar_enum.rs",
    "data/macros/setters.rs",
    "data/macros/text_enum.rs",
    "data/macros/traits.rs",
    "data/macros/union.rs",
    "data/mod.rs",
    "data/moment.rs",
    "data/number_read.rs",
    "data/object.rs",
    "data/object_read.rs",
    "data/patch.rs",
    "data/presence.rs",
    "data/scalar.rs",
    "data/secret.rs",
    "data/slot.rs",
    "data/tuple.rs",
    "data/union.rs",
    "data/union_read.rs",
    "data/view.rs",
    "decode.rs",
    "error.rs",
    "event_stream.rs",
    "file.rs",
    "file_reader.rs",
    "flat.rs",
    "forms.rs",
    "framing.rs",
    "http_date.rs",
    "json_pointer.rs",
    "limits.rs",
    "link.rs",
    "maybe_send.rs",
    "mock.rs",
    "mock_answer.rs",
    "mock_request.rs",
    "mod.rs",
    "multipart.rs",
    "next_page.rs",
    "operation.rs",
    "origins.rs",
    "pages.rs",
    "paging.rs",
    "parts.rs",
    "redact.rs",
    "redirect.rs",
    "request.rs",
    "request_making.rs",
    "response.rs",
    "retry.rs",
    "send.rs",
    "server.rs",
    "service.rs",
    "status_error.rs",
    "stream.rs",
    "stream_request.rs",
    "style.rs",
    "trace.rs",
    "trace_off.rs",
    "transport.rs",
    "transport_reqwest.rs",
    "undocumented.rs",
    "upload.rs",
];

/// The files below `src/runtime/`.
pub(super) fn emit_runtime() -> Vec<(String, String)> {
    RUNTIME
        .iter()
        .map(|(path, text)| (format!("src/runtime/{path}"), format!("// {MARK}\n{text}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

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
        let embedded: BTreeSet<String> = super::RUNTIME
            .iter()
            .map(|(path, _)| (*path).to_owned())
            .collect();
        assert_eq!(found, embedded);
    }
}
