//! The arguments of a command, and the request that they become.

use clap::ArgMatches;
use client::runtime::data::Encode;
use client::runtime::{Client, DecodeError, File, Method, Operation, RawResponse, Request};

use serde_json::Value as Json;

use super::body::{Whole, add_body};
use super::failure::Failure;
use super::given::Given;
use super::input::Input;
use super::settings::environment;
use super::table::{Argument, Command, Place, Value};

/// A command with its arguments.
#[derive(Debug)]
pub(super) struct Call {
    command: &'static Command,
    operation: &'static Operation,
    values: Vec<(&'static Argument, Supplied)>,
    whole: Option<Whole>,
}

/// What is given for an argument.
#[derive(Clone, Debug)]
pub(super) enum Supplied {
    Value(Given),
    Files(Vec<File>),
}

impl Call {
    /// Reads the arguments.
    pub(super) fn new(
        command: &'static Command,
        matches: &ArgMatches,
        input: &mut Input,
    ) -> Result<Self, Failure> {
        let mut values = Vec::new();
        for argument in command.arguments {
            if let Some(supplied) = supplied(argument, matches, input)? {
                values.push((argument, supplied));
            }
        }
        let whole = match &command.body {
            Some(body) => Whole::read(body, matches, input)?,
            None => None,
        };
        Ok(Self {
            command,
            operation: operation(command)?,
            values,
            whole,
        })
    }

    /// The request, whose answer is read by `decode`.
    pub(super) fn request<T>(
        self,
        client: &Client,
        decode: fn(&RawResponse) -> Result<T, DecodeError>,
    ) -> Result<Request<T>, Failure> {
        let command = self.command;
        let mut request = Request::new(client, self.operation, decode);
        if let Some(url) = command.server {
            request = request.server(url);
        }
        if let Some(media_types) = command.accept {
            request = request.accept(media_types);
        }
        if let Some(flag) = command.envelope {
            request = request.envelope(flag);
        }
        if command.not_modified {
            request = request.not_modified();
        }
        if let Some(header) = command.idempotency_key {
            request = request.idempotency_header(header);
        }
        if let Some(paging) = &command.paging {
            request = request.paged(paging);
        }
        let mut fields = Vec::new();
        for (argument, supplied) in self.values {
            let name = argument.wire;
            let value: &dyn Encode = match &supplied {
                Supplied::Value(value) => value,
                Supplied::Files(_) => {
                    fields.push((argument, supplied));
                    continue;
                }
            };
            request = match argument.place {
                Place::Path(style) => request.styled_path_parameter(name, value, style),
                Place::Query(style) => request.query_parameter(name, value, style),
                Place::WholeQuery(style) => request.whole_query(name, value, style),
                Place::Header(style) => request.header_parameter(name, value, style),
                Place::Cookie(style) => request.cookie_parameter(name, value, style),
                Place::Field(_) | Place::StyledField(_) | Place::Part(_) => {
                    fields.push((argument, supplied));
                    request
                }
            };
        }
        match &command.body {
            Some(body) => add_body(request, body, self.whole, fields),
            None => Ok(request),
        }
    }
}

/// What is given for an argument, if anything is.
fn supplied(
    argument: &'static Argument,
    matches: &ArgMatches,
    input: &mut Input,
) -> Result<Option<Supplied>, Failure> {
    let mut texts: Vec<String> = matches
        .get_many::<String>(argument.flag)
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    if texts.is_empty()
        && let Some(variable) = argument.env
        && let Some(text) = environment(variable)?
    {
        // A secret is in the variable itself, and in no file that it names.
        if matches!(argument.value, Value::Secret) {
            return Ok(Some(Supplied::Value(Given::Secret(text.into()))));
        }
        texts.push(text);
    }
    let name = if argument.positional {
        argument.flag.to_owned()
    } else {
        format!("--{}", argument.flag)
    };
    if texts.is_empty() {
        let constant = argument.constant.map(|text| Given::json(text, &name));
        return Ok(constant.transpose()?.map(Supplied::Value));
    }
    let (value, is_list) = match argument.value {
        Value::List(item) => (*item, true),
        value => (value, false),
    };
    if is_list && argument.positional {
        let items = texts.iter().flat_map(|it| it.split(','));
        texts = items.map(str::to_owned).collect();
    }
    if matches!(value, Value::File) {
        let files = texts.iter().map(|path| input.file(path));
        return Ok(Some(Supplied::Files(files.collect::<Result<_, _>>()?)));
    }
    let mut items = Vec::new();
    for text in &texts {
        match Given::read(value, text, &name, input)? {
            // Several items at once: no item is a list itself.
            Given::Json(Json::Array(_), text) if is_list => items.extend(Given::items(&text)),
            item => items.push(item),
        }
    }
    Ok(if is_list {
        Some(Supplied::Value(Given::List(items)))
    } else {
        items.pop().map(Supplied::Value)
    })
}

/// What is fixed about the operation. There is one call in a process, so that it may stay.
fn operation(command: &'static Command) -> Result<&'static Operation, Failure> {
    let method = Method::from_bytes(command.method.as_bytes());
    let method =
        method.map_err(|_| Failure::Usage(format!("there is no method {}", command.method)))?;
    Ok(Box::leak(Box::new(Operation {
        id: command.id,
        method,
        path: command.path,
        idempotent: command.idempotent,
        security: command.security,
        errors: &[],
    })))
}
