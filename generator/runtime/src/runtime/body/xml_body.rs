//! Bodies of XML.

use crate::runtime::Request;
use crate::runtime::data::xml::{XmlRoot, written};
use crate::runtime::data::{Encode, View, fields_to_json, to_json};
use crate::runtime::request::request_body::is_given;

/// What generated methods call.
#[doc(hidden)]
impl<T, E> Request<T, E> {
    /// Sets the body to the XML of a value; one that is absent leaves the request without a body.
    pub fn xml_body(self, content_type: &'static str, root: &XmlRoot, value: &dyn Encode) -> Self {
        if matches!(value.view(), View::None) {
            return self;
        }
        self.written_xml(content_type, root, to_json(value))
    }

    /// Sets the body to the XML of an object of these fields. Those that are absent are left out.
    pub fn xml_fields(
        self,
        content_type: &'static str,
        root: &XmlRoot,
        fields: &[(&'static str, &dyn Encode)],
    ) -> Self {
        self.written_xml(content_type, root, fields_to_json(fields))
    }

    /// Sets the body as [`Self::xml_fields`] does, but leaves the request without one where no field is given.
    pub fn xml_fields_if_any(
        self,
        content_type: &'static str,
        root: &XmlRoot,
        fields: &[(&'static str, &dyn Encode)],
    ) -> Self {
        if fields.iter().any(|(_, value)| is_given(value.view())) {
            return self.xml_fields(content_type, root, fields);
        }
        self
    }

    fn written_xml(
        mut self,
        content_type: &'static str,
        root: &XmlRoot,
        json: serde_json::Result<Vec<u8>>,
    ) -> Self {
        match written(json, root) {
            Ok(xml) => self.draft.body(content_type, xml.into()),
            Err(reason) => self.draft.refuse(format!("its body {reason}")),
        }
        self
    }
}
