//! What strings and numbers become, by their format (`OpenAPI 3.0.4, 4.4`).
//!
//! A format that is not known says nothing about how a value travels, so that its values are those of their type: none is
//! lost. That also holds for `uuid`, `uri`, `email` and their like, which are texts: an identifier is mostly handed from
//! one call to the next, and a server's idea of the others is rarely that of a library.

use crate::ir::Type;

/// The type of the values of a format. `typ` is `string`, `integer` or `number`; `width` is what an integer needs beyond its
/// format.
pub(super) fn of(typ: &str, format: &str, width: &str) -> Type {
    match (typ, width) {
        ("string", _) => text(format),
        ("number", _) => number(format),
        (_, "i64") => Type::I64,
        (_, "u32") => Type::U32,
        (_, "u64") => Type::U64,
        (_, "i128") => Type::I128,
        _ => integer(format),
    }
}

/// The type that a format is one of; `None` for a format that is not registered (`OpenAPI Format Registry`).
pub(super) fn typ_of(format: &str) -> Option<&'static str> {
    match format {
        "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" => {
            Some("integer")
        }
        "float" | "double" | "decimal" | "double-int" => Some("number"),
        "date-time"
        | "date"
        | "time"
        | "duration"
        | "byte"
        | "base64url"
        | "binary"
        | "password"
        | "uuid"
        | "email"
        | "idn-email"
        | "hostname"
        | "idn-hostname"
        | "ipv4"
        | "ipv6"
        | "uri"
        | "uri-reference"
        | "iri"
        | "iri-reference"
        | "uri-template"
        | "char"
        | "regex"
        | "json-pointer"
        | "relative-json-pointer" => Some("string"),
        _ => None,
    }
}

fn text(format: &str) -> Type {
    match format {
        "date-time" | "datetime" | "dateTime" | "DateTime" => Type::DateTime,
        // `chrono::NaiveDate` of poem-openapi.
        "date" | "naive-date" => Type::Date,
        "byte" | "base64" | "base64url" => Type::Base64,
        "password" => Type::Secret,
        _ => Type::String,
    }
}

fn integer(format: &str) -> Type {
    match format {
        "int8" | "int16" | "int32" => Type::I32,
        "uint8" | "uint16" | "uint32" => Type::U32,
        "uint" | "uint64" => Type::U64,
        _ => Type::I64,
    }
}

/// The formats of whole numbers are formats of numbers (`OpenAPI 3.1.1, 4.4`). A `float` is a double as well: whoever wrote the
/// number may have done so with more digits than a single holds.
fn number(format: &str) -> Type {
    match format {
        "int" | "integer" | "int64" => Type::I64,
        format => match integer(format) {
            Type::I64 => Type::F64,
            whole => whole,
        },
    }
}
