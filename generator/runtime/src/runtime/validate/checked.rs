//! What generated methods call, and what becomes of a value that breaks a constraint: the error of the call, before anything is sent.

use super::checker::check;
use super::constraint::{Constraint, Constraints, RequestConstraints};
use crate::runtime::data::{Encode, Json, to_json};
use crate::runtime::request::draft::Draft;
use crate::runtime::request::request_body::{RequestBody, is_given};
use crate::runtime::{Client, Request};

#[doc(hidden)]
impl<T, E> Request<T, E> {
    /// Checks the parameter of this name: its value, or else the one that the client holds.
    pub fn check_parameter(
        mut self,
        name: &'static str,
        value: &dyn Encode,
        constraints: &'static RequestConstraints,
    ) -> Self {
        let known = constraints.parameters.iter().find(|it| it.0 == name);
        if let Some((_, constraints)) = known {
            let client = Client::clone(&self.draft.client);
            let held = client.inner.parameters.iter().find(|it| it.0 == name);
            let value = match held {
                Some((_, held)) if !is_given(value.view()) => &**held as &dyn Encode,
                _ => value,
            };
            let what = format!("the parameter `{name}`");
            self.draft.check(&what, value, *constraints);
        }
        self
    }

    /// Checks the JSON that the body is.
    pub fn check_body(mut self, constraints: &'static RequestConstraints) -> Self {
        let written = match &self.draft.body {
            RequestBody::Written(bytes) => Some((serde_json::from_slice(bytes).ok(), bytes.len())),
            RequestBody::Json(json) => Some((Some(json.clone()), json.to_string().len())),
            RequestBody::None | RequestBody::Streamed(_) => None,
        };
        if let Some((Some(json), length)) = written {
            self.draft.check_json(None, &json, length, constraints.body);
        }
        self
    }

    /// Checks the value that the body is made of, where it is not sent as JSON.
    pub fn check_value(
        mut self,
        value: &dyn Encode,
        constraints: &'static RequestConstraints,
    ) -> Self {
        self.draft.check("the body", value, constraints.body);
        self
    }

    /// Checks the field of this name of a form.
    pub fn check_field(
        mut self,
        name: &'static str,
        value: &dyn Encode,
        constraints: &'static RequestConstraints,
    ) -> Self {
        if let Some(constraints) = property(constraints.body, name, MOST_REFERENCES) {
            self.draft.check(&format!("`{name}`"), value, constraints);
        }
        self
    }
}

/// How many references are followed to the properties of a form.
const MOST_REFERENCES: usize = 16;

/// The constraints of the property `name` of an object.
fn property(constraints: Constraints, name: &str, references: usize) -> Option<Constraints> {
    constraints.0.iter().find_map(|it| match it {
        Constraint::Properties(properties) => {
            properties.iter().find(|it| it.0 == name).map(|it| it.1)
        }
        Constraint::Ref(referred) if references > 0 => property(**referred, name, references - 1),
        _ => None,
    })
}

impl Draft {
    fn check(&mut self, what: &str, value: &dyn Encode, constraints: Constraints) {
        // What cannot be written has been reported by the call that writes it.
        if is_given(value.view())
            && let Ok(text) = to_json(value)
            && let Ok(json) = serde_json::from_slice::<Json>(&text)
        {
            self.check_json(Some(what), &json, text.len(), constraints);
        }
    }

    fn check_json(
        &mut self,
        what: Option<&str>,
        value: &Json,
        bytes: usize,
        constraints: Constraints,
    ) {
        if let Err(violation) = check(constraints, value, bytes) {
            let path = violation.path();
            self.refuse(match (what, violation.is_at_root()) {
                (Some(what), true) => format!("{what} {violation}"),
                (Some(what), false) => format!("`{path}` of {what} {violation}"),
                (None, true) => format!("the body {violation}"),
                (None, false) => format!("`{path}` {violation}"),
            });
        }
    }
}
