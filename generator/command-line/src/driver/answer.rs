//! What comes of a command: the request is sent, and the answer printed.

use bytes::Bytes;
use clap::ArgMatches;
use client::runtime::data::{Decode, Encode, Slot, View};
use client::runtime::event_stream::{Event, Framing};
use client::runtime::{Client, DecodeError, Error, Page, Paging, RawResponse, decode};
use serde_json::Value as Json;

use super::call::Call;
use super::failure::Failure;
use super::json::Node;
use super::output::Output;
use super::table::{Answer, Command};

/// Sends the request of a call, and prints what comes.
pub(super) async fn answer(
    client: &Client,
    command: &'static Command,
    matches: &ArgMatches,
    call: Call,
) -> Result<(), Failure> {
    let shows_body = matches.get_flag("verbose");
    let fail = |error: Error| Failure::Call(Box::new(error), shows_body);
    let mut output = Output::new(matches)?;
    let most = if command.paging.is_some() || matches!(command.answer, Answer::Stream(_)) {
        matches.get_one::<u64>("max-items").copied()
    } else {
        None
    };
    match (command.answer, &command.paging) {
        (Answer::Stream(framing), _) => {
            items(client, call, framing, most, &mut output, &fail).await?;
        }
        (_, Some(paging)) if most.is_some() || matches.get_flag("all") => {
            pages(client, call, paging, most, &mut output, &fail).await?;
        }
        (Answer::Bytes, _) if output.is_plain() => bytes(client, call, &mut output, &fail).await?,
        (Answer::Nothing, _) => {
            call.request(client, decode::empty)?
                .send()
                .await
                .map_err(fail)?;
        }
        (Answer::Whole | Answer::Bytes, _) => {
            let answer = call.request(client, decode::bytes)?.send();
            output.print(&answer.await.map_err(fail)?)?;
        }
    }
    output.finish()
}

/// Items that come one by one.
async fn items(
    client: &Client,
    call: Call,
    framing: Framing,
    most: Option<u64>,
    output: &mut Output,
    fail: &dyn Fn(Error) -> Failure,
) -> Result<(), Failure> {
    let read: fn(&Event, &RawResponse) -> Result<Bytes, DecodeError> =
        |_, item| Ok(item.body().clone());
    let request = call.request(client, decode::empty)?;
    let mut stream = request.items_as(framing, read).await.map_err(fail)?;
    let mut left = most.unwrap_or(u64::MAX);
    while left > 0
        && let Some(item) = stream.next().await
    {
        let item = item.map_err(fail)?;
        // As it came, an item is a line all the same.
        if output.is_raw() {
            output.print(&[&item, &b"\n"[..]].concat())?;
        } else {
            output.print(&item)?;
        }
        left -= 1;
    }
    Ok(())
}

/// A list that comes page by page.
async fn pages(
    client: &Client,
    call: Call,
    paging: &Paging,
    most: Option<u64>,
    output: &mut Output,
    fail: &dyn Fn(Error) -> Failure,
) -> Result<(), Failure> {
    let mut pages = call.request(client, AnyPage::read)?.pages();
    let mut left = most.unwrap_or(u64::MAX);
    let mut rows = Vec::new();
    while left > 0
        && let Some(page) = pages.next().await
    {
        for item in page.map_err(fail)?.into_items_at(paging.items) {
            if left == 0 {
                break;
            }
            left -= 1;
            if output.is_table() {
                rows.push(item);
            } else {
                output.node(&item)?;
            }
        }
    }
    if output.is_table() {
        output.node(&Node::Array(rows))?;
    }
    Ok(())
}

/// Bytes of any length, which are written as they come.
async fn bytes(
    client: &Client,
    call: Call,
    output: &mut Output,
    fail: &dyn Fn(Error) -> Failure,
) -> Result<(), Failure> {
    let request = call.request(client, decode::empty)?;
    let mut stream = request.bytes_stream().await.map_err(fail)?;
    if output.is_terminal() {
        // What reaches a terminal is looked at as a whole.
        let mut whole = Vec::new();
        while let Some(piece) = stream.chunk().await.map_err(fail)? {
            whole.extend_from_slice(&piece);
        }
        return output.bytes(&whole);
    }
    while let Some(piece) = stream.chunk().await.map_err(fail)? {
        output.bytes(&piece)?;
    }
    Ok(())
}

/// A page of any list, with its text.
struct AnyPage {
    json: Json,
    node: Node,
}

impl AnyPage {
    fn read(response: &RawResponse) -> Result<Self, DecodeError> {
        let json = decode::json(response)?;
        let text = String::from_utf8_lossy(response.body());
        let node = Node::parse(text.trim_start_matches('\u{feff}'));
        let node = node.unwrap_or_else(|_| Node::Array(Vec::new()));
        Ok(Self { json, node })
    }

    /// Its items: the list that these names lead to, or the one item that is there.
    fn into_items_at(self, path: &[&str]) -> Vec<Node> {
        let found = path
            .iter()
            .try_fold(&self.node, |node, name| node.get(name));
        match found {
            Some(Node::Array(items)) => items.clone(),
            Some(Node::Scalar(text)) if text == "null" => Vec::new(),
            Some(item) => vec![item.clone()],
            None => Vec::new(),
        }
    }
}

impl Encode for AnyPage {
    fn view(&self) -> View<'_> {
        View::Any(&self.json)
    }
}

impl Decode for AnyPage {
    fn blank() -> Self {
        Self {
            json: Json::Null,
            node: Node::Array(Vec::new()),
        }
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Any(&mut self.json)
    }
}

impl Page for AnyPage {
    type Item = Node;

    fn into_items(self) -> Vec<Node> {
        self.into_items_at(&[])
    }
}
