//! Which values are instances: the judgement of the `jsonschema` crate.

use std::collections::BTreeMap;

use jsonschema::{Draft, Registry, Resource, Validator};
use serde_json::{Value, json};

use crate::document::Schemas;
use crate::json::Json;

const DOCUMENT: &str = "https://description.example/schemas";

/// Validators for the schemas of a description.
#[derive(Debug)]
pub struct Validity<'a> {
    registry: Registry<'a>,
    validators: BTreeMap<usize, Result<Validator, String>>,
}

impl Validity<'_> {
    /// For all `schemas`.
    ///
    /// # Errors
    ///
    /// Why they are no JSON Schema.
    pub fn new(schemas: &Schemas<'_>) -> Result<Self, String> {
        let resource = Resource::from_contents(schemas.document());
        let registry = Registry::new()
            .draft(Draft::Draft202012)
            .add(DOCUMENT, resource)
            .and_then(jsonschema::RegistryBuilder::prepare)
            .map_err(|error| error.to_string())?;
        Ok(Self {
            registry,
            validators: BTreeMap::new(),
        })
    }

    /// The validator for one of them.
    ///
    /// # Errors
    ///
    /// Why there is none.
    pub fn of(&mut self, number: usize) -> Result<&Validator, String> {
        let registry = &self.registry;
        let make = || {
            let schema = json!({ "$ref": format!("{DOCUMENT}#/$defs/{number}") });
            let options = jsonschema::options()
                .with_draft(Draft::Draft202012)
                .with_registry(registry)
                .should_validate_formats(true);
            options.build(&schema).map_err(|error| error.to_string())
        };
        self.validators
            .entry(number)
            .or_insert_with(make)
            .as_ref()
            .map_err(Clone::clone)
    }
}

/// The value, or one near it, if it is valid: properties that are refused become those of `ordinary`, or go.
pub fn repaired(validator: &Validator, value: &Json, ordinary: Option<&Json>) -> Option<Json> {
    let mut value = value.clone();
    for _ in 0..8 {
        let plain = value.to_value();
        let Err(error) = validator.validate(&plain) else {
            return Some(value);
        };
        let path = error.instance_path().to_string();
        let Json::Object(members) = &mut value else {
            return None;
        };
        let name = path
            .split('/')
            .nth(1)?
            .replace("~1", "/")
            .replace("~0", "~");
        let old = members.remove(&name)?;
        if let Some(Json::Object(ordinary)) = ordinary
            && let Some(other) = ordinary.get(&name).filter(|it| **it != old)
        {
            members.insert(name, other.clone());
        }
    }
    None
}

/// What the validator has against a value.
pub fn objection(validator: &Validator, value: &Value) -> Option<String> {
    let error = validator.validate(value).err()?;
    Some(format!("{} at `{}`", error, error.instance_path()))
}
