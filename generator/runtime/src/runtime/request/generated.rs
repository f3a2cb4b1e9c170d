//! How generated methods put a request together.

use std::marker::PhantomData;

use http::HeaderName;

use crate::runtime::body::Parts;
use crate::runtime::body::multipart::{self, Part};
use crate::runtime::data::{Encode, View};
use crate::runtime::request::draft::Draft;
use crate::runtime::request::idempotency::IdempotencyHeader;
use crate::runtime::request::request_body::is_given;
use crate::runtime::request::typed::DecodeFn;
use crate::runtime::stream::event_stream::{Framing, ReadItem};
use crate::runtime::{Client, File, Operation, Paging, Request, StreamRequest, Style};

/// What generated methods call.
#[doc(hidden)]
impl<T, E> Request<T, E> {
    pub fn new(client: &Client, operation: &'static Operation, decode: DecodeFn<T>) -> Self {
        Self::of(Draft::new(client, operation), decode)
    }

    pub(crate) fn of(draft: Draft, decode: DecodeFn<T>) -> Self {
        Self {
            draft: Box::new(draft),
            decode,
            error: PhantomData,
        }
    }

    pub(crate) fn into_draft(self) -> Box<Draft> {
        self.draft
    }

    /// The media type of the body, if there is one.
    pub fn content_type(mut self, media_type: &'static str) -> Self {
        self.draft.set_content_type(media_type);
        self
    }

    /// The media type of a multipart body, if it is not `multipart/form-data`.
    pub fn multipart_type(mut self, media_type: &'static str) -> Self {
        self.draft.set_multipart_type(media_type);
        self
    }

    /// Sets a boolean property of the JSON body.
    pub fn json_flag(mut self, name: &'static str, value: bool) -> Self {
        self.draft.json_flag(name, value);
        self
    }

    /// The property of the response that says whether the call succeeded.
    pub fn envelope(mut self, flag: &'static str) -> Self {
        self.draft.envelope = Some(flag);
        self
    }

    /// Takes the answer that nothing has changed (304) for a success.
    pub fn not_modified(mut self) -> Self {
        self.draft.not_modified = true;
        self
    }

    /// The header with the key by which the server knows a request that it has had before. A call that does not set it sends a key of
    /// its own.
    pub fn idempotency_header(self, header: &'static str) -> Self {
        self.with_idempotency_header(header, true)
    }

    /// The same for a server that does not take every key, so that a call has one only where its caller gives it.
    pub fn given_idempotency_header(self, header: &'static str) -> Self {
        self.with_idempotency_header(header, false)
    }

    fn with_idempotency_header(mut self, header: &'static str, is_made: bool) -> Self {
        let name = HeaderName::from_bytes(header.as_bytes()).ok();
        self.draft.idempotency_header = name.map(|name| IdempotencyHeader { name, is_made });
        self
    }

    /// The operation's own server.
    pub fn server(mut self, url: &'static str) -> Self {
        self.draft.server = Some(url);
        self
    }

    /// Says that the response is a page, and how it leads to the next.
    pub fn paged(mut self, paging: &'static Paging) -> Self {
        self.draft.paging = Some(paging);
        self
    }

    /// Sets a path parameter in the style `simple`. One that is not set is taken from the client.
    pub fn path_parameter(self, name: &'static str, value: &dyn Encode) -> Self {
        self.styled_path_parameter(name, value, Style::SIMPLE)
    }

    pub fn styled_path_parameter(
        mut self,
        name: &'static str,
        value: &dyn Encode,
        style: Style,
    ) -> Self {
        self.draft.path(name, value, style);
        self
    }

    pub fn query_parameter(mut self, name: &str, value: &dyn Encode, style: Style) -> Self {
        self.draft.query(name, value, style);
        self
    }

    /// Adds a value to the query without its name: the fields of a form, or a text.
    pub fn whole_query(mut self, name: &str, value: &dyn Encode, style: Style) -> Self {
        self.draft.whole_query(name, value, style);
        self
    }

    /// Adds a parameter to the query. One that is not set is taken from the client.
    pub fn client_query(mut self, name: &'static str, value: &dyn Encode, style: Style) -> Self {
        self.draft.client_query(name, value, style);
        self
    }

    /// Sets a header. One that is not set is taken from the client.
    pub fn client_header(mut self, name: &'static str, value: &dyn Encode, style: Style) -> Self {
        self.draft.client_header(name, value, style);
        self
    }

    pub fn header_parameter(mut self, name: &str, value: &dyn Encode, style: Style) -> Self {
        self.draft.header(name, value, style);
        self
    }

    pub fn cookie_parameter(mut self, name: &str, value: &dyn Encode, style: Style) -> Self {
        self.draft.cookie(name, value, style);
        self
    }

    /// Sets the body to a JSON value; one that is absent leaves the request without a body.
    pub fn json_body(mut self, value: &dyn Encode) -> Self {
        self.draft.json_body(value);
        self
    }

    /// Sets the body to a JSON value, which is `null` where there is none.
    pub fn json_or_null(mut self, value: &dyn Encode) -> Self {
        self.draft.json_or_null(value);
        self
    }

    /// Sets the body to a JSON object of these fields. Those that are absent are left out.
    pub fn json_fields(mut self, fields: &[(&'static str, &dyn Encode)]) -> Self {
        self.draft.json_fields(fields);
        self
    }

    /// Sets the body to a form of these fields (`application/x-www-form-urlencoded`). Those that are absent are left out.
    pub fn form_fields(mut self, fields: &[(&'static str, &dyn Encode, Style)]) -> Self {
        self.draft.form_fields(fields);
        self
    }

    /// Sets the body as [`Self::json_fields`] does, but leaves the request without one where no field is given.
    pub fn json_fields_if_any(self, fields: &[(&'static str, &dyn Encode)]) -> Self {
        if fields.iter().any(|(_, value)| is_given(value.view())) {
            return self.json_fields(fields);
        }
        self
    }

    /// Sets the body to a form of the fields of an object; one that is absent leaves the request without a body.
    pub fn form_body(mut self, value: &dyn Encode) -> Self {
        self.draft.form_body(value);
        self
    }

    /// Sets the body to these parts.
    pub fn multipart(mut self, parts: &[Part<'_>]) -> Self {
        self.draft.multipart(multipart::write(parts));
        self
    }

    /// Sets the body to the fields of an object, each a part of its own; one that is absent leaves the request without a
    /// body.
    pub fn multipart_body(mut self, value: &dyn Encode) -> Self {
        if !matches!(value.view(), View::None) {
            self.draft.multipart(multipart::write_object(value.view()));
        }
        self
    }

    /// Sets the body to parts that their caller names, if there are any.
    pub fn multipart_parts(mut self, parts: impl Into<Option<Parts>>) -> Self {
        if let Some(parts) = parts.into() {
            self.draft.multipart(multipart::write(&parts.each()));
        }
        self
    }

    /// Sets the body to this file, if there is one.
    pub fn file_body(mut self, content_type: &str, file: impl Into<Option<File>>) -> Self {
        if let Some(file) = file.into() {
            let content_type = file.media_type.as_deref().unwrap_or(content_type);
            self.draft.any_body(content_type, file.source.into());
        }
        self
    }

    /// Sets the body to this text, if there is one.
    pub fn text_body(self, content_type: &str, text: impl Into<Option<String>>) -> Self {
        self.file_body(content_type, text.into().map(File::from))
    }

    /// The media types to accept, if not JSON alone.
    pub fn accept(mut self, media_types: &'static str) -> Self {
        self.draft
            .set_static_header(http::header::ACCEPT, media_types);
        self
    }
}

#[doc(hidden)]
impl<E> Request<(), E> {
    /// Says that the response comes item by item.
    pub fn items_as<T>(mut self, framing: Framing, read: ReadItem<T>) -> StreamRequest<T, E> {
        let media_type = framing.media_type();
        self.draft
            .set_static_header(http::header::ACCEPT, media_type);
        StreamRequest::new(self, framing, read)
    }
}
