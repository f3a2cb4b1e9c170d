//! Where answers are printed, and how.

use std::fs;
use std::io::{self, ErrorKind, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use clap::builder::PossibleValue;

use super::columns::table;
use super::failure::Failure;
use super::json::{Node, escape_controls};

/// How an answer is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    Json,
    Table,
    Raw,
}

impl clap::ValueEnum for Layout {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Json, Self::Table, Self::Raw]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Json => PossibleValue::new("json")
                .help("JSON: in lines on a terminal, on one line elsewhere"),
            Self::Table => PossibleValue::new("table")
                .help("A row for each item, a column for each property that is no list or object"),
            Self::Raw => PossibleValue::new("raw")
                .help("As it came; of what --pointer leads to, a text without quotes"),
        })
    }
}

/// Where answers go, and how they are printed.
pub(super) struct Output {
    layout: Layout,
    pointer: Option<String>,
    sink: Sink,
}

/// Standard output or a file.
enum Sink {
    Standard {
        is_terminal: bool,
    },
    /// A file that gets its name once it is whole.
    File {
        file: fs::File,
        part: PathBuf,
        path: PathBuf,
    },
    Done,
}

impl Output {
    /// What the command line asks for.
    pub(super) fn new(matches: &ArgMatches) -> Result<Self, Failure> {
        let layout = matches.get_one::<Layout>("output").copied();
        let sink = match matches.get_one::<String>("output-file") {
            None => Sink::Standard {
                is_terminal: io::stdout().is_terminal(),
            },
            Some(path) => {
                let part = PathBuf::from(format!("{path}.part"));
                let file = fs::File::create(&part);
                Sink::File {
                    file: file.map_err(|error| cannot_write(&part, &error))?,
                    part,
                    path: PathBuf::from(path),
                }
            }
        };
        Ok(Self {
            layout: layout.unwrap_or(Layout::Json),
            pointer: matches.get_one::<String>("pointer").cloned(),
            sink,
        })
    }

    /// Whether the answer is printed as it came.
    pub(super) fn is_raw(&self) -> bool {
        self.layout == Layout::Raw && self.pointer.is_none()
    }

    /// Whether nothing has to be known of the answer.
    pub(super) fn is_plain(&self) -> bool {
        self.pointer.is_none() && !self.is_table()
    }

    /// Whether the answer is a table, for which all items have to be there.
    pub(super) fn is_table(&self) -> bool {
        self.layout == Layout::Table
    }

    /// Whether somebody looks at what is printed.
    pub(super) fn is_terminal(&self) -> bool {
        matches!(self.sink, Sink::Standard { is_terminal: true })
    }

    /// Prints an answer, or an item of one, whatever it is.
    pub(super) fn print(&mut self, body: &[u8]) -> Result<(), Failure> {
        if self.is_raw() {
            return self.bytes(body);
        }
        let Ok(text) = std::str::from_utf8(body) else {
            return match self.pointer {
                Some(_) => Err(no_json()),
                None => self.bytes(body),
            };
        };
        if text.trim().is_empty() {
            return Ok(());
        }
        match Node::parse(text.trim_start_matches('\u{feff}')) {
            Ok(node) => self.node(&node),
            Err(_) if self.pointer.is_some() || self.is_table() => Err(no_json()),
            Err(_) => self.text(text),
        }
    }

    /// Prints a JSON value.
    pub(super) fn node(&mut self, node: &Node) -> Result<(), Failure> {
        let node = match &self.pointer {
            None => node,
            Some(pointer) => node
                .at(pointer)
                .ok_or_else(|| Failure::Answer(format!("the answer has nothing at {pointer}")))?,
        };
        match self.layout {
            Layout::Json if self.is_terminal() => self.line(&node.pretty()),
            Layout::Json => self.line(&node.compact()),
            Layout::Table => {
                let text = table(node, self.is_terminal());
                self.write(text.as_bytes())
            }
            Layout::Raw => match node.as_text() {
                Some(text) => self.text(&text),
                None => self.line(&node.compact()),
            },
        }
    }

    /// Prints a text, with the end of its last line.
    fn text(&mut self, text: &str) -> Result<(), Failure> {
        let text = text.strip_suffix('\n').unwrap_or(text);
        if self.is_terminal() {
            self.line(&escape_controls(&text.replace('\t', "    ")))
        } else {
            self.line(text)
        }
    }

    /// Writes bytes as they are, unless they would reach a terminal and are no text.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        if !self.is_terminal() {
            return self.write(bytes);
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => self.text(text),
            _ => Err(Failure::File(
                "the answer is no text, and is not shown on a terminal: give --output-file"
                    .to_owned(),
            )),
        }
    }

    fn line(&mut self, text: &str) -> Result<(), Failure> {
        self.write(format!("{text}\n").as_bytes())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        match &mut self.sink {
            Sink::Standard { .. } => write_all(bytes),
            Sink::File { file, part, .. } => file
                .write_all(bytes)
                .map_err(|error| cannot_write(part, &error)),
            Sink::Done => Ok(()),
        }
    }

    /// Gives the file its name.
    pub(super) fn finish(mut self) -> Result<(), Failure> {
        if let Sink::File { part, path, .. } = &self.sink {
            fs::rename(part, path).map_err(|error| cannot_write(path, &error))?;
            self.sink = Sink::Done;
        }
        Ok(())
    }
}

/// What was not finished is no file.
impl Drop for Output {
    fn drop(&mut self) {
        if let Sink::File { part, .. } = &self.sink {
            let _ = fs::remove_file(part);
        }
    }
}

fn no_json() -> Failure {
    Failure::Answer("the answer is no JSON: give --output raw".to_owned())
}

fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    Failure::File(format!("{} cannot be written: {error}", path.display()))
}

/// Writes to standard output at once.
pub(super) fn write_all(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(Failure::Closed),
        Err(error) => Err(Failure::File(format!(
            "standard output cannot be written: {error}"
        ))),
    }
}

/// Says something that is no result. If nobody can be told, there is nothing else to do.
pub(super) fn tell(text: &str) {
    let _ = writeln!(io::stderr(), "{}", escape_controls(text));
}
