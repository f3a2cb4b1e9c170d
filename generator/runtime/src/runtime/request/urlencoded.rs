//! What is written as names and values with `&` between them: queries, and bodies that are forms.

use crate::runtime::data::Encode;
use crate::runtime::request::draft::Draft;
use crate::runtime::request::parameter;
use crate::runtime::request::parameter::flat::{Level, NULL, level};
use crate::runtime::request::parameter::percent::encode;
use crate::runtime::request::parameter::style::{Style, StyleKind};

impl Draft {
    pub(crate) fn query(&mut self, name: &str, value: &dyn Encode, style: Style) {
        let piece = self.render(name, || parameter::query(name, value.view(), style));
        self.add_query(piece);
    }

    pub(crate) fn whole_query(&mut self, name: &str, value: &dyn Encode, style: Style) {
        if style.kind != StyleKind::Form {
            let piece = self.render(name, || parameter::whole_query(value.view(), style));
            return self.add_query(piece);
        }
        match level(value.view()) {
            Level::Absent => {}
            Level::Null => self.refuse(NULL),
            Level::Fields(fields) => {
                for (name, value) in fields {
                    self.query(name, &value, Style::FIELD);
                }
            }
            Level::Scalar(_) | Level::Items(_) => {
                self.refuse("its query is not an object, so that it cannot be a form");
            }
        }
    }

    fn add_query(&mut self, piece: Option<String>) {
        let Some(piece) = piece else {
            return;
        };
        if self.query.is_empty() {
            self.query = piece;
        } else {
            self.query.push('&');
            self.query.push_str(&piece);
        }
    }

    /// Removes every pair of this name from the query.
    pub(crate) fn remove_query(&mut self, name: &str) {
        if !self.query.is_empty() {
            let name = encode(name);
            let others = |pair: &&str| pair.split('=').next() != Some(&*name);
            let kept: Vec<&str> = self.query.split('&').filter(others).collect();
            self.query = kept.join("&");
        }
    }

    pub(crate) fn form_fields(&mut self, fields: &[(&str, &dyn Encode, Style)]) {
        let pairs: Vec<_> = fields
            .iter()
            .filter_map(|(name, value, style)| {
                self.render(name, || parameter::query(name, value.view(), *style))
            })
            .collect();
        let form = pairs.join("&").into();
        self.body("application/x-www-form-urlencoded", form);
    }

    pub(crate) fn form_body(&mut self, value: &dyn Encode) {
        match level(value.view()) {
            Level::Absent => {}
            Level::Null => self.refuse(NULL),
            Level::Fields(fields) => {
                let fields: Vec<_> = fields
                    .iter()
                    .map(|(name, value)| (*name, value as &dyn Encode, Style::FIELD))
                    .collect();
                self.form_fields(&fields);
            }
            Level::Scalar(_) | Level::Items(_) => {
                self.refuse("its body is not an object, so that it cannot be a form");
            }
        }
    }
}
