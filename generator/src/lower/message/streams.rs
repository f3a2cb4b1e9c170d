//! Responses whose items come one by one: server-sent events, JSON lines, JSON text sequences.

use openapiv3::{Content, MediaType, ReferenceOr, Schema};

use crate::ir::{
    Body, BodyShape, Flag, Framing, Place, Presence, Step, StreamItem, Streaming, Type, TypeKind,
};
use crate::lower::Lowering;
use crate::lower::message::media_type::{MediaFormat, kind};
use crate::lower::schema::keywords::Keywords;
use crate::origin::Origin;

/// The property by which a caller asks for a stream, in the APIs that have it.
const FLAG: &str = "stream";

/// The fields of a server-sent event.
const EVENT: [&str; 4] = ["data", "event", "id", "retry"];

/// How many schemas may lead from one to the next.
const MAX_DEPTH: usize = 16;

impl<'a> Lowering<'a> {
    /// The stream among the media types of a response.
    pub(in crate::lower) fn streaming(
        &mut self,
        content: &'a Content,
        at: &Origin,
        place: &Place,
    ) -> Option<Streaming> {
        let (name, framing) = streams(content).next()?;
        let media_type = content.get(name)?;
        let at = at.key(name);
        let Some(schema) = &media_type.schema else {
            let item = match framing {
                Framing::Lines | Framing::Sequence => StreamItem::Json(Type::Json),
                _ => StreamItem::Event,
            };
            return Some(Streaming { framing, item });
        };
        Some(self.stream_of(framing, schema, &at.key("schema"), place))
    }

    /// What a schema says about the items. One of a list describes all of them together.
    fn stream_of(
        &mut self,
        framing: Framing,
        node: &'a ReferenceOr<Schema>,
        at: &Origin,
        place: &Place,
    ) -> Streaming {
        let place = place.then(Step::Item);
        let keywords = self.spec.schema(node, at).map(|it| Keywords::of(it.value));
        let typ = keywords.as_ref().and_then(|it| it.typ);
        let items = keywords.as_ref().and_then(|it| it.items);
        if framing == Framing::Data {
            if let Some(framing) = self.event_framing(node, at, 0) {
                let ty = self.schema(node, at, &place).into_type();
                let item = StreamItem::Json(ty);
                return Streaming { framing, item };
            }
            if typ == Some("string") && keywords.is_some_and(|it| it.values.is_empty()) {
                let item = StreamItem::Text;
                return Streaming { framing, item };
            }
        }
        let ty = match (typ, items) {
            (Some("array"), Some(items)) => self
                .boxed_schema(items, &at.key("items"), &place)
                .into_type(),
            _ => self.schema(node, at, &place).into_type(),
        };
        let item = match ty {
            Type::Json if framing == Framing::Data => StreamItem::Event,
            ty => StreamItem::Json(ty),
        };
        Streaming { framing, item }
    }

    /// How events are read whose schema is that of an event with its fields, and not that of its data.
    fn event_framing(
        &self,
        node: &'a ReferenceOr<Schema>,
        at: &Origin,
        depth: usize,
    ) -> Option<Framing> {
        let keywords = Keywords::of(self.spec.schema(node, at)?.value);
        if depth > MAX_DEPTH {
            return None;
        }
        let branches = keywords.one_of.iter().chain(keywords.any_of);
        let mut of_branches = branches.map(|branch| self.event_framing(branch, at, depth + 1));
        if let Some(first) = of_branches.next() {
            let first = first?;
            return of_branches.try_fold(first, |so_far, next| {
                let next = next?;
                // Data that is text in some events only is read as what it looks like.
                Some(if next == so_far { next } else { Framing::Event })
            });
        }
        let properties = keywords.properties?;
        let data = properties.get("data")?;
        if !properties.keys().all(|name| EVENT.contains(&name.as_str())) {
            return None;
        }
        let data = Keywords::of(self.spec.boxed_schema(data, at)?.value);
        // A page of a list has `data` as well, but one that is a list.
        let has_more = properties.len() > 1 || data.typ != Some("array");
        has_more.then_some(match data.typ {
            Some("string") => Framing::TextEvent,
            _ => Framing::Event,
        })
    }

    /// Takes the property by which a stream is asked for out of a body, so that the methods set it: the first body asks for
    /// the answer as a whole, the second for the stream.
    pub(in crate::lower) fn take_flag(&self, body: &mut Body) -> Option<Body> {
        let always = match &mut body.shape {
            BodyShape::Fields(fields) => {
                let index = fields
                    .iter()
                    .position(|it| it.field.wire == FLAG && is_flag(&it.field.ty))?;
                fields.remove(index).field.presence == Presence::Required
            }
            BodyShape::Whole(ty) => self.has_flag(ty, FLAG, 0).then_some(false)?,
        };
        let mut other = body.clone();
        body.flag = Some(Flag {
            wire: FLAG.to_owned(),
            value: false,
            always,
        });
        other.flag = Some(Flag {
            wire: FLAG.to_owned(),
            value: true,
            always: true,
        });
        Some(other)
    }

    /// Whether an object has a property of this name that says yes or no.
    pub(in crate::lower) fn has_flag(&self, ty: &Type, name: &str, depth: usize) -> bool {
        let id = match ty {
            Type::Named(id) => id,
            Type::Nullable(inner) => return self.has_flag(inner, name, depth),
            _ => return false,
        };
        match self
            .types
            .get(id.0)
            .and_then(Option::as_ref)
            .map(|it| &it.kind)
        {
            Some(TypeKind::Struct(object)) => object
                .fields
                .iter()
                .any(|field| field.wire == name && is_flag(&field.ty)),
            Some(TypeKind::Union(union)) if depth < MAX_DEPTH => union
                .branches
                .iter()
                .all(|branch| self.has_flag(&branch.ty, name, depth + 1)),
            _ => false,
        }
    }
}

fn is_flag(ty: &Type) -> bool {
    match ty {
        Type::Bool => true,
        Type::Nullable(inner) => is_flag(inner),
        _ => false,
    }
}

/// The media types of a response whose items come one by one.
pub(in crate::lower) fn streams(content: &Content) -> impl Iterator<Item = (&str, Framing)> {
    let all = content.iter();
    all.filter_map(|(name, it)| Some((name.as_str(), framing(name, it)?)))
}

/// How the items of a media type are told apart, if there are any.
pub(in crate::lower) fn framing(name: &str, media_type: &MediaType) -> Option<Framing> {
    match kind(name) {
        MediaFormat::Stream(framing) => Some(framing),
        // A schema for an item says that there are some, and JSON by the line is the most there is.
        MediaFormat::Json | MediaFormat::Text | MediaFormat::Bytes => media_type
            .extensions
            .contains_key("x-item-schema")
            .then_some(Framing::Lines),
        MediaFormat::Form | MediaFormat::Multipart => None,
    }
}
