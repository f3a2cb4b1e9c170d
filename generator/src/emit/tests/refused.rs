//! The test of the errors that an operation can end with: each status that the description has an example of.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::answer::{free_status, is_serialized, received};
use super::operation::{Literals, OperationTest};
use super::values::test_values;
use crate::emit::example::{Detail, Long, Use, emit_call_with, emit_type_of};
use crate::emit::{Context, Piece};
use crate::ir::{ErrorResponse, ErrorType, Operation, OperationId, Success, Type, TypeKind, Value};
use crate::names::{Ident, OperationNames};

/// How many lines the body of an error, and the call, may take.
const LINES: usize = 16;

/// How many errors are looked at.
const ERRORS: usize = 4;

/// The test, whose name is none of `taken`; `None` where there is no example that is short enough.
pub(super) fn emit_refused<'a>(
    cx: &Context<'a>,
    id: OperationId,
    operation: &'a Operation,
    names: &'a OperationNames,
    taken: &[&Ident],
) -> Option<OperationTest<'a>> {
    if matches!(operation.success, Success::Stream(_)) {
        return None;
    }
    let values = test_values(cx, id, operation, Detail::run(0, 0, 1))?;
    let (fields, values) = (&values.fields, &values.values);
    let call = emit_call_with(cx, operation, names, fields, values, Long::Inline)?;
    if call.lines() > LINES {
        return None;
    }
    let errors = operation.errors.iter();
    let errors: Vec<Refusal<'_>> = errors.filter_map(|it| refusal(cx, operation, it)).collect();
    let errors = errors.get(..errors.len().min(ERRORS))?;
    // One call is made once, and several are made anew.
    let (bound, awaited) = match errors {
        [] => return None,
        [_] => (quote!(), quote!(call)),
        _ => (quote!(||), quote!(call())),
    };
    let mut uses = call.uses;
    uses.extend([Use::TestClient, Use::JsonMacro]);
    let mut literals = Literals::default();
    let each = errors
        .iter()
        .map(|it| emit_refusal(cx, operation, it, &awaited, &mut literals, &mut uses));
    let each: Vec<TokenStream> = each.collect();
    let name = format!("{}_refused", names.method);
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    let name = names.find(|name| taken.iter().all(|it| it.as_str() != name))?;
    let name = format_ident!("{name}");
    let call = call.tokens;
    let code = quote! {
        #[tokio::test]
        async fn #name() -> Result<(), Box<dyn std::error::Error>> {
            let (client, mock) = client::mocked();
            let call = #bound #call.max_retries(0).typed_errors();
            #(blank!(); #each)*
            Ok(())
        }
    };
    Some(OperationTest {
        piece: Piece::Test {
            code,
            literals: literals.into_values(),
        },
        uses,
        reads: true,
    })
}

/// An error that is looked at.
struct Refusal<'a> {
    status: u16,
    /// The status as the description has it.
    described: &'a str,
    body: Value,
}

fn refusal<'a>(
    cx: &Context<'a>,
    operation: &'a Operation,
    error: &'a ErrorResponse,
) -> Option<Refusal<'a>> {
    let body = error.bodies.first()?;
    let ty = body.payload.json().filter(|it| is_serialized(it))?;
    let example = body.example.as_ref()?;
    Some(Refusal {
        status: error_status(operation, error)?,
        described: &error.status,
        body: received(cx, ty, Some(example), LINES, LINES)?,
    })
}

/// The mock answers with the status, and the call ends with it.
fn emit_refusal<'a>(
    cx: &Context<'a>,
    operation: &Operation,
    refusal: &Refusal<'_>,
    call: &TokenStream,
    literals: &mut Literals,
    uses: &mut BTreeSet<Use<'a>>,
) -> TokenStream {
    let Refusal {
        status,
        described,
        body,
    } = refusal;
    let status = Literal::u16_unsuffixed(*status);
    let answer = literals.add(body.clone());
    let id = &operation.id;
    let read = if let Some((ty, variant)) = variant(cx, operation, described) {
        let (path, of_type) = emit_type_of(cx, ty);
        uses.extend(of_type);
        quote! {
            let #path::#variant(body) = error.body else {
                return Err(error.into());
            };
            assert_eq!(json!(body), answer);
        }
    } else {
        quote!(assert_eq!(json!(error.body), answer);)
    };
    quote! {
        let answer = #answer;
        mock.answer_status(#id, #status, &answer);
        let error = client::documented(#call.await)?;
        assert_eq!(error.status(), #status);
        #read
    }
}

/// The enum that the errors of an operation are read as, and its variant for a status; `None` where they are all of one type.
fn variant<'a>(
    cx: &Context<'a>,
    operation: &'a Operation,
    status: &str,
) -> Option<(&'a Type, &'a Ident)> {
    let Some(ErrorType::Several(ty @ Type::Named(id))) = &operation.error else {
        return None;
    };
    let TypeKind::Answer(answer) = &cx.api.ty(*id)?.kind else {
        return None;
    };
    let position = answer.cases.iter().position(|it| it.status == status)?;
    let member = cx.names.ty(*id)?.members.get(position)?;
    Some((ty, &member.name))
}

/// The status of an error; of a range or the rest, one that the description does not name by itself.
fn error_status(operation: &Operation, error: &ErrorResponse) -> Option<u16> {
    let named = operation.errors.iter().map(|it| it.status.as_str());
    let range = match error.status.as_str() {
        "4XX" | "default" => 400..500,
        "5XX" => 500..600,
        exact => return exact.parse().ok().filter(|it| (400..600).contains(it)),
    };
    free_status(range, named)
}
