//! Bodies: as a whole, by flags for their properties, or by both.

use clap::ArgMatches;
use client::runtime::body::Parts;
use client::runtime::data::Encode;
use client::runtime::multipart::Part;
use client::runtime::{File, Request, Style};

use super::call::Supplied;
use super::failure::Failure;
use super::given::Given;
use super::input::Input;
use super::json::{Node, quoted, unquoted};
use super::table::{Argument, Body, Format, Place};

/// A body that is given as a whole.
#[derive(Debug)]
pub(super) enum Whole {
    Json(Node),
    Text(String),
    File(File),
    Parts(Parts),
}

impl Whole {
    /// Reads the flag for it, if it is there.
    pub(super) fn read(
        body: &Body,
        matches: &ArgMatches,
        input: &mut Input,
    ) -> Result<Option<Self>, Failure> {
        if body.format == Format::Parts {
            return parts(matches, input);
        }
        let Some(given) = matches.get_one::<String>("body") else {
            return Ok(None);
        };
        let whole = match body.format {
            Format::Json | Format::Form | Format::Multipart => {
                let node = Node::parse(&input.text(given)?);
                Self::Json(
                    node.map_err(|error| Failure::Usage(format!("--body is no JSON: {error}")))?,
                )
            }
            Format::Text => Self::Text(input.text(given)?),
            Format::File | Format::Parts => {
                Self::File(input.file(given.strip_prefix('@').unwrap_or(given))?)
            }
        };
        Ok(Some(whole))
    }
}

fn parts(matches: &ArgMatches, input: &mut Input) -> Result<Option<Whole>, Failure> {
    let Some(given) = matches.get_many::<String>("part") else {
        return Ok(None);
    };
    let mut parts = Parts::new();
    for part in given {
        let Some((name, content)) = part.split_once('=') else {
            let message = "--part takes a name and a content: `name=text` or `name=@file`";
            return Err(Failure::Usage(message.to_owned()));
        };
        parts = match content.strip_prefix('@') {
            Some(path) => parts.file(name, input.file(path)?),
            None => parts.text(name, content),
        };
    }
    Ok(Some(Whole::Parts(parts)))
}

/// Adds the body to a request.
pub(super) fn add_body<T>(
    request: Request<T>,
    body: &Body,
    whole: Option<Whole>,
    fields: Vec<(&'static Argument, Supplied)>,
) -> Result<Request<T>, Failure> {
    let node = match whole {
        Some(Whole::Text(text)) => return Ok(request.text_body(body.media_type, text)),
        Some(Whole::File(file)) => return Ok(request.file_body(body.media_type, file)),
        Some(Whole::Parts(parts)) => return Ok(request.multipart_parts(parts)),
        Some(Whole::Json(node)) => Some(node),
        None => None,
    };
    let is_given = |(argument, _): &&(&Argument, Supplied)| argument.constant.is_none();
    let is_there = node.is_some() || fields.iter().find(is_given).is_some();
    if !is_there && !body.required {
        return Ok(request);
    }
    let members = match node {
        Some(Node::Object(members)) => members,
        None => Vec::new(),
        Some(other) if fields.is_empty() && body.format == Format::Json => {
            return Ok(request.body(body.media_type, other.compact()));
        }
        Some(_) => {
            let message = "--body is no JSON object, so that flags cannot add to it";
            return Err(Failure::Usage(message.to_owned()));
        }
    };
    match body.format {
        Format::Json => Ok(request.body(body.media_type, json(body, members, fields)?)),
        Format::Form => Ok(form(request, body, members, &fields)),
        Format::Multipart => Ok(multipart(request, body, members, &fields)),
        Format::Parts | Format::Text | Format::File => Ok(request),
    }
}

/// The text of a JSON object: its members, and what flags add or replace.
fn json(
    body: &Body,
    members: Vec<(String, Node)>,
    fields: Vec<(&'static Argument, Supplied)>,
) -> Result<String, Failure> {
    let members = members
        .into_iter()
        .map(|(key, value)| (key, value.compact()));
    let mut texts: Vec<(String, String)> = members.collect();
    for (argument, supplied) in fields {
        let Supplied::Value(value) = supplied else {
            return Err(Failure::Usage(format!(
                "--{} cannot be a file",
                argument.flag
            )));
        };
        let known = texts
            .iter_mut()
            .find(|(key, _)| is_called(key, argument.wire));
        match known {
            Some(_) if argument.constant.is_some() => {}
            Some((_, text)) => *text = value.to_json(),
            None => texts.push((quoted(argument.wire), value.to_json())),
        }
    }
    if let Some((name, value, always)) = body.flag {
        match texts.iter_mut().find(|(key, _)| is_called(key, name)) {
            Some((_, text)) => *text = value.to_string(),
            None if always => texts.push((quoted(name), value.to_string())),
            None => {}
        }
    }
    let texts: Vec<String> = texts
        .iter()
        .map(|(key, value)| format!("{key}:{value}"))
        .collect();
    Ok(format!("{{{}}}", texts.join(",")))
}

fn is_called(key: &str, name: &str) -> bool {
    unquoted(key).is_some_and(|it| it == name)
}

/// The properties that have no flag, with their names. There is one body in a process, so that the names may stay.
fn others(
    members: Vec<(String, Node)>,
    fields: &[(&'static Argument, Supplied)],
) -> Vec<(&'static str, Given)> {
    let members = members.into_iter().filter_map(|(key, value)| {
        let name = unquoted(&key)?;
        let is_set = |(it, _): &&(&Argument, Supplied)| it.wire == name && it.constant.is_none();
        if fields.iter().find(is_set).is_some() {
            return None;
        }
        let name: &'static str = Box::leak(name.into_boxed_str());
        Some((name, Given::of_node(&value)?))
    });
    members.collect()
}

/// A property that the description sets.
fn flag(body: &Body) -> Option<(&'static str, Given)> {
    let (name, value, always) = body.flag?;
    always.then_some((name, Given::Boolean(value)))
}

fn form<T>(
    request: Request<T>,
    body: &Body,
    members: Vec<(String, Node)>,
    fields: &[(&'static Argument, Supplied)],
) -> Request<T> {
    let others = others(members, fields);
    let flag = flag(body);
    let mut written: Vec<(&'static str, &dyn Encode, Style)> = Vec::new();
    for (name, value) in others.iter().chain(&flag) {
        written.push((name, value, Style::FIELD));
    }
    for (argument, supplied) in fields {
        let is_known = others.iter().any(|(name, _)| *name == argument.wire);
        let (Place::Field(style) | Place::StyledField(style), Supplied::Value(value)) =
            (argument.place, supplied)
        else {
            continue;
        };
        if !is_known {
            written.push((argument.wire, value, style));
        }
    }
    request.form_fields(&written)
}

fn multipart<T>(
    request: Request<T>,
    body: &Body,
    members: Vec<(String, Node)>,
    fields: &[(&'static Argument, Supplied)],
) -> Request<T> {
    let others = others(members, fields);
    let flag = flag(body);
    let values = others.iter().chain(&flag);
    let mut parts: Vec<Part<'_>> = values
        .map(|(name, value)| Part::value(name, value, None))
        .collect();
    for (argument, supplied) in fields {
        let name = argument.wire;
        let media_type = match argument.place {
            Place::Part(media_type) => Some(media_type),
            _ => None,
        };
        match (supplied, argument.place) {
            _ if others.iter().any(|(known, _)| *known == name) => {}
            (Supplied::Files(files), _) => parts.push(Part::files(name, files, media_type)),
            (Supplied::Value(value), Place::StyledField(style)) => {
                parts.push(Part::styled(name, value, style));
            }
            (Supplied::Value(value), _) => parts.push(Part::value(name, value, media_type)),
        }
    }
    let is_usual = body.media_type.eq_ignore_ascii_case("multipart/form-data");
    let request = request.multipart(&parts);
    if is_usual {
        request
    } else {
        request.multipart_type(body.media_type)
    }
}
