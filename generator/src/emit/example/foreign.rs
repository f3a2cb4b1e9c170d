//! Values of types of other crates, which an example can only read from text or JSON.

use proc_macro2::TokenStream;
use quote::quote;

use super::plain::{is_short, text, usable};
use super::uses::Use;
use super::value::Writer;
use crate::ir::{ForeignId, Value};

impl Writer<'_> {
    /// A value of such a type, as an expression that names its type; `None` where there is no example of its JSON.
    pub(super) fn foreign(
        &mut self,
        id: ForeignId,
        example: Option<&Value>,
        name: &str,
    ) -> Option<TokenStream> {
        let ty = &self.cx.names.foreign(id)?.ty;
        let foreign = self.cx.api.foreign.get(id.0)?;
        self.uses.insert(Use::AnyError);
        if !foreign.is_json {
            let text = text(example, name);
            return Some(quote!(#text.parse::<#ty>()?));
        }
        let json = match example? {
            Value::String(_) => format!("{:?}", usable(example)?),
            other => other.text()?,
        };
        is_short(&json).then(|| quote!(serde_json::from_str::<#ty>(#json)?))
    }
}
