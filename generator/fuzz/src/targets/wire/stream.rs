//! Answers whose items come one by one: they are the same however the bytes are cut on their way.
//!
//! The first byte of an input chooses how items are told apart, a letter for each; the next four say where the bytes are cut.

use std::time::Duration;

use bytes::Bytes;
use fastrand::Rng;
use http::Method;
use serde_json::Value;

use super::memory::{Memory, ready};
use crate::read::events::events;
use crate::runtime::data::Json;
use crate::runtime::event_stream::{self, Framing};
use crate::runtime::{Operation, Request, StreamRequest, decode};
use crate::{Stop, Target, Verdict};

/// The target.
pub(crate) const STREAM: Target = Target {
    name: "stream",
    run,
    seeds: Vec::new,
    words: &[
        "data:",
        "data: ",
        "event:",
        "event: x\n",
        "id:",
        "id: 1\n",
        "retry:",
        "retry: 100\n",
        ":\n",
        "\n\n",
        "\r\n\r\n",
        "\r\r",
        "\n",
        "\r",
        "[DONE]",
        "data: [DONE]\n\n",
        "data: {\"a\": 1}\n\n",
        "\u{1e}",
        "\u{1e}{\"a\": 1}\n",
        "{\"a\": 1}\n",
        "{}",
        "[",
        "null",
        "\"a\"",
        "1",
        "\u{feff}",
        "\0",
        " ",
    ],
    longest: 4096,
    memory: 64 << 20,
    patience: Duration::from_secs(5),
};

static GET: Operation = Operation {
    id: "get",
    method: Method::GET,
    path: "/a",
    idempotent: true,
    security: &[],
    errors: &[],
};

/// How large an item may be, where that is looked at.
const LIMIT: usize = 64;

fn run(input: &[u8]) -> Verdict {
    let Some(([letter, cuts @ ..], bytes)) = input.split_first_chunk::<5>() else {
        return Ok(());
    };
    let cut = cut(bytes, u32::from_le_bytes(*cuts));
    let whole = vec![Bytes::copy_from_slice(bytes)];
    match letter % 5 {
        0 => {
            let request = |it: Request<()>| it.items_as(Framing::Data, event_stream::event);
            let items = same(request, &whole, &cut)?;
            let expected: Vec<String> = events(bytes)
                .into_iter()
                .map(|it| format!("{:?} {:?} {:?} {:?}", it.name, it.data, it.id, it.retry))
                .collect();
            ensure!(
                items == expected,
                "other events: {items:?}\n{expected:?}\n{}",
                bytes.escape_ascii()
            );
        }
        1 => drop(same(
            |it| it.items_as(Framing::Event, event_stream::json::<Json>),
            &whole,
            &cut,
        )?),
        2 => drop(same(
            |it| it.items_as(Framing::TextEvent, event_stream::json::<Json>),
            &whole,
            &cut,
        )?),
        3 => values(
            same(
                |it| it.items_as(Framing::Lines, event_stream::json::<Json>),
                &whole,
                &cut,
            )?,
            bytes,
            b'\n',
        )?,
        _ => values(
            same(
                |it| it.items_as(Framing::Sequence, event_stream::json::<Json>),
                &whole,
                &cut,
            )?,
            bytes,
            0x1e,
        )?,
    }
    Ok(())
}

/// Cuts bytes into pieces, of which some are empty.
fn cut(bytes: &[u8], seed: u32) -> Vec<Bytes> {
    let mut rng = Rng::with_seed(seed.into());
    let longest = 1 << rng.u32(0..7);
    let mut left = Bytes::copy_from_slice(bytes);
    let mut pieces = Vec::new();
    while !left.is_empty() {
        let length = rng.usize(0..=longest).min(left.len());
        pieces.push(left.split_to(length));
    }
    pieces
}

/// An item, as it can be compared.
trait Shown {
    fn shown(self) -> String;
}

impl Shown for Json {
    fn shown(self) -> String {
        self.to_string()
    }
}

impl Shown for event_stream::Event {
    fn shown(self) -> String {
        let retry = self
            .retry
            .map(|wait| u64::try_from(wait.as_millis()).unwrap_or(u64::MAX));
        format!("{:?} {:?} {:?} {retry:?}", self.event, self.data, self.id)
    }
}

/// The items of a stream, which are the same in one piece and in many.
fn same<T: Shown + 'static>(
    request: impl Fn(Request<()>) -> StreamRequest<T>,
    whole: &[Bytes],
    cut: &[Bytes],
) -> Result<Vec<String>, Stop> {
    let read = |pieces: &[Bytes], limit: usize| items(&request, pieces, limit);
    let (one, many) = (read(whole, usize::MAX)?, read(cut, usize::MAX)?);
    ensure!(
        one == many,
        "other items where they are cut otherwise: {one:?}\n{many:?}\n{cut:?}"
    );
    // Not much more is kept than an item may have.
    let longest = cut.iter().map(Bytes::len).max().unwrap_or(0);
    for item in read(cut, LIMIT)?
        .iter()
        .filter(|item| !item.starts_with("error: "))
    {
        ensure!(
            item.len() <= 8 * (LIMIT + longest) + 64,
            "an item beyond the limit: {item}"
        );
    }
    Ok(one)
}

fn items<T: Shown + 'static>(
    request: &impl Fn(Request<()>) -> StreamRequest<T>,
    pieces: &[Bytes],
    limit: usize,
) -> Result<Vec<String>, Stop> {
    let memory = Memory::new();
    memory.answer(http::Response::new(pieces.to_vec()));
    let client = memory.builder().max_response_bytes(limit).build();
    let client = client.map_err(|error| Stop::fault(format!("no client: {error}")))?;
    let request = request(Request::new(&client, &GET, decode::empty));
    let stream = ready(request.send())?;
    let mut stream = stream.map_err(|error| Stop::fault(format!("no stream: {error}")))?;
    let mut items = Vec::new();
    while let Some(item) = ready(stream.next())? {
        items.push(match item {
            Ok(item) => item.shown(),
            Err(error) => format!("error: {error}"),
        });
    }
    Ok(items)
}

/// The items are the values between the ends, each perhaps with a byte order mark.
fn values(items: Vec<String>, bytes: &[u8], end: u8) -> Verdict {
    let mark = b"\xef\xbb\xbf";
    let bytes = bytes.strip_prefix(mark).unwrap_or(bytes);
    let pieces = bytes
        .split(|byte| *byte == end)
        .map(<[u8]>::trim_ascii)
        .filter(|piece| !piece.is_empty())
        .map(|piece| piece.strip_prefix(mark).unwrap_or(piece));
    let expected: Vec<Option<String>> = pieces
        .map(|piece| Some(serde_json::from_slice::<Value>(piece).ok()?.to_string()))
        .collect();
    let found: Vec<Option<String>> = items
        .into_iter()
        .map(|item| Some(item).filter(|it| !it.starts_with("error: ")))
        .collect();
    ensure!(
        found == expected,
        "other values: {found:?}\n{expected:?}\n{}",
        bytes.escape_ascii()
    );
    Ok(())
}
