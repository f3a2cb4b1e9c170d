//! Bodies of several parts (`multipart/form-data`, RFC 7578): values, and files with their names.

use std::sync::Arc;

use bytes::{BufMut, BytesMut};
use http::HeaderValue;

use crate::runtime::body::file::{File, FileSource};
use crate::runtime::body::upload::{Piece, Upload};
use crate::runtime::data::{Encode, View};
use crate::runtime::request::parameter;
use crate::runtime::request::parameter::flat::{Level, NULL, level, scalar, to_json};
use crate::runtime::request::parameter::style::Style;
use crate::runtime::request::request_body::RequestBody;

/// One field of a body, which becomes one part for each of its values.
#[derive(Debug)]
pub struct Part<'a> {
    name: &'a str,
    media_type: Option<&'static str>,
    content: Content<'a>,
}

#[derive(Debug)]
enum Content<'a> {
    Value(View<'a>),
    Styled(View<'a>, Style),
    Files(Vec<&'a File>),
}

impl<'a> Part<'a> {
    /// A value: a plain one as text, any other as JSON, a list item by item.
    pub fn value(name: &'a str, value: &'a dyn Encode, media_type: Option<&'static str>) -> Self {
        Self {
            name,
            media_type,
            content: Content::Value(value.view()),
        }
    }

    /// A value in the style of a parameter: one part for each pair that a query would have (`OpenAPI 3.0.4,
    /// 4.8.15.1.2`).
    pub fn styled(name: &'a str, value: &'a dyn Encode, style: Style) -> Self {
        Self {
            name,
            media_type: None,
            content: Content::Styled(value.view(), style),
        }
    }

    /// Files.
    pub fn files(name: &'a str, files: &'a dyn Files, media_type: Option<&'static str>) -> Self {
        Self {
            name,
            media_type,
            content: Content::Files(files.files()),
        }
    }
}

/// What holds files: one, perhaps one, or a list of them.
pub trait Files {
    /// The files.
    fn files(&self) -> Vec<&File>;
}

impl Files for File {
    fn files(&self) -> Vec<&File> {
        vec![self]
    }
}

impl<T: Files> Files for Option<T> {
    fn files(&self) -> Vec<&File> {
        self.iter().flat_map(Files::files).collect()
    }
}

impl Files for Vec<File> {
    fn files(&self) -> Vec<&File> {
        self.iter().collect()
    }
}

/// The content type and the content of a body.
///
/// # Errors
///
/// Why a value cannot be sent.
pub(crate) fn write(parts: &[Part<'_>]) -> Result<(String, RequestBody), &'static str> {
    let boundary = format!("{:032x}", fastrand::u128(..));
    let mut writer = Writer {
        boundary: &boundary,
        out: BytesMut::new(),
        pieces: Vec::new(),
    };
    for part in parts {
        match &part.content {
            Content::Value(value) => writer.value(part, *value)?,
            Content::Styled(value, style) => {
                for (name, text) in parameter::multipart(part.name, *value, *style)? {
                    writer.text(&name, None, &text)?;
                }
            }
            Content::Files(files) => {
                for file in files {
                    let media_type = file.media_type.as_deref().or(part.media_type);
                    let media_type = media_type.unwrap_or("application/octet-stream");
                    // Servers take a part without a name of a file, or with an empty one, for a text, or for nothing.
                    let names = [file.name.as_deref().unwrap_or_default(), part.name, "file"];
                    let name = names.into_iter().find(|it| !it.is_empty());
                    writer.file(part.name, name, Some(media_type), &file.source)?;
                }
            }
        }
    }
    let body = writer.end();
    Ok((format!("multipart/form-data; boundary={boundary}"), body))
}

/// The parts of an object: its fields.
///
/// # Errors
///
/// As [`write`].
pub(crate) fn write_object(value: View<'_>) -> Result<(String, RequestBody), &'static str> {
    let Level::Fields(fields) = level(value) else {
        return Err("is not an object, so that it cannot be a form");
    };
    let parts = fields.into_iter().map(|(name, value)| Part {
        name,
        media_type: None,
        content: Content::Value(value),
    });
    write(&parts.collect::<Vec<_>>())
}

struct Writer<'a> {
    boundary: &'a str,
    out: BytesMut,
    /// What has been written before `out`, once there is a stream among it.
    pieces: Vec<Piece>,
}

impl Writer<'_> {
    fn value(&mut self, part: &Part<'_>, value: View<'_>) -> Result<(), &'static str> {
        match level(value) {
            Level::Absent => {}
            Level::Null => return Err(NULL),
            Level::Items(items) if part.media_type.is_none() => {
                for item in items {
                    self.value(part, item)?;
                }
            }
            Level::Scalar(value) => {
                self.text(part.name, part.media_type, &scalar(value)?)?;
            }
            Level::Items(_) | Level::Fields(_) => {
                let media_type = part.media_type.unwrap_or("application/json");
                self.text(part.name, Some(media_type), &to_json(value)?)?;
            }
        }
        Ok(())
    }

    fn text(
        &mut self,
        name: &str,
        media_type: Option<&str>,
        text: &str,
    ) -> Result<(), &'static str> {
        self.head(name, None, media_type)?;
        self.out.put_slice(text.as_bytes());
        self.out.put_slice(b"\r\n");
        Ok(())
    }

    fn file(
        &mut self,
        name: &str,
        file: Option<&str>,
        media_type: Option<&str>,
        source: &FileSource,
    ) -> Result<(), &'static str> {
        self.head(name, file, media_type)?;
        match source {
            FileSource::Whole(bytes) => self.out.put_slice(bytes),
            FileSource::Streamed(stream) => self.pieces.extend([
                Piece::Bytes(self.out.split().freeze()),
                Piece::Stream(Arc::clone(stream)),
            ]),
        }
        self.out.put_slice(b"\r\n");
        Ok(())
    }

    fn head(
        &mut self,
        name: &str,
        file: Option<&str>,
        media_type: Option<&str>,
    ) -> Result<(), &'static str> {
        let mut head = format!(
            "--{}\r\nContent-Disposition: form-data; name=\"{}\"",
            self.boundary,
            quoted(name)
        );
        if let Some(file) = file {
            head.extend(["; filename=\"", &quoted(file), "\""]);
        }
        if let Some(media_type) = media_type {
            // A line break would begin another header.
            if HeaderValue::from_str(media_type).is_err() {
                return Err("has a media type that cannot stand in a header");
            }
            head.extend(["\r\nContent-Type: ", media_type]);
        }
        head.push_str("\r\n\r\n");
        self.out.put_slice(head.as_bytes());
        Ok(())
    }

    fn end(mut self) -> RequestBody {
        self.out
            .put_slice(format!("--{}--\r\n", self.boundary).as_bytes());
        let last = self.out.freeze();
        if self.pieces.is_empty() {
            return RequestBody::Written(last);
        }
        self.pieces.push(Piece::Bytes(last));
        RequestBody::Streamed(Upload::new(self.pieces))
    }
}

/// A name as browsers quote it: a quote and line breaks are percent-encoded, which would end it. So are other control
/// characters, which no header may have.
fn quoted(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if c == '"' || c.is_ascii_control() {
            out.extend([format!("%{:02X}", u32::from(c))]);
        } else {
            out.push(c);
        }
    }
    out
}
