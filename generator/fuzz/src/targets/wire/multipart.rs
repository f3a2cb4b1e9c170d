//! Bodies of parts: what a server reads of them is what the caller gave.

use std::borrow::Cow;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderValue, Method};

use super::given::{Flat, Given};
use super::memory::{Memory, ready};
use crate::describe::Choices;
use crate::read::disposition;
use crate::runtime::data::Json;
use crate::runtime::multipart::Part;
use crate::runtime::{File, Operation, Request, json};
use crate::{Stop, Target, Verdict};

/// The target.
pub(crate) const MULTIPART: Target = Target {
    name: "multipart",
    run,
    seeds: super::seeds,
    words: &[],
    longest: 1024,
    memory: 64 << 20,
    patience: Duration::from_secs(5),
};

static POST: Operation = Operation {
    id: "post",
    method: Method::POST,
    path: "/a",
    idempotent: false,
    security: &[],
    errors: &[],
};

/// A part as it was given.
#[derive(Debug)]
enum Field {
    Value(String, Given),
    File(String, Upload),
}

#[derive(Clone, Debug)]
struct Upload {
    name: Option<String>,
    media_type: Option<String>,
    pieces: Vec<Bytes>,
    is_streamed: bool,
}

/// A part as it is read.
#[derive(Debug, PartialEq)]
struct Read {
    name: String,
    file: Option<String>,
    media_type: Option<String>,
    content: Vec<u8>,
}

fn run(input: &[u8]) -> Verdict {
    let mut choices = Choices::new(input);
    let fields: Vec<Field> = (0..choices.below(4)).map(|_| field(&mut choices)).collect();
    let files: Vec<File> = fields
        .iter()
        .filter_map(|field| match field {
            Field::File(_, upload) => Some(upload.file()),
            Field::Value(..) => None,
        })
        .collect();
    let mut left = files.iter();
    let mut parts = Vec::new();
    for field in &fields {
        parts.extend(match field {
            Field::Value(name, value) => Some(Part::value(name, value.as_encode(), None)),
            Field::File(name, _) => left.next().map(|file| Part::files(name, file, None)),
        });
    }
    let memory = Memory::new();
    let request = Request::<Json>::new(&memory.client()?, &POST, json::<Json>).multipart(&parts);
    let result = ready(request.send_raw())?;
    let Some(sent) = memory.take_sent() else {
        let words = result
            .err()
            .map_or_else(String::new, |error| error.to_string());
        ensure!(!words.is_empty(), "no words for an error");
        return Ok(());
    };
    let media_type = sent
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|it| it.to_str().ok())
        .unwrap_or_default();
    let boundary = multer::parse_boundary(media_type)
        .map_err(|error| Stop::fault(format!("no boundary: {error}")))?;
    let is_odd = |c: char| !(c.is_ascii_alphanumeric() || "'()+_,-./:=? ".contains(c));
    let is_fit = !boundary.is_empty() && boundary.len() <= 70 && !boundary.contains(is_odd);
    ensure!(is_fit, "a boundary that is none: {boundary:?}");
    let expected: Vec<Read> = fields.iter().flat_map(Field::read).collect();
    if expected.is_empty() {
        // A body without parts, which the reader does not take, is what browsers send as well.
        let is_end = *sent.body() == format!("--{boundary}--\r\n").into_bytes();
        ensure!(is_end, "parts of nothing: {:?} of {fields:?}", sent.body());
        return Ok(());
    }
    let found = read(sent.into_body(), boundary)?;
    ensure!(
        found == expected,
        "other parts: {found:?}\n{expected:?}\nof {fields:?}"
    );
    Ok(())
}

fn field(choices: &mut Choices<'_>) -> Field {
    let name = choices.word();
    if choices.is(50) {
        return Field::Value(name, Given::new(choices));
    }
    let (has_name, has_type) = (choices.is(70), choices.is(50));
    let upload = Upload {
        name: has_name.then(|| choices.word()),
        media_type: has_type.then(|| choices.word()),
        pieces: (0..choices.below(4)).map(|_| piece(choices)).collect(),
        is_streamed: choices.is(40),
    };
    Field::File(name, upload)
}

/// Bytes that may look like the end of a part.
fn piece(choices: &mut Choices<'_>) -> Bytes {
    let known: [&[u8]; 6] = [
        b"--",
        b"\r\n--",
        b"\r\n",
        b"--\r\n",
        b"\0\xff",
        b"Content-Disposition: form-data\r\n\r\n",
    ];
    match choices.below(3) {
        0 => choices.one(&known).to_vec().into(),
        _ => choices.word().into(),
    }
}

impl Upload {
    /// The name that is sent: without one of its own, that of its part.
    fn name<'a>(&'a self, part: &'a str) -> &'a str {
        let names = [self.name.as_deref().unwrap_or_default(), part];
        let name = names.into_iter().find(|it| !it.is_empty());
        name.unwrap_or("file")
    }

    fn file(&self) -> File {
        let mut file = if self.is_streamed {
            File::stream(StreamOfPieces(self.pieces.clone().into_iter()), None)
        } else {
            File::new(self.pieces.concat())
        };
        if let Some(name) = &self.name {
            file = file.name(name);
        }
        if let Some(media_type) = &self.media_type {
            file = file.media_type(media_type);
        }
        file
    }
}

impl Field {
    /// What should be read: a list has a part for each item.
    fn read(&self) -> Vec<Read> {
        let (name, file, contents) = match self {
            Self::File(name, upload) => {
                let media_type = upload.media_type.as_deref();
                let media_type = media_type.unwrap_or("application/octet-stream");
                // Blanks around a value are no part of it.
                let media_type = media_type.trim_matches([' ', '\t']).to_owned();
                let content = (upload.pieces.concat(), Some(media_type));
                (name, Some(quoted(upload.name(name))), vec![content])
            }
            Self::Value(name, value) => (name, None, contents(value)),
        };
        let part = |(content, media_type)| Read {
            name: quoted(name),
            file: file.clone(),
            media_type,
            content,
        };
        contents.into_iter().map(part).collect()
    }
}

/// What is in a part, and its media type.
type Content = (Vec<u8>, Option<String>);

/// The contents of the parts of a value.
fn contents(value: &Given) -> Vec<Content> {
    let texts = match (value, value.flat(false)) {
        (Given::Any(json), _) => return parts_of(json),
        (_, Some(Flat::One(text))) => vec![text],
        (_, Some(Flat::List(items))) => items,
        (_, Some(Flat::Fields(_))) => return vec![object(&value.json().unwrap_or_default())],
        (_, None) => Vec::new(),
    };
    texts.into_iter().map(plain).collect()
}

fn parts_of(json: &Json) -> Vec<Content> {
    match json {
        Json::Null => Vec::new(),
        Json::Array(items) => items.iter().flat_map(parts_of).collect(),
        Json::Object(_) => vec![object(json)],
        Json::String(text) => vec![plain(text.clone())],
        other => vec![plain(super::json_text(other))],
    }
}

fn plain(text: String) -> Content {
    (text.into_bytes(), None)
}

fn object(json: &Json) -> Content {
    let media_type = Some("application/json".to_owned());
    (super::json_text(json).into_bytes(), media_type)
}

/// A name as browsers write it, without control characters.
fn quoted(name: &str) -> String {
    let is_plain = |c: char| c != '"' && !c.is_ascii_control();
    let write = |c: char| {
        if is_plain(c) {
            c.to_string()
        } else {
            format!("%{:02X}", u32::from(c))
        }
    };
    name.chars().map(write).collect()
}

/// The parts of a body. Their names are read here, as the crate that reads parts would look for a file's name in the quotes of
/// a part's name as well, and takes a backslash for a sign.
fn read(body: Vec<u8>, boundary: String) -> Result<Vec<Read>, Stop> {
    let body = StreamOfPieces(vec![Bytes::from(body)].into_iter());
    let mut reader = multer::Multipart::new(body, boundary);
    let mut parts = Vec::new();
    let failed = |error| Stop::fault(format!("no parts: {error}"));
    while let Some(part) = ready(reader.next_field())?.map_err(failed)? {
        let header = |name| {
            let value = part.headers().get(name).map(HeaderValue::as_bytes);
            value.map(String::from_utf8_lossy)
        };
        let disposition = header(CONTENT_DISPOSITION).unwrap_or_default();
        let Some((name, file)) = disposition::names(&disposition) else {
            return Err(Stop::fault(format!("no names: {disposition}")));
        };
        let media_type = header(CONTENT_TYPE).map(Cow::into_owned);
        let count = part.headers().len();
        let is_all = count == 1 + usize::from(media_type.is_some());
        ensure!(is_all, "headers too many: {:?}", part.headers());
        let content = ready(part.bytes())?.map_err(failed)?.to_vec();
        parts.push(Read {
            name,
            file,
            media_type,
            content,
        });
    }
    Ok(parts)
}

/// A stream of pieces.
struct StreamOfPieces(std::vec::IntoIter<Bytes>);

impl Stream for StreamOfPieces {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(Ok))
    }
}
