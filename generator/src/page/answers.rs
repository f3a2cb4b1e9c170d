//! What an operation answers, when all went well and otherwise.

use super::context::PageContext;
use super::html::{Html, code, html, joined, list};
use super::prose::{heading, prose};
use crate::ir::{
    DocumentedStatus, ErrorBody, ErrorResponse, ErrorType, Operation, OperationId, Payload,
    ResponseHeader, StreamItem, Success,
};

impl PageContext<'_> {
    /// What a call returns, and what its statuses mean.
    pub(super) fn answers(&self, id: OperationId, operation: &Operation) -> Html {
        let returned = match &operation.success {
            Success::Empty => html!["Nothing but a status."],
            Success::One(payload) => html!["<code>", self.payload(payload), "</code>"],
            Success::Several(ty) => {
                html![
                    "<code>",
                    self.ty(ty),
                    "</code>, which depends on the status"
                ]
            }
            Success::Stream(stream) => {
                let item = match &stream.item {
                    StreamItem::Json(ty) => self.ty(ty),
                    StreamItem::Text => html!["String"],
                    StreamItem::Event => html!["Event"],
                };
                html![
                    "<code>EventStream&lt;",
                    item,
                    "&gt;</code>: items that come one by one"
                ]
            }
        };
        let is_paged = self.model.analysis.paging.contains_key(&id);
        let paged = is_paged.then(|| {
            html!["<p>This is one page of a list; <code>.items()</code> reads all of them.</p>\n"]
        });
        let statuses = operation.outcomes.iter().map(|outcome| {
            let DocumentedStatus { status, docs } = outcome;
            html!["<strong>", code(status), "</strong> ", prose(docs, 4)]
        });
        html![
            heading(4, html!["Answer"]),
            "<p>",
            returned,
            "</p>\n",
            paged,
            list("statuses", statuses),
            headers(&operation.response_headers),
        ]
    }

    /// The errors that the description has, with what they are read as.
    pub(super) fn errors(&self, operation: &Operation) -> Option<Html> {
        let errors = operation.errors.iter().map(|error| {
            let ErrorResponse {
                status,
                bodies,
                headers: own_headers,
                docs,
            } = error;
            let bodies = bodies.iter().map(|body| {
                let ErrorBody {
                    media_type,
                    payload,
                    example: _,
                    docs,
                    origin: _,
                } = body;
                let docs = docs.as_deref().map(|it| prose(it, 4));
                let ty = html!["<code class=\"type\">", self.payload(payload), "</code>"];
                let media_type = (bodies.len() > 1).then(|| html![" as ", code(media_type)]);
                html![ty, media_type, docs]
            });
            let docs = docs.as_deref().map(|it| prose(it, 4));
            html![
                "<strong>",
                code(status),
                "</strong> ",
                joined(bodies, ", or "),
                docs,
                headers(own_headers),
            ]
        });
        let refused = operation.envelope.as_deref().map(|flag| {
            html![
                "An answer whose ",
                code(flag),
                " is <code>false</code> is <code>Error::Refused</code>."
            ]
        });
        let errors = list("statuses", errors.chain(refused))?;
        let read = operation.error.as_ref().map(|it| {
            let ty = match it {
                ErrorType::One(payload) => self.payload(payload),
                ErrorType::Several(ty) => self.ty(ty),
            };
            html![
                "<p><code>.typed_errors()</code> reads them as <code>",
                ty,
                "</code>.</p>\n"
            ]
        });
        Some(html![heading(4, html!["Errors"]), read, errors])
    }

    /// What a body is read as.
    pub(super) fn payload(&self, payload: &Payload) -> Html {
        match payload {
            Payload::Json(ty) | Payload::Any(ty) | Payload::Xml(ty, _) => self.ty(ty),
            Payload::Text => html!["String"],
            Payload::Bytes => html!["Bytes"],
        }
    }
}

/// The headers that come with an answer.
fn headers(headers: &[ResponseHeader]) -> Option<Html> {
    let items = headers.iter().map(|header| {
        let ResponseHeader { name, docs } = header;
        let docs = docs.as_deref().map(|it| prose(it, 4));
        html!["header ", code(name), " ", docs]
    });
    list("headers", items)
}
