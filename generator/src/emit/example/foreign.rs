//! Values of types of other crates: all that is known of them is how they are read.

use proc_macro2::TokenStream;
use quote::quote;

use super::plain::{is_short, text, usable};
use super::uses::Use;
use super::value::Writer;
use crate::ir::{ForeignId, Value};

impl Writer<'_> {
    /// A value of such a type, which shows its type by itself; `None` where nothing is known of what its JSON looks like.
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
