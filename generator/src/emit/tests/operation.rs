//! The test of an operation.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::answer::emit_answer;
use super::sent::emit_sent;
use super::values::test_values;
use crate::emit::example::{Call, Detail, Long, Use, emit_call_with};
use crate::emit::{Context, Piece};
use crate::ir::{Operation, OperationId, Value};
use crate::names::OperationNames;

/// How much of the arguments is shown: the details that are tried, in this order, until the call is short enough.
const DETAILS: [Detail; 6] = [
    Detail::run(16, 8, 3),
    Detail::run(8, 4, 2),
    Detail::run(4, 2, 1),
    Detail::run(2, 1, 1),
    Detail::run(1, 0, 1),
    Detail::run(0, 0, 1),
];

/// How many lines a call should take, and may take at most.
const LINES: usize = 24;
const MOST_LINES: usize = 150;

/// A test.
pub(super) struct OperationTest<'a> {
    pub(super) piece: Piece,
    /// What it uses.
    pub(super) uses: BTreeSet<Use<'a>>,
    /// Whether it looks at what was answered.
    pub(super) reads: bool,
}

/// The literals of JSON in a test.
#[derive(Default)]
pub(super) struct Literals(Vec<Value>);

impl Literals {
    /// The expression of a value, which is written out when it is printed.
    pub(super) fn add(&mut self, value: Value) -> TokenStream {
        let number = self.0.len().to_string();
        self.0.push(value);
        quote!(json!(#number))
    }

    /// The values.
    pub(super) fn into_values(self) -> Vec<Value> {
        self.0
    }
}

/// The test of an operation; `None` where no call of it is short enough, or nothing is known about what it takes.
pub(super) fn emit_test<'a>(
    cx: &Context<'a>,
    id: OperationId,
    operation: &'a Operation,
    names: &'a OperationNames,
) -> Option<OperationTest<'a>> {
    let shortest = [(Detail::run(0, 0, 1), MOST_LINES)];
    let details = DETAILS.map(|it| (it, LINES)).into_iter().chain(shortest);
    let (values, call) = details.into_iter().find_map(|(detail, most)| {
        let values = test_values(cx, id, operation, detail)?;
        let call = emit_call_with(
            cx,
            operation,
            names,
            &values.fields,
            &values.values,
            Long::Inline,
        )?;
        (call.lines() <= most).then_some((values, call))
    })?;
    let Call {
        statements: _,
        tokens,
        mut uses,
        supposed: _,
        uses_of_supposed: _,
    } = call;
    let mut literals = Literals::default();
    let answer = emit_answer(cx, id, operation, &tokens, &mut literals);
    uses.extend(answer.uses);
    uses.insert(Use::TestClient);
    let sent = emit_sent(cx, operation, &values, &mut literals);
    if !literals.0.is_empty() {
        uses.insert(Use::JsonMacro);
    }
    let (told, read) = (answer.told, answer.read);
    let name = &names.method;
    let code = quote! {
        #[tokio::test]
        async fn #name() -> Result<(), Box<dyn std::error::Error>> {
            let (client, mock) = client::mocked();
            #told
            blank!();
            #read
            blank!();
            let request = mock.requests().remove(0);
            #sent
            Ok(())
        }
    };
    Some(OperationTest {
        piece: Piece::Test {
            code,
            literals: literals.0,
        },
        uses,
        reads: answer.reads,
    })
}
