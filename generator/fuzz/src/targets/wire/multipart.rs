//! Bodies of parts: what a server reads of them is what the caller gave.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::Method;
use http::header::CONTENT_TYPE;

use super::given::{Flat, Given};
use super::memory::{Memory, ready};
use crate::describe::Choices;
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
#[derive(Debug)]
struct Read {
    name: Option<String>,
    file: Option<String>,
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
            Self::File(name, upload) => (
                name,
                upload.name.as_deref().map(quoted),
                vec![upload.pieces.concat()],
            ),
            Self::Value(name, value) => (name, None, contents(value)),
        };
        let name = Some(quoted(name));
        contents
            .into_iter()
            .map(|content| Read {
                name: name.clone(),
                file: file.clone(),
                content,
            })
            .collect()
    }
}

/// The contents of the parts of a value.
fn contents(value: &Given) -> Vec<Vec<u8>> {
    let texts = match (value, value.flat()) {
        (Given::Any(json), _) => return parts_of(json),
        (_, Some(Flat::One(text))) => vec![text],
        (_, Some(Flat::List(items))) => items,
        (_, Some(Flat::Fields(_))) => vec![value.json().unwrap_or_default().to_string()],
        (_, None) => Vec::new(),
    };
    texts.into_iter().map(String::into_bytes).collect()
}

fn parts_of(json: &Json) -> Vec<Vec<u8>> {
    match json {
        Json::Null => Vec::new(),
        Json::Array(items) => items.iter().flat_map(parts_of).collect(),
        Json::String(text) => vec![text.clone().into_bytes()],
        other => vec![other.to_string().into_bytes()],
    }
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

/// Browsers leave a backslash as it is, and the reader takes it for a sign of its own: such a name is not compared.
impl PartialEq for Read {
    fn eq(&self, other: &Self) -> bool {
        let is_odd = |name: &Option<String>| name.as_ref().is_some_and(|name| name.contains('\\'));
        let is_odd = [self, other]
            .iter()
            .any(|read| is_odd(&read.name) || is_odd(&read.file));
        self.content == other.content
            && (is_odd || (&self.name, &self.file) == (&other.name, &other.file))
    }
}

/// The parts of a body.
fn read(body: Vec<u8>, boundary: String) -> Result<Vec<Read>, Stop> {
    let body = StreamOfPieces(vec![Bytes::from(body)].into_iter());
    let mut reader = multer::Multipart::new(body, boundary);
    let mut parts = Vec::new();
    let failed = |error| Stop::fault(format!("no parts: {error}"));
    while let Some(part) = ready(reader.next_field())?.map_err(failed)? {
        let (name, file) = (
            part.name().map(str::to_owned),
            part.file_name().map(str::to_owned),
        );
        let content = ready(part.bytes())?.map_err(failed)?.to_vec();
        parts.push(Read {
            name,
            file,
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
