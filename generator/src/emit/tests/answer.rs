//! What the mock answers, and the assertions about what is read of it.

use std::ops::Range;

use proc_macro2::TokenStream;
use quote::quote;

use super::literal;
use super::operation::Literals;
use crate::emit::Context;
use crate::emit::example::{Chooser, Detail, Use, text_within};
use crate::ir::{Operation, OperationId, Payload, Sample, Success, Type, TypeKind, Value};
use crate::names::Member;

/// How much of an answer is shown: the details that are tried, in this order, until it is short enough.
const DETAILS: [Detail; 6] = [
    Detail::received(64, 3),
    Detail::received(32, 2),
    Detail::received(16, 1),
    Detail::received(4, 1),
    Detail::received(1, 1),
    Detail::received(0, 1),
];

/// How many lines an answer should take, and may take at most.
const LINES: usize = 40;
const MOST_LINES: usize = 150;

/// How many bytes a document may have.
const MOST_TEXT: usize = 2000;

/// What stands in a test about the answer.
pub(super) struct MockedAnswer<'a> {
    /// What the mock is told.
    pub(super) told: TokenStream,
    /// The call, and what is read.
    pub(super) read: TokenStream,
    pub(super) uses: Vec<Use<'a>>,
    /// Whether anything is looked at that could be read.
    pub(super) reads: bool,
}

/// What the mock answers an operation, and what its call reads.
pub(super) fn emit_answer<'a>(
    cx: &Context<'a>,
    id: OperationId,
    operation: &'a Operation,
    call: &TokenStream,
    literals: &mut Literals,
) -> MockedAnswer<'a> {
    let sample = operation.samples.first();
    let maker = Maker {
        cx: *cx,
        operation,
        call: call.clone(),
        sample,
        status: status(operation, sample),
    };
    let made = match &operation.success {
        Success::Empty => Some(maker.empty(quote!(#call.await?;))),
        Success::One(payload) => maker.one(payload, cx.analysis.paging.contains_key(&id), literals),
        Success::Several(ty) => maker.several(ty, literals),
        Success::Stream(stream) => maker.stream(stream, literals),
    };
    made.unwrap_or_else(|| MockedAnswer {
        reads: false,
        ..maker.empty(quote!(drop(#call.await);))
    })
}

/// What an answer is made from.
pub(super) struct Maker<'a> {
    cx: Context<'a>,
    pub(super) operation: &'a Operation,
    pub(super) call: TokenStream,
    sample: Option<&'a Sample>,
    status: u16,
}

impl<'a> Maker<'a> {
    /// An answer without a body.
    fn empty(&self, read: TokenStream) -> MockedAnswer<'a> {
        let (id, status) = (&self.operation.id, self.status_literal());
        MockedAnswer {
            told: quote!(mock.respond(#id, runtime::MockAnswer::empty(#status));),
            read,
            uses: vec![Use::Root("runtime")],
            reads: true,
        }
    }

    fn one(
        &self,
        payload: &Payload,
        is_paged: bool,
        literals: &mut Literals,
    ) -> Option<MockedAnswer<'a>> {
        let call = &self.call;
        if let Payload::Xml(..) = payload {
            return self.document(quote!(#call.await?;));
        }
        let (Payload::Json(ty) | Payload::Any(ty)) = payload else {
            let (told, text) = self.plain(payload);
            return Some(MockedAnswer {
                told,
                read: quote! {
                    let response = #call.await?;
                    assert_eq!(response, #text);
                },
                uses: vec![Use::Root("runtime")],
                reads: true,
            });
        };
        let told = self.json(ty, literals)?;
        let read = if is_paged {
            quote! {
                let mut pages = #call.pages();
                let page = pages.next().await.ok_or("there is no page")??;
                assert_eq!(json!(page), answer);
            }
        } else if is_serialized(ty) {
            quote! {
                let response = #call.await?;
                assert_eq!(json!(response), answer);
            }
        } else {
            quote!(#call.await?;)
        };
        Some(MockedAnswer {
            told,
            read,
            uses: vec![Use::JsonMacro],
            reads: true,
        })
    }

    /// An answer of XML: the example, where it is given as the text that it is.
    fn document(&self, read: TokenStream) -> Option<MockedAnswer<'a>> {
        let sample = self.sample?;
        let text = sample.example.as_ref()?.text()?;
        if !text.trim_start().starts_with('<') || text.len() > MOST_TEXT {
            return None;
        }
        let media_type = sample.media_type.as_deref()?;
        let (id, status) = (&self.operation.id, self.status_literal());
        Some(MockedAnswer {
            told: quote! {
                mock.respond(#id, runtime::MockAnswer::bytes(#status, #media_type, #text));
            },
            read,
            uses: vec![Use::Root("runtime")],
            reads: true,
        })
    }

    /// The statements that make the mock answer with JSON.
    fn json(&self, ty: &Type, literals: &mut Literals) -> Option<TokenStream> {
        let mut value = self.value(ty)?;
        if let (Some(flag), Value::Object(properties)) = (&self.operation.envelope, &mut value) {
            properties.retain(|(name, _)| name != flag);
            properties.insert(0, (flag.clone(), Value::Bool(true)));
        }
        let answer = literals.add(value);
        let (id, status) = (&self.operation.id, self.status_literal());
        let tell = if self.status == 200 {
            quote!(mock.answer(#id, &answer);)
        } else {
            quote!(mock.answer_status(#id, #status, &answer);)
        };
        Some(quote! {
            let answer = #answer;
            #tell
        })
    }

    /// A value that is answered: the example, as far as it fits and is short enough, or else one that has what is required.
    pub(super) fn value(&self, ty: &Type) -> Option<Value> {
        let example = self.sample.and_then(|it| it.example.as_ref());
        received(&self.cx, ty, example, LINES, MOST_LINES)
    }

    /// A value that is answered, with fields that need not be there.
    pub(super) fn full_value(&self, ty: &Type) -> Option<Value> {
        let detail = Detail::received(0, 1).full();
        let value = Chooser::new(self.cx, detail).value(ty, None, "value", 0)?;
        (literal::lines(&value) <= MOST_LINES).then_some(value)
    }

    /// The statement that makes the mock answer with a text or with bytes, and these.
    fn plain(&self, payload: &Payload) -> (TokenStream, String) {
        let plain = match payload {
            Payload::Bytes => "application/octet-stream",
            Payload::Json(_) | Payload::Any(_) | Payload::Xml(..) | Payload::Text => "text/plain",
        };
        let media_type = self.sample.and_then(|it| it.media_type.as_deref());
        let media_type = media_type.filter(|it| !it.contains('*')).unwrap_or(plain);
        let example = self.sample.and_then(|it| it.example.as_ref());
        let text = text_within(example, 200).unwrap_or("content").to_owned();
        let (id, status) = (&self.operation.id, self.status_literal());
        let told = quote! {
            mock.respond(#id, runtime::MockAnswer::bytes(#status, #media_type, #text));
        };
        (told, text)
    }

    fn several(&self, ty: &Type, literals: &mut Literals) -> Option<MockedAnswer<'a>> {
        let Type::Named(id) = ty else { return None };
        let TypeKind::Answer(answer) = &self.cx.api.ty(*id)?.kind else {
            return None;
        };
        let status = &self.sample?.status;
        let position = answer.cases.iter().position(|it| it.status == *status)?;
        let case = answer.cases.get(position)?;
        let names = self.cx.names.ty(*id)?;
        let Member { name, .. } = names.members.get(position)?;
        let path = &names.name;
        let call = &self.call;
        let wrong = format!("the answer is not that of status {status}");
        let take = quote! {
            let response = #call.await?;
            let #path::#name(response) = response else {
                return Err(#wrong.into());
            };
        };
        let mut made = match &case.payload {
            None => self.empty(quote! {
                let response = #call.await?;
                assert_eq!(response, #path::#name);
            }),
            Some(Payload::Json(ty) | Payload::Any(ty)) => MockedAnswer {
                told: self.json(ty, literals)?,
                read: if is_serialized(ty) {
                    quote!(#take assert_eq!(json!(response), answer);)
                } else {
                    quote! {
                        let response = #call.await?;
                        assert!(matches!(response, #path::#name(_)));
                    }
                },
                uses: vec![Use::JsonMacro],
                reads: true,
            },
            Some(Payload::Xml(..)) => self.document(quote! {
                let response = #call.await?;
                assert!(matches!(response, #path::#name(_)));
            })?,
            Some(payload @ (Payload::Text | Payload::Bytes)) => {
                let (told, text) = self.plain(payload);
                MockedAnswer {
                    told,
                    read: quote!(#take assert_eq!(response, #text);),
                    uses: vec![Use::Root("runtime")],
                    reads: true,
                }
            }
        };
        made.uses.push(Use::Own(self.operation.resource, path));
        Some(made)
    }

    pub(super) fn status_literal(&self) -> proc_macro2::Literal {
        proc_macro2::Literal::u16_unsuffixed(self.status)
    }
}

/// A value of a type that is answered: as much of the example as fits into so many lines, or else what is required if that is not
/// longer than `most`.
pub(super) fn received(
    cx: &Context<'_>,
    ty: &Type,
    example: Option<&Value>,
    lines: usize,
    most: usize,
) -> Option<Value> {
    let shortest = [(Detail::received(0, 1), most)];
    let details = DETAILS.map(|it| (it, lines)).into_iter().chain(shortest);
    details.into_iter().find_map(|(detail, most)| {
        let value = Chooser::new(*cx, detail).value(ty, example, "value", 0)?;
        (literal::lines(&value) <= most).then_some(value)
    })
}

/// The status of the answer: one of a range that the description does not name by itself.
fn status(operation: &Operation, sample: Option<&Sample>) -> u16 {
    let Some(sample) = sample else { return 204 };
    let named = operation.samples.iter().map(|it| it.status.as_str());
    let exact = sample.status.parse().ok();
    exact
        .or_else(|| free_status(200..300, named))
        .unwrap_or(200)
}

/// The first status of a range that is not named by itself, and that has a body.
pub(super) fn free_status<'a>(
    mut range: Range<u16>,
    named: impl Iterator<Item = &'a str>,
) -> Option<u16> {
    let named: Vec<u16> = named.filter_map(|it| it.parse().ok()).collect();
    range.find(|it| !named.contains(it) && !matches!(it, 204 | 205))
}

/// Whether values of a type can be written as JSON by `serde`, whatever another crate has.
pub(super) fn is_serialized(ty: &Type) -> bool {
    match ty {
        Type::Foreign(_) => false,
        Type::List(inner) | Type::Nullable(inner) => is_serialized(inner),
        Type::Map(map) => is_serialized(&map.key) && is_serialized(&map.value),
        Type::Tuple(places) => places.iter().all(is_serialized),
        _ => true,
    }
}
