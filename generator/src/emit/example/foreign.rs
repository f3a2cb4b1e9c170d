//! Values of types of other crates, which an example can only read from text or JSON.

use proc_macro2::TokenStream;
use quote::quote;

use super::uses::Use;
use super::value::Writer;
use crate::ir::{ForeignId, Value};

impl Writer<'_> {
    /// A value of such a type, as an expression that names its type.
    pub(super) fn foreign(&mut self, id: ForeignId, value: &Value) -> Option<TokenStream> {
        let ty = &self.cx.names.foreign(id)?.ty;
        let foreign = self.cx.api.foreign.get(id.0)?;
        self.uses.insert(Use::AnyError);
        match value {
            Value::String(text) if !foreign.is_json => Some(quote!(#text.parse::<#ty>()?)),
            _ => {
                let json = match value {
                    Value::String(text) => format!("{text:?}"),
                    other => other.text()?,
                };
                Some(quote!(serde_json::from_str::<#ty>(#json)?))
            }
        }
    }
}
