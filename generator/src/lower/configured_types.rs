//! Types that the configuration chooses: for a format, for the schema at a place, for the enums it closes.

use std::collections::BTreeMap;

use openapiv3::Schema;
use serde_json::Value;

use super::docs::example;
use super::merge::conjuncts::conjuncts;
use super::merge::json_types::{JsonTypes, json_types};
use super::merge::subschema::Subschema;
use super::schema::Lowered;
use crate::config::{Config, ForeignChoice, FormatType, Travels, TypeChoice};
use crate::diag::Diagnostics;
use crate::ir::{Foreign, ForeignId, JsonKind, Type, Used};
use crate::origin::{Origin, pointer_of};
use crate::spec::{Resolved, Spec};

/// What the configuration says about types, and which of its entries had an effect.
#[derive(Debug)]
pub(super) struct ConfiguredTypes<'a> {
    config: &'a Config,
    /// From the pointers of schemas to the entries that choose types for them.
    by_pointer: BTreeMap<String, &'a str>,
    foreign: Vec<Foreign>,
    used: Used,
}

impl<'a> ConfiguredTypes<'a> {
    /// Reads the entries about schemas. A pointer may be written as a reference is.
    pub(super) fn new(config: &'a Config, diagnostics: &mut Diagnostics) -> Self {
        let mut by_pointer: BTreeMap<String, &'a str> = BTreeMap::new();
        let mut used = Used::default();
        for key in config.types.keys() {
            let pointer = pointer_of(key);
            if let Some(first) = by_pointer.get(pointer) {
                let message = format!("`{first}` is the same place");
                let at = config.at(&["types", key]);
                let error = diagnostics.error("duplicate-type", &at, message);
                error.about_key();
                used.types.insert(key.clone());
                continue;
            }
            by_pointer.insert(pointer.to_owned(), key);
        }
        Self {
            config,
            by_pointer,
            foreign: Vec::new(),
            used,
        }
    }

    /// Whether there is an entry about any schema.
    pub(super) fn has_schemas(&self) -> bool {
        !self.by_pointer.is_empty()
    }

    /// Whether there is an entry about the schema at a place.
    pub(super) fn has_schema(&self, at: &Origin, diagnostics: &Diagnostics) -> bool {
        let pointer = || diagnostics.written(at).pointer;
        self.has_schemas() && self.by_pointer.contains_key(&pointer())
    }

    /// What the schema at a place becomes; `None` where no entry is about it.
    pub(super) fn schema(
        &mut self,
        spec: &'a Spec,
        at: &Origin,
        schema: &'a Schema,
        diagnostics: &mut Diagnostics,
    ) -> Option<Lowered> {
        if !self.has_schema(at, diagnostics) {
            return None;
        }
        let key = *self.by_pointer.get(&diagnostics.written(at).pointer)?;
        let choice = self.config.types.get(key)?;
        self.used.types.insert(key.to_owned());
        let subschema = Subschema::of(Resolved {
            value: schema,
            origin: at.clone(),
            component: None,
        });
        let keywords = subschema.keywords();
        let json_types = json_types(&conjuncts(spec, &[subschema]));
        self.check_fit(choice, json_types, key, diagnostics);
        let ty = self.type_of(choice, &["types", key], diagnostics);
        let mut lowered = Lowered::new(ty, schema);
        lowered.example = example::of_schema(spec, schema);
        lowered.nullable |= keywords.values.iter().any(Value::is_null);
        Some(lowered)
    }

    /// The type of a format; `None` where no entry is about it, and where its type cannot hold values of `typ`. An entry about
    /// `integer` is about those without a format.
    pub(super) fn format(
        &mut self,
        typ: &str,
        format: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Type> {
        let format = match (typ, format) {
            ("integer", "") => typ,
            _ => format,
        };
        let choice = self.config.formats.get(format)?;
        let is_text = typ == "string";
        let fits = match choice {
            TypeChoice::Known(known) => known.is_text() == is_text,
            TypeChoice::Foreign(foreign) => is_text || foreign.travels == Travels::Json,
        };
        if !fits {
            return None;
        }
        self.used.formats.insert(format.to_owned());
        Some(self.type_of(choice, &["formats", format], diagnostics))
    }

    /// Whether the enum at a place has no other values than those it lists.
    pub(super) fn closes_enum(&mut self, at: &Origin, diagnostics: &Diagnostics) -> bool {
        let written = diagnostics.written(at).pointer;
        let about = |entry: &&String| *entry == "*" || pointer_of(entry) == written;
        let entries = self.config.closed_enums.iter().filter(about);
        let entries: Vec<String> = entries.cloned().collect();
        let is_closed = !entries.is_empty();
        self.used.closed_enums.extend(entries);
        is_closed
    }

    /// All types of other crates that entries choose, whatever they are about.
    pub(super) fn all(config: &'a Config, diagnostics: &mut Diagnostics) -> Vec<Foreign> {
        let mut all = Self::new(config, diagnostics);
        let of = |table, choices: &'a BTreeMap<String, TypeChoice>| {
            let of = choices.iter();
            of.map(move |(key, choice)| (table, key.as_str(), choice))
        };
        for (table, key, choice) in of("formats", &config.formats).chain(of("types", &config.types))
        {
            all.type_of(choice, &[table, key], diagnostics);
        }
        all.foreign
    }

    /// The type of another crate with this id.
    pub(super) fn foreign(&self, id: ForeignId) -> Option<&Foreign> {
        self.foreign.get(id.0)
    }

    /// The types of other crates, and the entries that had an effect.
    pub(super) fn into_parts(self) -> (Vec<Foreign>, Used) {
        (self.foreign, self.used)
    }

    /// Reports a type that cannot hold the values of the schema that an entry is about.
    fn check_fit(
        &self,
        choice: &TypeChoice,
        json_types: JsonTypes,
        key: &str,
        diagnostics: &mut Diagnostics,
    ) {
        use JsonKind::{Integer, Number, String};
        let (fits, what) = match choice {
            TypeChoice::Known(known) if !known.is_text() => (
                matches!(
                    json_types,
                    JsonTypes::Any | JsonTypes::One(Integer | Number)
                ),
                "numbers",
            ),
            TypeChoice::Foreign(foreign) if foreign.travels == Travels::Json => return,
            TypeChoice::Known(_) | TypeChoice::Foreign(_) => (
                matches!(json_types, JsonTypes::Any | JsonTypes::One(String)),
                "strings",
            ),
        };
        if fits {
            return;
        }
        let message = format!("the values of `{key}` are no {what}, as those of this type are");
        let at = self.config.at(&["types", key]);
        let error = diagnostics.error("invalid-type", &at, message);
        if matches!(choice, TypeChoice::Foreign(_)) {
            error.hint("with `as = \"json\"`, a type is read and written by serde, as any JSON");
        }
    }

    /// The type that an entry chooses.
    fn type_of(
        &mut self,
        choice: &TypeChoice,
        entry: &[&str],
        diagnostics: &mut Diagnostics,
    ) -> Type {
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
            TypeChoice::Known(FormatType::I128) => Type::I128,
            TypeChoice::Known(FormatType::F32) => Type::F32,
            TypeChoice::Known(FormatType::F64) => Type::F64,
            TypeChoice::Foreign(foreign) => {
                Type::Foreign(self.foreign_of(foreign, entry, diagnostics))
            }
        }
    }

    /// A type of another crate has one id, however often it is chosen, and one way to travel.
    fn foreign_of(
        &mut self,
        choice: &ForeignChoice,
        entry: &[&str],
        diagnostics: &mut Diagnostics,
    ) -> ForeignId {
        let ForeignChoice {
            path,
            travels,
            blank,
        } = choice;
        let without_blanks = |path: &str| path.split_whitespace().collect::<String>();
        let is_same = |it: &Foreign| without_blanks(&it.path) == without_blanks(path);
        let is_json = *travels == Travels::Json;
        let origin = self.config.at(entry);
        let Some(index) = self.foreign.iter().position(is_same) else {
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
            diagnostics
                .error("duplicate-type", &origin, message)
                .hint("a type is read and written in one way, wherever it is used");
        }
        ForeignId(index)
    }
}
