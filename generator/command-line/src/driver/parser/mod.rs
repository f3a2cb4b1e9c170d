//! From tables to the parser of a command line.

// argument  the flag or the place of what a command takes

mod argument;

use std::fmt::Write as _;
use std::time::Duration;

use clap::{Arg, ArgAction, Command as Parser, value_parser};
use clap_complete::Shell;

use super::failure::EXIT_CODES;
use super::output::Layout;
use super::table::{Answer, Body, Command, Format, Group, Tool};
use argument::argument;

/// The headings of the help.
const GLOBAL: &str = "Global options";
const FIELDS: &str = "Body";

/// How wide the help gets.
const WIDTH: usize = 100;

/// How many commands a group is described by.
const MOST_NAMED: usize = 4;

/// The parser of a command line.
pub fn parser(tool: &'static Tool) -> Parser {
    let root = Parser::new(tool.name)
        .bin_name(tool.name)
        .no_binary_name(true)
        .max_term_width(WIDTH)
        .version(tool.version)
        .about(tool.about)
        .after_long_help(EXIT_CODES)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .arg(
            Arg::new("completions")
                .long("completions")
                .value_name("SHELL")
                .value_parser(value_parser!(Shell))
                .help("Prints what a shell completes commands with"),
        )
        .args(globals(tool))
        .args(tool.credentials.iter().map(|it| {
            secret_file(it.flag)
                .help(it.about)
                .long_help(format!(
                    "{}\n\nThe flag names a file with the secret, `-` for standard input; without it, the environment variable {} \
                     has the secret.",
                    it.about, it.env
                ))
        }));
    filled(root, tool.root)
}

/// The options that every command has.
fn globals(tool: &Tool) -> [Arg; 8] {
    let mut base_url = "Where requests go, in place of the server of the API".to_owned();
    if let Some(env) = tool.base_url_env {
        let _ = write!(base_url, " [env: {env}]");
    }
    let mut servers = base_url.clone();
    if !tool.servers.is_empty() {
        servers.push_str("\n\nThe servers of the API:");
        for server in tool.servers {
            servers.push_str("\n  ");
            servers.push_str(server);
        }
    }
    [
        global("base-url", "URL").help(base_url).long_help(servers),
        global("timeout", "SECONDS")
            .value_parser(seconds)
            .help("How long a call may take with all its attempts"),
        global("max-retries", "NUMBER")
            .value_parser(value_parser!(u32))
            .help("How many times a failed call may be sent again"),
        global("header", "NAME: VALUE")
            .action(ArgAction::Append)
            .help("A header for every request; may be given several times"),
        global("output", "LAYOUT")
            .value_parser(value_parser!(Layout))
            .default_value("json")
            .help("How the answer is printed"),
        global("pointer", "POINTER")
            .value_parser(pointer)
            .help("The part of the answer that is printed, as a JSON pointer: /data/0/id"),
        global("output-file", "FILE")
            .help("Where the answer is written, in place of standard output"),
        global("verbose", "")
            .action(ArgAction::SetTrue)
            .num_args(0)
            .help("Shows the whole answer of a service that says no"),
    ]
}

fn global(name: &'static str, value: &'static str) -> Arg {
    let arg = Arg::new(name)
        .long(name)
        .global(true)
        .help_heading(GLOBAL)
        .hide_short_help(true);
    if value.is_empty() {
        arg
    } else {
        arg.value_name(value)
    }
}

fn secret_file(flag: &'static str) -> Arg {
    global(flag, "FILE").help_heading("Credentials")
}

/// A parser with the commands of a group.
fn filled(parser: Parser, group: &'static Group) -> Parser {
    let groups = group.groups.iter().map(|inner| {
        let parser = about(Parser::new(inner.name), &named(inner), inner.details, None);
        filled(
            parser
                .subcommand_required(true)
                .arg_required_else_help(true),
            inner,
        )
    });
    let commands = group.commands.iter().map(command);
    parser.subcommands(groups).subcommands(commands)
}

fn command(command: &'static Command) -> Parser {
    let note = command.deprecated.then_some("deprecated");
    let route = format!("{} {}", command.method, command.path);
    let line = if command.about.is_empty() {
        &route
    } else {
        command.about
    };
    let parser = about(Parser::new(command.name), line, command.details, note);
    let has_body = command.body.is_some_and(|it| is_object(it.format));
    let arguments = command.arguments.iter().map(|it| argument(it, has_body));
    let arguments: Vec<Arg> = arguments.collect();
    parser
        .after_long_help(route)
        .args(arguments)
        .args(command.body.as_ref().map(body))
        .args(pages(command))
}

/// What a group is about: what is in it, where the description does not say.
fn named(group: &Group) -> String {
    if !group.about.is_empty() {
        return group.about.to_owned();
    }
    let groups = group.groups.iter().map(|it| it.name);
    let names: Vec<&str> = groups
        .chain(group.commands.iter().map(|it| it.name))
        .collect();
    match names.get(..MOST_NAMED) {
        Some(first) if first.len() < names.len() => format!("{}, …", first.join(", ")),
        _ => names.join(", "),
    }
}

/// What is said about a command or a group. `note` stands before it.
fn about(parser: Parser, line: &str, details: &[&str], note: Option<&str>) -> Parser {
    let line = match note {
        Some(note) => format!("({note}) {line}"),
        None => line.to_owned(),
    };
    let long = paragraphs(&line, details);
    parser.about(line).long_about(long)
}

fn paragraphs(first: &str, others: &[&str]) -> String {
    let others = others.iter().copied();
    let all: Vec<&str> = std::iter::once(first).chain(others).collect();
    all.join("\n\n").trim().to_owned()
}

/// Whether a body consists of properties, which have flags of their own.
fn is_object(format: Format) -> bool {
    match format {
        Format::Json | Format::Form | Format::Multipart => true,
        Format::Parts | Format::Text | Format::File => false,
    }
}

/// The flag for a body as a whole.
fn body(body: &Body) -> Arg {
    let (name, value, help) = match body.format {
        Format::Json | Format::Form | Format::Multipart => (
            "body",
            "JSON|@FILE|-",
            "The body as JSON, to which flags add; @FILE reads a file, - standard input",
        ),
        Format::Text => (
            "body",
            "TEXT|@FILE|-",
            "The body; @FILE reads a file, - standard input",
        ),
        Format::File => (
            "body",
            "FILE|-",
            "The file that is sent; - is standard input",
        ),
        Format::Parts => (
            "part",
            "NAME=TEXT|NAME=@FILE",
            "A part of the body; may be given several times",
        ),
    };
    let long = paragraphs(help, body.details);
    let arg = Arg::new(name)
        .long(name)
        .value_name(value)
        .help(help)
        .long_help(long)
        .help_heading(FIELDS);
    match body.format {
        Format::Parts => arg.action(ArgAction::Append).required(body.required),
        Format::Text | Format::File => arg.required(body.required),
        Format::Json | Format::Form | Format::Multipart => arg,
    }
}

/// The flags of an answer that consists of items.
fn pages(command: &Command) -> Vec<Arg> {
    let is_stream = matches!(command.answer, Answer::Stream(_));
    let all = Arg::new("all")
        .long("all")
        .action(ArgAction::SetTrue)
        .help("Reads all pages, and prints their items one by one");
    let most = Arg::new("max-items")
        .long("max-items")
        .value_name("NUMBER")
        .value_parser(value_parser!(u64));
    match (command.paging, is_stream) {
        (Some(_), _) => vec![
            all,
            most.help("Reads as many pages as have so many items, and prints these one by one"),
        ],
        (None, true) => vec![most.help("Ends after so many items")],
        (None, false) => Vec::new(),
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "it is not a number".to_owned())?;
    let duration = Duration::try_from_secs_f64(seconds);
    duration.map_err(|_| "it is no length of time".to_owned())
}

fn pointer(text: &str) -> Result<String, String> {
    if text.is_empty() || text.starts_with('/') {
        return Ok(text.to_owned());
    }
    Err("a JSON pointer begins with a slash, as in /data/0/id".to_owned())
}
