//! Fields: of params, of structs, and whatever else is a name with a type.

use super::context::PageContext;
use super::html::{Html, code, html, joined, text};
use super::prose::prose;
use crate::ir::{
    Body, BodyField, BodyFormat, BodyShape, Field, Location, Operation, OperationId, Presence,
};
use crate::names::Member;

/// A name with a type, and what is said about it.
#[derive(Default)]
pub(super) struct NamedItem {
    /// Its name in Rust.
    pub(super) name: String,
    /// Its type, if it has one.
    pub(super) ty: Option<Html>,
    /// What is to be known at a glance: where it travels, its name there, whether it has to be given.
    pub(super) notes: Vec<Html>,
    /// Its documentation.
    pub(super) docs: Html,
    /// Whether the description advises against it.
    pub(super) deprecated: bool,
}

impl NamedItem {
    /// The item of a list.
    pub(super) fn html(self) -> Html {
        let Self {
            name,
            ty,
            notes,
            docs,
            deprecated,
        } = self;
        let ty = ty.map(|it| html!["<code class=\"type\">", it, "</code>"]);
        let deprecated = deprecated.then(|| html!["<strong class=\"tag\">deprecated</strong>"]);
        let notes = joined(notes.into_iter().chain(deprecated), ", ");
        let notes = notes.some();
        let notes = notes.map(|it| html!["<span class=\"notes\">", it, "</span>"]);
        let name = html!["<code class=\"name\">", text(&name), "</code>"];
        let head = joined([Some(name), ty, notes].into_iter().flatten(), " ");
        html![head, docs]
    }
}

impl PageContext<'_> {
    /// What an operation takes: first what is passed one by one, then the fields of its params.
    pub(super) fn taken(&self, id: OperationId, operation: &Operation) -> Vec<Html> {
        let Some(names) = self.model.names.operation(id) else {
            return Vec::new();
        };
        let positional = operation.positional().zip(&names.arguments);
        let positional = positional.map(|(parameter, name)| {
            let field = &parameter.field;
            let notes = vec![travels(parameter.location, &field.wire, name.as_str())];
            self.field(name.as_str(), field, false, notes)
        });
        let named = operation.named().map(|parameter| {
            let field = &parameter.field;
            (field, parameter.location, parameter.client_wide)
        });
        let named = named
            .zip(&names.fields)
            .map(|((field, location, is_held), member)| {
                let mut notes = vec![travels(location, &field.wire, member.name.as_str())];
                notes.extend(needed(field));
                notes.extend(is_held.then(|| html!["or the one that the client holds"]));
                self.field(member.name.as_str(), field, false, notes)
            });
        let members = names.fields.iter().skip(operation.named().count());
        let body = operation
            .body
            .iter()
            .flat_map(|it| self.body(it, members.clone()));
        positional.chain(named).chain(body).collect()
    }

    fn body<'a>(&self, body: &Body, mut members: impl Iterator<Item = &'a Member>) -> Vec<Html> {
        let Body {
            media_type,
            format,
            constraints: _,
            shape,
            required,
            flag: _,
            example: _,
            docs,
            origin: _,
        } = body;
        let format = match format {
            BodyFormat::Json => html!["body, as JSON"],
            BodyFormat::Form => html!["body, as a form"],
            BodyFormat::Multipart => html!["body, as a form with parts"],
            BodyFormat::Xml(_) => html!["body, as XML"],
            BodyFormat::Text => html!["body, as text"],
            BodyFormat::Bytes => html!["body, as it is"],
        };
        match shape {
            BodyShape::Whole(ty) => {
                let name = members.next().map(|it| it.name.to_string());
                let ty = self.ty(ty);
                vec![
                    NamedItem {
                        name: name.unwrap_or_default(),
                        ty: Some(if *required {
                            ty
                        } else {
                            html!["Option&lt;", ty, "&gt;"]
                        }),
                        notes: [format, code(media_type)]
                            .into_iter()
                            .chain(required.then(|| html!["required"]))
                            .collect(),
                        docs: docs.as_deref().map(|it| prose(it, 4)).unwrap_or_default(),
                        deprecated: false,
                    }
                    .html(),
                ]
            }
            BodyShape::Fields(fields) => fields
                .iter()
                .zip(members)
                .map(|(field, member)| {
                    let BodyField {
                        field,
                        style: _,
                        is_styled: _,
                        media_type,
                    } = field;
                    let mut notes = vec![match wire(&field.wire, member.name.as_str()) {
                        Some(wire) => html!["body field ", wire],
                        None => html!["body field"],
                    }];
                    notes.extend(media_type.as_deref().map(code));
                    notes.extend(needed(field));
                    self.field(member.name.as_str(), field, false, notes)
                })
                .collect(),
        }
    }

    /// A field of this name in Rust.
    pub(super) fn field(
        &self,
        name: &str,
        field: &Field,
        is_boxed: bool,
        mut notes: Vec<Html>,
    ) -> Html {
        let Field {
            wire: _,
            ty: _,
            presence: _,
            docs,
            constraints: _,
            example,
            constant,
            by_default: _,
            deprecated,
            format: _,
            order: _,
            origin: _,
        } = field;
        let constant = constant.as_ref().and_then(crate::ir::Value::text);
        notes.extend(constant.map(|it| html!["always ", code(&it)]));
        let example = example.as_ref().and_then(crate::ir::Value::text);
        // A short one says what a value looks like; a long one hides the field.
        let example = example.filter(|it| it.chars().count() <= LONGEST_EXAMPLE);
        notes.extend(example.map(|it| html!["such as ", code(&it)]));
        NamedItem {
            name: name.to_owned(),
            ty: Some(self.field_type(field, is_boxed)),
            notes,
            docs: docs.as_deref().map(|it| prose(it, 4)).unwrap_or_default(),
            deprecated: *deprecated,
        }
        .html()
    }
}

/// How many letters of an example are shown beside a field.
const LONGEST_EXAMPLE: usize = 60;

/// Where a parameter travels, and by which name, if that differs.
fn travels(location: Location, name: &str, rust: &str) -> Html {
    let place = match location {
        Location::Path => html!["path"],
        Location::Query => html!["query"],
        Location::WholeQuery => html!["the whole query"],
        Location::Header => html!["header"],
        Location::Cookie => html!["cookie"],
    };
    match wire(name, rust) {
        Some(wire) => html![place, " ", wire],
        None => place,
    }
}

/// A name on the wire, where it is not that in Rust.
pub(super) fn wire(name: &str, rust: &str) -> Option<Html> {
    (name != rust).then(|| code(name))
}

/// Whether a caller has to give it.
fn needed(field: &Field) -> Option<Html> {
    match field.presence {
        Presence::Required | Presence::Nullable if field.is_needed() => Some(html!["required"]),
        Presence::Required
        | Presence::Nullable
        | Presence::Optional
        | Presence::Nullish
        | Presence::Patch => None,
    }
}
