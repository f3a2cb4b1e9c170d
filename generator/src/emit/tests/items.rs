//! Answers that come item by item: the text of one item, and how it is read.

use quote::quote;

use super::answer::{Maker, MockedAnswer, is_serialized};
use super::operation::Literals;
use super::wire;
use crate::emit::example::Use;
use crate::ir::{Framing, StreamItem, Streaming, Value};

impl<'a> Maker<'a> {
    /// An answer of one item.
    pub(super) fn stream(
        &self,
        stream: &Streaming,
        literals: &mut Literals,
    ) -> Option<MockedAnswer<'a>> {
        let Streaming { framing, item } = stream;
        let call = &self.call;
        let (id, status) = (&self.operation.id, self.status_literal());
        let media_type = match framing {
            Framing::Data | Framing::Event | Framing::TextEvent => "text/event-stream",
            Framing::Lines => "application/x-ndjson",
            Framing::Sequence => "application/json-seq",
        };
        let (answer, body, assertion) = match item {
            StreamItem::Json(ty) => {
                let mut value = self.value(ty)?;
                let body = match framing {
                    Framing::Event | Framing::TextEvent => {
                        // Nobody hears of an event without data.
                        if value.get("data").is_none() {
                            value = self.full_value(ty)?;
                        }
                        let text = event(&value)?;
                        quote!(#text)
                    }
                    Framing::Data => quote!(format!("data: {answer}\n\n")),
                    Framing::Lines => quote!(format!("{answer}\n")),
                    Framing::Sequence => quote!(format!("\u{1e}{answer}\n")),
                };
                let assertion = quote!(assert_eq!(json!(item), answer););
                let assertion = is_serialized(ty).then_some(assertion);
                (literals.add(value), body, assertion)
            }
            StreamItem::Text => {
                let assertion = quote!(assert_eq!(item, answer););
                (
                    quote!("content"),
                    quote!(format!("data: {answer}\n\n")),
                    Some(assertion),
                )
            }
            StreamItem::Event => {
                let assertion = quote!(assert_eq!(item.data, answer););
                (
                    quote!("content"),
                    quote!(format!("data: {answer}\n\n")),
                    Some(assertion),
                )
            }
        };
        let item = assertion.is_some().then(|| quote!(let item =));
        Some(MockedAnswer {
            told: quote! {
                let answer = #answer;
                let body = #body;
                mock.respond(#id, runtime::MockAnswer::bytes(#status, #media_type, body));
            },
            read: quote! {
                let mut items = #call.await?;
                #item items.next().await.ok_or("there is no item")??;
                #assertion
            },
            uses: vec![Use::Root("runtime")],
            reads: true,
        })
    }
}

/// The text of a server-sent event with these fields.
fn event(fields: &Value) -> Option<String> {
    let Value::Object(fields) = fields else {
        return None;
    };
    let line = |(name, value): &(String, Value)| {
        let text = match value {
            Value::String(text) if !text.contains(['\n', '\r']) => text.clone(),
            Value::String(_) => return None,
            other => wire::json(other)?,
        };
        Some(format!("{name}: {text}\n"))
    };
    let lines: Option<String> = fields.iter().map(line).collect();
    Some(format!("{}\n", lines?))
}
