//! The flag or the place of what a command takes.

use std::fmt::Write as _;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, Command as Parser};

use super::{FIELDS, paragraphs};
use crate::driver::table::{Argument, Place, Value};

/// An argument. One in a body need not be given where the body is given as a whole, which it can be if `has_body`.
pub(super) fn argument(argument: &'static Argument, has_body: bool) -> Arg {
    let in_body = matches!(
        argument.place,
        Place::Field(_) | Place::StyledField(_) | Place::Part(_)
    );
    let has_env = argument
        .env
        .is_some_and(|it| std::env::var_os(it).is_some_and(|it| !it.is_empty()));
    let mut line = argument.about.to_owned();
    if argument.deprecated {
        line = format!("(deprecated) {line}");
    }
    if let Some(env) = argument.env {
        let _ = write!(line, " [env: {env}]");
    }
    let is_needed = argument.required && argument.constant.is_none();
    // The usage shows what is needed in any case.
    if is_needed && in_body && has_body {
        line.push_str(" [required without --body]");
    }
    let long = paragraphs(&line, argument.details);
    let mut arg = Arg::new(argument.flag)
        .help(line.trim().to_owned())
        .long_help(long);
    arg = of_value(arg, argument.value, argument.positional);
    if argument.positional {
        let name = argument.flag.replace('-', "_").to_uppercase();
        return arg.value_name(name).required(true);
    }
    // Nobody needs to say what can be nothing else.
    arg = arg.long(argument.flag).hide(argument.constant.is_some());
    if in_body {
        arg = arg.help_heading(FIELDS);
    }
    if !is_needed || has_env {
        arg
    } else if in_body && has_body {
        arg.required_unless_present("body")
    } else {
        arg.required(true)
    }
}

/// An argument that takes values of a kind.
fn of_value(arg: Arg, value: Value, positional: bool) -> Arg {
    let arg = arg.value_name(value_name(value));
    match value {
        Value::Text
        | Value::Date
        | Value::DateTime
        | Value::Base64
        | Value::Secret
        | Value::Json
        | Value::Any
        | Value::File => arg,
        Value::Integer | Value::Number => arg.allow_negative_numbers(true),
        Value::Boolean if positional => arg.value_parser(["true", "false"]),
        Value::Boolean => arg
            .value_parser(["true", "false"])
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("true"),
        Value::OneOf(values) => arg.value_parser(PossibleValuesParser::new(values)),
        Value::Known(values) => arg.value_parser(Known(values)),
        // By its place, an argument has one text: items with commas between them.
        Value::List(_) if positional => arg,
        Value::List(item) => of_value(arg, *item, true).action(ArgAction::Append),
    }
}

fn value_name(value: Value) -> &'static str {
    match value {
        Value::Text | Value::OneOf(_) | Value::Known(_) => "TEXT",
        Value::Date => "DATE",
        Value::DateTime => "DATE-TIME",
        Value::Base64 => "BASE64|@FILE",
        Value::Secret | Value::File => "FILE",
        Value::Integer => "INTEGER",
        Value::Number => "NUMBER",
        Value::Boolean => "BOOLEAN",
        Value::Json => "JSON|@FILE",
        Value::Any => "TEXT|JSON",
        Value::List(item) => value_name(*item),
    }
}

/// Texts that are completed, beside which others are taken.
#[derive(Clone)]
struct Known(&'static [&'static str]);

impl TypedValueParser for Known {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Parser,
        arg: Option<&Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        clap::builder::StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().map(|it| PossibleValue::new(*it))))
    }
}
