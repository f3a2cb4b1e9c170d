//! What a response holds, and the words about it.

use openapiv3::Response;

use crate::ir::{Payload, Place, Type};
use crate::lower::Lowering;
use crate::lower::docs;
use crate::lower::docs::constraints as limits;
use crate::lower::docs::nested::documented;
use crate::lower::message::media_type::{MediaFormat, Representation, choices};
use crate::lower::message::streams::framing;
use crate::lower::schema::Lowered;
use crate::origin::Origin;

impl<'a> Lowering<'a> {
    /// What a response holds, `None` for nothing, and the words about it.
    pub(in crate::lower) fn payload(
        &mut self,
        response: &'a Response,
        at: &Origin,
        place: &Place,
    ) -> (Option<Payload>, Option<String>) {
        let choices = choices(self.spec, &response.content, &at.key("content"));
        match without_streams(choices).into_iter().next() {
            Some(chosen) => {
                let (payload, docs) = self.payload_of(response, &chosen, place);
                (Some(payload), docs)
            }
            None => (None, docs::text(Some(&response.description))),
        }
    }

    /// What a response holds as this media type, and the words about it.
    pub(in crate::lower) fn payload_of(
        &mut self,
        response: &'a Response,
        chosen: &Representation<'a>,
        place: &Place,
    ) -> (Payload, Option<String>) {
        match chosen.kind {
            MediaFormat::Form | MediaFormat::Multipart => self.structure_is_lost(chosen),
            _ => self.schema_of_other(chosen),
        }
        let at = chosen.at.key("schema");
        let schema = chosen.media_type.schema.as_ref();
        let mut words = docs::text(Some(&response.description));
        let payload = match chosen.kind {
            MediaFormat::Json => {
                let lowered = match schema {
                    Some(schema) => self.schema(schema, &at, place),
                    None => Lowered::plain(Type::Json),
                };
                // A type of its own says itself what it is.
                if !matches!(lowered.ty, Type::Named(_)) {
                    words = limits::after(words, lowered.docs.as_deref());
                    words = documented(words, &lowered, "");
                }
                let ty = lowered.into_type();
                self.describe(&ty, place, &response.description);
                Payload::Json(ty)
            }
            MediaFormat::Text => Payload::Text,
            MediaFormat::Form
            | MediaFormat::Multipart
            | MediaFormat::Bytes
            | MediaFormat::Stream(_) => Payload::Bytes,
        };
        if chosen.kind != MediaFormat::Json
            && let Some(resolved) = schema.and_then(|schema| self.spec.schema(schema, &at))
        {
            let more = self.words_of(&Type::String, resolved.value);
            words = limits::after(words, more.as_deref());
        }
        (payload, words)
    }

    /// Gives a type that is written in a response, and says nothing about itself, the words of the response.
    fn describe(&mut self, ty: &Type, place: &Place, words: &str) {
        if let Type::Named(id) = ty
            && let Some(Some(def)) = self.types.get_mut(id.0)
            && def.place == *place
            && def.docs.is_none()
        {
            def.docs = docs::text(Some(words));
        }
    }
}

pub(in crate::lower) fn without_streams(
    choices: Vec<Representation<'_>>,
) -> Vec<Representation<'_>> {
    let all = choices.into_iter();
    all.filter(|it| framing(it.name, it.media_type).is_none())
        .collect()
}
