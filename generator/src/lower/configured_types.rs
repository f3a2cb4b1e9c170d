//! Schemas whose type the configuration chooses, by the place that they are written at.

use openapiv3::Schema;

use crate::config::{ForeignChoice, FormatType, Travels, TypeChoice};
use crate::ir::{Foreign, ForeignId, JsonKind, Type};
use crate::lower::Lowering;
use crate::lower::merge::conjuncts::{JsonTypes, Subschema, kinds, parts};
use crate::lower::schema::Lowered;
use crate::origin::Origin;
use crate::spec::Resolved;

impl<'a> Lowering<'a> {
    /// Looks through the places that the configuration is about. A pointer may be written as a reference is.
    pub(in crate::lower) fn read_choices(&mut self) {
        for key in self.config.types.keys() {
            let pointer = key.strip_prefix('#').unwrap_or(key);
            if let Some(first) = self.chosen.get(pointer) {
                let message = format!("`{first}` is the same place");
                let at = self.config.at(&["types", key]);
                let error = self.diagnostics.error("duplicate-type", &at, message);
                error.about_key();
                self.used.types.insert(key.clone());
                continue;
            }
            self.chosen.insert(pointer.to_owned(), key);
        }
    }

    /// Whether the configuration chooses the type of any schema by its place.
    pub(in crate::lower) fn has_choices(&self) -> bool {
        !self.chosen.is_empty()
    }

    /// Whether the configuration chooses the type of the schema at a place.
    pub(in crate::lower) fn is_chosen(&self, at: &Origin) -> bool {
        let pointer = || self.diagnostics.written(at).pointer;
        self.has_choices() && self.chosen.contains_key(&pointer())
    }

    /// What a schema at a place becomes by the configuration.
    pub(in crate::lower) fn chosen_at(
        &mut self,
        at: &Origin,
        schema: &'a Schema,
    ) -> Option<Lowered> {
        if !self.is_chosen(at) {
            return None;
        }
        let key = *self.chosen.get(&self.diagnostics.written(at).pointer)?;
        let choice = self.config.types.get(key)?;
        self.used.types.insert(key.to_owned());
        let node = Subschema::of(Resolved {
            value: schema,
            origin: at.clone(),
            component: None,
        });
        let keywords = node.keywords();
        let kind = kinds(&parts(self.spec, &[node]));
        self.holds(choice, kind, key);
        let ty = self.chosen_type(choice, &["types", key]);
        let mut lowered = Lowered::new(ty, schema);
        lowered.example = crate::lower::docs::example::of_schema(self.spec, schema);
        lowered.nullable |= keywords.values.iter().any(serde_json::Value::is_null);
        Some(lowered)
    }

    /// Reports a type that cannot hold the values of the schema.
    fn holds(&mut self, choice: &TypeChoice, kind: JsonTypes, key: &str) {
        use JsonKind::{Integer, Number, String};
        let (fits, what) = match choice {
            TypeChoice::Known(known) if !known.is_text() => (
                matches!(kind, JsonTypes::Any | JsonTypes::One(Integer | Number)),
                "numbers",
            ),
            TypeChoice::Foreign(foreign) if foreign.travels == Travels::Json => return,
            TypeChoice::Known(_) | TypeChoice::Foreign(_) => (
                matches!(kind, JsonTypes::Any | JsonTypes::One(String)),
                "strings",
            ),
        };
        if fits {
            return;
        }
        let message = format!("the values of `{key}` are no {what}, as those of this type are");
        let at = self.config.at(&["types", key]);
        let error = self.diagnostics.error("invalid-type", &at, message);
        if matches!(choice, TypeChoice::Foreign(_)) {
            error.hint("with `as = \"json\"`, a type is read and written by serde, as any JSON");
        }
    }

    /// The type that an entry of the configuration chooses.
    pub(in crate::lower) fn chosen_type(&mut self, choice: &TypeChoice, entry: &[&str]) -> Type {
        match choice {
            TypeChoice::Known(FormatType::String) => Type::String,
            TypeChoice::Known(FormatType::DateTime) => Type::DateTime,
            TypeChoice::Known(FormatType::Date) => Type::Date,
            TypeChoice::Known(FormatType::Base64) => Type::Base64,
            TypeChoice::Known(FormatType::Secret) => Type::Secret,
            TypeChoice::Known(FormatType::I32) => Type::I32,
            TypeChoice::Known(FormatType::I64) => Type::I64,
            TypeChoice::Known(FormatType::U32) => Type::U32,
            TypeChoice::Known(FormatType::U64) => Type::U64,
            TypeChoice::Known(FormatType::F32) => Type::F32,
            TypeChoice::Known(FormatType::F64) => Type::F64,
            TypeChoice::Foreign(foreign) => Type::Foreign(self.foreign_type(foreign, entry)),
        }
    }

    /// A type has one id, however often it is chosen, and one way to travel.
    fn foreign_type(&mut self, choice: &ForeignChoice, entry: &[&str]) -> ForeignId {
        let ForeignChoice {
            path,
            travels,
            blank,
        } = choice;
        let is_it = |it: &Foreign| {
            let same = |one: &str, other: &str| {
                let words = |text: &str| text.split_whitespace().collect::<String>();
                words(one) == words(other)
            };
            same(&it.path, path)
        };
        let is_json = *travels == Travels::Json;
        let origin = self.config.at(entry);
        let Some(index) = self.foreign.iter().position(is_it) else {
            self.foreign.push(Foreign {
                path: path.clone(),
                is_json,
                blank: blank.clone(),
                origin,
            });
            return ForeignId(self.foreign.len() - 1);
        };
        let Some(known) = self.foreign.get_mut(index) else {
            return ForeignId(index);
        };
        known.blank = known.blank.take().or_else(|| blank.clone());
        let differs = known.is_json != is_json || blank.is_some() && known.blank != *blank;
        if differs && known.origin != origin {
            let message = format!("another entry says something else about `{path}`");
            self.diagnostics
                .error("duplicate-type", &origin, message)
                .hint("a type is read and written in one way, wherever it is used");
        }
        ForeignId(index)
    }
}
