//! Responses whose items come one by one: server-sent events, JSON lines, JSON text sequences.

use openapiv3::{Content, MediaType, ReferenceOr, Schema};

use super::sample;
use crate::ir::{Framing, Sample, Step, StreamItem, Streaming, Type};
use crate::lower::context::LoweringContext;
use crate::lower::message::media_type::MediaFormat;
use crate::lower::message::representation::{
    Representation, is_anything, is_bytes, representations,
};
use crate::lower::schema;
use crate::lower::schema::keywords::Keywords;
use crate::lower::target::Target;
use crate::origin::Origin;
use crate::spec::{Resolved, Spec};

/// The fields of a server-sent event.
const EVENT: [&str; 4] = ["data", "event", "id", "retry"];

/// How many schemas may lead from one to the next.
const MAX_DEPTH: usize = 16;

/// The media types of a response whose items come one by one.
pub(super) fn streams(content: &Content) -> impl Iterator<Item = (&str, Framing)> {
    let all = content.iter();
    all.filter_map(|(name, it)| Some((name.as_str(), framing(name, it)?)))
}

/// The media types of these but for those that are the first one in another framing.
pub(super) fn read_or_reported(content: &Content) -> impl Iterator<Item = &str> {
    let first = streams(content).next();
    let schema = first.and_then(|(name, _)| content.get(name)?.schema.as_ref());
    let all = content.iter().filter(move |(name, it)| {
        let is_first = first.is_some_and(|(first, _)| first == name.as_str());
        is_first || it.schema.as_ref() != schema
    });
    all.filter_map(|(name, it)| framing(name, it).map(|_| name.as_str()))
}

/// Whether a response has a body, which comes item by item whatever its media type.
pub(super) fn is_all_streams(content: &Content) -> bool {
    !content.is_empty() && streams(content).count() == content.len()
}

/// The representations of a response that are read as a whole. Bytes are none that JSON could hold, whatever their media type is
/// said to be. What may be any value of any media type is bytes as well: only they hold all there is.
pub(super) fn without_streams<'a>(
    spec: &Spec,
    content: &'a Content,
    at: &Origin,
) -> Vec<Representation<'a>> {
    let mut all = representations(spec, content, at);
    all.retain(|it| framing(it.name, it.media_type).is_none());
    for it in &mut all {
        let may_be_anything = it.name.contains('*') && is_anything(spec, it.media_type, &it.at);
        if it.format.is_json() && (may_be_anything || is_bytes(spec, it.media_type, &it.at)) {
            it.format = MediaFormat::Bytes;
        }
    }
    all
}

/// How the items of a media type are told apart, if there are any.
fn framing(name: &str, media_type: &MediaType) -> Option<Framing> {
    match MediaFormat::of(name) {
        MediaFormat::Stream(framing) => Some(framing),
        // A schema for an item says that there are some, and JSON by the line is the most there is.
        MediaFormat::Json | MediaFormat::Xml | MediaFormat::Text | MediaFormat::Bytes => media_type
            .extensions
            .contains_key("x-item-schema")
            .then_some(Framing::Lines),
        MediaFormat::Form | MediaFormat::Multipart => None,
    }
}

/// The stream among the media types of a response.
pub(super) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    content: &'a Content,
    at: &Origin,
    target: &Target,
) -> Option<Streaming> {
    let (name, framing) = streams(content).next()?;
    let media_type = content.get(name)?;
    let at = at.key(name).key("schema");
    let is_whole = |schema: &ReferenceOr<Schema>| {
        framing == Framing::Lines && is_list_of_all(cx.spec, content, schema, &at)
    };
    Some(match &media_type.schema {
        // A list is what is answered as a whole: nothing says what comes one by one.
        Some(schema) if is_whole(schema) => Streaming {
            framing,
            item: item(framing, Type::Json),
        },
        Some(schema) => lower_items(cx, framing, schema, &at, &target.then(Step::Item)),
        None => Streaming {
            framing,
            item: item(framing, Type::Json),
        },
    })
}

/// Whether a schema describes a list, and a media type that is read as a whole has it, too: in Swagger 2.0, all media types of an
/// answer have one schema.
fn is_list_of_all(
    spec: &Spec,
    content: &Content,
    schema: &ReferenceOr<Schema>,
    at: &Origin,
) -> bool {
    let mut others = content
        .iter()
        .filter(|(name, it)| framing(name, it).is_none());
    let is_shared = others.any(|(_, it)| it.schema.as_ref() == Some(schema));
    let has_list = |it: Resolved<'_, Schema>| {
        let properties = Keywords::of(it.value).properties;
        let mut properties = properties.into_iter().flat_map(|it| it.values());
        properties.any(|it| {
            let it = spec.boxed_schema(it, at);
            it.is_some_and(|it| Keywords::of(it.value).typ == Some("array"))
        })
    };
    is_shared && spec.schema(schema, at).is_some_and(has_list)
}

/// What the stream among the media types of a response looks like.
pub(super) fn sample(spec: &Spec, status: &str, content: &Content, at: &Origin) -> Option<Sample> {
    let (name, _) = streams(content).next()?;
    let media_type = content.get(name)?;
    Some(sample::of_media_type(
        spec,
        status,
        name,
        media_type,
        &at.key(name),
    ))
}

/// What a schema says about the items. One of a list describes all of them together.
fn lower_items<'a>(
    cx: &mut LoweringContext<'a>,
    framing: Framing,
    node: &'a ReferenceOr<Schema>,
    at: &Origin,
    target: &Target,
) -> Streaming {
    let whole = cx.spec.schema(node, at);
    let keywords = whole.as_ref().map(|it| Keywords::of(it.value));
    let typ = keywords.as_ref().and_then(|it| it.typ);
    let items = keywords.as_ref().and_then(|it| it.items);
    let items = items.filter(|_| typ == Some("array"));
    let mut of_event = None;
    if framing.is_events() {
        let item = match items {
            Some(items) => cx.spec.boxed_schema(items, &at.key("items")),
            None => whole,
        };
        of_event = item.and_then(|it| event_framing(cx.spec, &it, 0));
        let is_text = typ == Some("string") && keywords.is_some_and(|it| it.values.is_empty());
        if of_event.is_none() && is_text {
            let item = StreamItem::Text;
            return Streaming { framing, item };
        }
    }
    let lowered = match items {
        Some(items) => schema::lower_boxed(cx, items, &at.key("items"), target),
        None => schema::lower(cx, node, at, target),
    };
    let ty = lowered.into_type();
    match of_event {
        Some(framing) => Streaming {
            framing,
            item: StreamItem::Json(ty),
        },
        None => Streaming {
            framing,
            item: item(framing, ty),
        },
    }
}

/// An item of this type. Of events, the fields are all that is known where their data can be anything.
fn item(framing: Framing, ty: Type) -> StreamItem {
    match ty {
        Type::Json if framing.is_events() => StreamItem::Event,
        ty => StreamItem::Json(ty),
    }
}

/// How events are read whose schema is that of an event with its fields, and not that of its data.
fn event_framing(spec: &Spec, schema: &Resolved<'_, Schema>, depth: usize) -> Option<Framing> {
    let keywords = Keywords::of(schema.value);
    if depth > MAX_DEPTH {
        return None;
    }
    let at = &schema.origin;
    let branches = keywords.one_of.iter().chain(keywords.any_of);
    let mut of_branches = branches.map(|branch| {
        let branch = spec.schema(branch, at)?;
        event_framing(spec, &branch, depth + 1)
    });
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
    let data = Keywords::of(spec.boxed_schema(data, at)?.value);
    // A page of a list has `data` as well, but one that is a list.
    let has_more = properties.len() > 1 || data.typ != Some("array");
    has_more.then_some(match data.typ {
        Some("string") => Framing::TextEvent,
        _ => Framing::Event,
    })
}
