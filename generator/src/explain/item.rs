//! What there is to say about one item.

use super::answer::{ExplainedItem, Fact, FactPlace};
use super::around::{places, rewritten, said};
use super::catalogue::{Catalogue, CatalogueItem, ItemSubject, params_fields};
use super::document::Documents;
use super::settings::settings;
use super::uses::used;
use super::why_module::why_module;
use super::why_name::why_name;
use super::why_type::{why_box, why_presence, why_type};
use crate::diag::Report;
use crate::emit::{Context, written};
use crate::ir::{
    Field, OperationId, Payload, Presence, StreamItem, Success, Type, TypeDef, TypeId, TypeKind,
};
use crate::names::NamesLock;
use crate::origin::Origin;

/// What reasons are found in.
pub(super) struct Explainer<'a> {
    pub(super) cx: &'a Context<'a>,
    pub(super) catalogue: &'a Catalogue,
    pub(super) documents: &'a Documents,
    pub(super) report: &'a Report,
    /// What rewriting has done at the places of the items.
    pub(super) rewrites: &'a [(Origin, &'static str)],
    /// The names that the client had before.
    pub(super) lock: &'a NamesLock,
}

impl Explainer<'_> {
    /// The item, with all there is to say about it.
    pub(super) fn explain(&self, item: &CatalogueItem) -> ExplainedItem {
        let mut facts = why_name(item, self);
        let mut shown = None;
        match item.subject {
            ItemSubject::Type(id) => facts.extend(self.of_type_def(id)),
            ItemSubject::Member(id, index) => {
                if let Some((written, why)) = self.of_member(id, index) {
                    shown = written;
                    facts.extend(why);
                }
            }
            ItemSubject::Method(id) => shown = self.answer(id),
            ItemSubject::ParamsField(id, index) => {
                if let Some((field, is_parameter)) = self.params_field(id, index) {
                    shown = Some(self.field_type(field, false));
                    facts.extend(why_type(&field.ty, item.places.first(), self));
                    facts.extend(why_presence(field, is_parameter));
                }
            }
            ItemSubject::Argument(id, index) => {
                let operation = self.cx.api.operation(id);
                if let Some(it) = operation.and_then(|it| it.positional().nth(index)) {
                    shown = Some(self.written(&it.field.ty));
                    facts.extend(why_type(&it.field.ty, item.places.first(), self));
                }
            }
            ItemSubject::Resource(_)
            | ItemSubject::Params(_)
            | ItemSubject::Scheme(_)
            | ItemSubject::ClientParameter(_) => {}
        }
        facts.extend(why_module(item, self));
        facts.extend(rewritten(item, self));
        facts.extend(settings(item, self));
        facts.extend(said(&item.places, self.report));
        facts.extend(used(item, self.cx.api));
        ExplainedItem {
            kind: item.kind,
            path: item.path.clone(),
            written: shown,
            places: places(item, self).into_iter().map(FactPlace::of).collect(),
            facts,
        }
    }

    /// The item of a type.
    pub(super) fn of_type(&self, id: TypeId) -> Option<&CatalogueItem> {
        self.catalogue.of(ItemSubject::Type(id))
    }

    fn of_type_def(&self, id: TypeId) -> Vec<Fact> {
        let Some(TypeDef { kind, .. }) = self.cx.api.ty(id) else {
            return Vec::new();
        };
        let text = match kind {
            TypeKind::Struct(object) if object.rest.is_some() => {
                "an object with properties of these names, and others"
            }
            TypeKind::Struct(_) => "an object with properties of these names",
            TypeKind::TextEnum(list) if list.closed => {
                "`closed_enums` says that there are no other values"
            }
            TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_) => {
                "the description lists the values; a server may know others, which are kept"
            }
            TypeKind::Union(_) => "a value of one of several schemas",
            TypeKind::Answer(_) => "what the answer holds depends on its status",
        };
        vec![Fact::new("type", text)]
    }

    /// The type of a field or branch as it is written, and the reasons.
    fn of_member(&self, id: TypeId, index: usize) -> Option<(Option<String>, Vec<Fact>)> {
        let item = self.catalogue.of(ItemSubject::Member(id, index))?;
        let place = item.places.first();
        let is_boxed = self.cx.analysis.boxed.contains(&(id, index));
        Some(match &self.cx.api.ty(id)?.kind {
            TypeKind::Struct(object) => {
                let field = object.fields.get(index)?;
                let mut facts = why_type(&field.ty, place, self);
                facts.extend(why_presence(field, false));
                facts.extend(why_box(id, index, &field.ty, self));
                (Some(self.field_type(field, is_boxed)), facts)
            }
            TypeKind::Union(union) => {
                let branch = union.branches.get(index)?;
                let mut facts = why_type(&branch.ty, place, self);
                facts.extend(why_box(id, index, &branch.ty, self));
                (Some(self.in_box(&branch.ty, is_boxed)), facts)
            }
            TypeKind::Answer(answer) => {
                let case = answer.cases.get(index)?;
                let payload = case.payload.as_ref().map(|it| self.payload(it));
                let text = format!("the status is {}", case.status);
                (payload, vec![Fact::new("type", text)])
            }
            TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_) => (None, Vec::new()),
        })
    }

    fn params_field(&self, id: OperationId, index: usize) -> Option<(&Field, bool)> {
        let operation = self.cx.api.operation(id)?;
        let is_parameter = index < operation.named().count();
        let field = params_fields(operation).get(index).copied()?;
        Some((field, is_parameter))
    }

    /// What a method answers, as people write it.
    fn answer(&self, id: OperationId) -> Option<String> {
        Some(match &self.cx.api.operation(id)?.success {
            Success::Empty => "Request<()>".to_owned(),
            Success::One(payload) => format!("Request<{}>", self.payload(payload)),
            Success::Several(ty) => format!("Request<{}>", self.written(ty)),
            Success::Stream(stream) => match &stream.item {
                StreamItem::Json(ty) => format!("StreamRequest<{}>", self.written(ty)),
                StreamItem::Text => "StreamRequest<String>".to_owned(),
                StreamItem::Event => "StreamRequest<Event>".to_owned(),
            },
        })
    }

    fn payload(&self, payload: &Payload) -> String {
        match payload {
            Payload::Json(ty) | Payload::Any(ty) | Payload::Xml(ty, _) => self.written(ty),
            Payload::Text => "String".to_owned(),
            Payload::Bytes => "Bytes".to_owned(),
        }
    }

    fn field_type(&self, field: &Field, is_boxed: bool) -> String {
        let value = self.in_box(&field.ty, is_boxed);
        match field.presence {
            Presence::Required => value,
            Presence::Nullable | Presence::Optional | Presence::Nullish => {
                format!("Option<{value}>")
            }
            Presence::Patch => format!("Patch<{value}>"),
        }
    }

    fn in_box(&self, ty: &Type, is_boxed: bool) -> String {
        let value = self.written(ty);
        if is_boxed {
            format!("Box<{value}>")
        } else {
            value
        }
    }

    /// A type as people write it, without the modules.
    fn written(&self, ty: &Type) -> String {
        let full = written(self.cx, ty);
        let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
        let mut short = String::new();
        let mut rest = full.as_str();
        while let Some(first) = rest.chars().next() {
            let end = rest.find(|c| is_name(c) != is_name(first));
            let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
            short.push_str(word.rsplit("::").next().unwrap_or(word));
            rest = after;
        }
        short
    }

    /// A place of the model as the author knows it: the first of those of its item.
    pub(super) fn place(&self, origin: &Origin, item: &CatalogueItem) -> String {
        let place = item.places.first().unwrap_or(origin);
        if place.file == self.documents.root {
            place.pointer.clone()
        } else {
            place.to_string()
        }
    }
}
