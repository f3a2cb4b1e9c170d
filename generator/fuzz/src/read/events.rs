//! Server-sent events, as the standard reads them: WHATWG HTML, 9.2.6, step by step, on the whole text.

/// An event.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Event {
    pub(crate) name: Option<String>,
    pub(crate) data: String,
    pub(crate) id: Option<String>,
    /// In milliseconds, where this event or something since the one before it says so.
    pub(crate) retry: Option<u64>,
}

/// The events of a stream. Those of whom followed the `OpenAI` API say its end with `[DONE]`.
pub(crate) fn events(bytes: &[u8]) -> Vec<Event> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut lines: Vec<&str> = text.split('\n').collect();
    // What has no end is no line.
    lines.pop();
    let mut found = Vec::new();
    let (mut id, mut retry) = (None, None);
    let (mut name, mut data) = (String::new(), None::<String>);
    for line in lines {
        if line.is_empty() {
            let event = std::mem::take(&mut name);
            let Some(data) = data.take() else {
                continue;
            };
            if data.trim_ascii() == "[DONE]" {
                break;
            }
            found.push(Event {
                name: Some(event).filter(|event| !event.is_empty()),
                data,
                id: Option::clone(&id),
                retry: retry.take(),
            });
            continue;
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut name),
            "data" => match &mut data {
                Some(data) => data.extend(["\n", value]),
                None => data = Some(value.to_owned()),
            },
            "id" if !value.contains('\0') => {
                id = Some(value.to_owned()).filter(|id| !id.is_empty());
            }
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                retry = value.parse().ok().or(retry);
            }
            _ => {}
        }
    }
    found
}
