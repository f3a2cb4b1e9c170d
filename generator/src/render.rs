//! Tokens to text: printed by prettyplease, with blank lines where a writer would put them.

mod comment;
mod definition;
mod example;
mod module;
mod table;
mod test;

use std::borrow::Cow;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use proc_macro2::TokenStream;
use syn::{AttrStyle, File, ImplItem, Item};

use comment::{BLANK, documentation, with_lines};
use definition::print_definition;
use example::{print_examples, print_snippet};
use module::{CrateModule, place};
use table::print_table;
use test::print_test;

use crate::emit::{Comments, Piece, SourceFile};
use crate::files::{Broken, Files, MARK};

/// The files of `sources`, printed, and those that are texts already. Emitters quote whole items, and all code is parsed before it is
/// printed, so that it is Rust. Where debug assertions are on, as in tests and for the fuzzer, every file is read once more as it was
/// printed: for users that would be a tenth of the time.
///
/// Files are made and printed side by side, as most of the time goes there.
///
/// Where `modules` lead to a module, they are those of one, and not of a crate.
pub fn render(
    sources: &[SourceFile<'_>],
    texts: Vec<(String, String)>,
    modules: Option<&[&str]>,
) -> (Files, Vec<Broken>) {
    let module = modules.map(CrateModule::new);
    let module = module.as_ref();
    let checked = texts.into_iter().map(|(path, text)| {
        // Only the manifest is put together from what a user has written.
        let read = if path == "Cargo.toml" {
            text.parse::<toml::Table>().map(drop)
        } else {
            Ok(())
        };
        let read = read.map_err(|error| error.message().to_owned());
        let text = match module {
            Some(module) if is_rust(&path) => module.runtime(&text),
            _ => text,
        };
        (path, read.map(|()| text))
    });
    let printed = side_by_side(sources, |it| print_source(it, module));
    let printed = sources.iter().zip(printed);
    let printed = printed.map(|(source, text)| (source.path.clone(), text));

    let mut files = Files::default();
    let mut broken = Vec::new();
    for (path, text) in checked.chain(printed) {
        let path = match module {
            None => path,
            Some(_) => match place(&path) {
                Some(path) => path,
                None => continue,
            },
        };
        let added = match text {
            Ok(text) => files.insert(path, text),
            Err(message) => Err(Broken { path, message }),
        };
        broken.extend(added.err());
    }
    (files, broken)
}

/// How deep the recursion of a printer may go.
const STACK: usize = 8 << 20;

/// What `work` makes of each item, by as many threads as there are cores.
fn side_by_side<I: Sync, O: Send>(items: &[I], work: impl Fn(&I) -> O + Sync) -> Vec<O> {
    let next = AtomicUsize::new(0);
    let take = || {
        let index = next.fetch_add(1, Ordering::Relaxed);
        items.get(index).map(|item| (index, work(item)))
    };
    let run = || std::iter::from_fn(take).collect::<Vec<_>>();
    let mut done = thread::scope(|scope| {
        let others = thread::available_parallelism().map_or(0, |cores| cores.get() - 1);
        let spawn = |_| {
            let builder = thread::Builder::new().stack_size(STACK);
            builder.spawn_scoped(scope, run).ok()
        };
        let others: Vec<_> = (0..others.min(items.len())).filter_map(spawn).collect();
        let mut done = run();
        for other in others {
            done.extend(other.join().unwrap_or_else(|it| resume_unwind(it)));
        }
        done
    });
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, made)| made).collect()
}

fn is_rust(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|it| it == "rs")
}

fn print_source(source: &SourceFile<'_>, module: Option<&CrateModule>) -> Result<String, String> {
    if !is_rust(&source.path) {
        let text = print_markdown(source.pieces(), module);
        return text.map_err(|error| error.to_string());
    }
    let text = print_file(source.pieces(), module);
    let read = text.and_then(|text| {
        if cfg!(debug_assertions) {
            syn::parse_file(&text)?;
        }
        Ok(text)
    });
    read.map_err(|error| error.to_string())
}

fn print_file(pieces: Vec<Piece>, module: Option<&CrateModule>) -> syn::Result<String> {
    let mut texts = Vec::new();
    for piece in pieces {
        texts.extend(Some(print_piece(piece, module)?).filter(|text| !text.is_empty()));
    }
    Ok(format!("// {MARK}\n\n{}", texts.join("\n")))
}

fn print_piece(piece: Piece, module: Option<&CrateModule>) -> syn::Result<String> {
    Ok(match piece {
        Piece::Code(code) => print_code(code, &Comments::default(), module)?,
        Piece::Documented { code, comments } => print_code(code, &comments, module)?,
        Piece::Struct(definition) => {
            let plain = match module {
                None => print_definition(&definition),
                Some(_) => None,
            };
            let code = || print_code(definition.tokens(), &Comments::default(), module);
            if cfg!(debug_assertions) && plain.is_some() {
                assert_eq!(plain, code().ok(), "both printers must print the same");
            }
            plain.map_or_else(code, Ok)?
        }
        Piece::Table(table) => print_table(table, module),
        Piece::Test { code, literals } => print_test(&code, &literals)?,
        Piece::Snippet(code) => print_snippet(code)?,
        Piece::Text(text) => text,
    })
}

/// Code where it stands: in a crate, or in a module of one.
fn within(module: Option<&CrateModule>, code: TokenStream) -> TokenStream {
    match module {
        Some(module) => module.code(code),
        None => code,
    }
}

/// What cargo does with an example: it compiles that of a crate. That of a module could only be compiled inside of its crate.
fn fence(module: Option<&CrateModule>) -> &'static str {
    match module {
        Some(_) => "ignore",
        None => "no_run",
    }
}

/// A file of Markdown: its parts, with blank lines between them.
fn print_markdown(pieces: Vec<Piece>, module: Option<&CrateModule>) -> syn::Result<String> {
    let mut parts = vec![format!("<!-- {MARK} -->")];
    for piece in pieces {
        parts.push(match piece {
            Piece::Snippet(code) => {
                format!("```rust,{}\n{}```", fence(module), print_snippet(code)?)
            }
            other => print_piece(other, module)?,
        });
    }
    Ok(parts.join("\n\n") + "\n")
}

fn print_code(
    code: TokenStream,
    comments: &Comments,
    module: Option<&CrateModule>,
) -> syn::Result<String> {
    let mut file = syn::parse2::<File>(within(module, code))?;
    let fence = fence(module);
    print_examples(&mut file.attrs, fence);
    let blank = documentation(AttrStyle::Outer, BLANK);
    for item in &mut file.items {
        if let Item::Impl(block) = item {
            for (index, inner) in block.items.iter_mut().enumerate() {
                if let ImplItem::Fn(function) = inner {
                    print_examples(&mut function.attrs, fence);
                    if index > 0 {
                        function.attrs.insert(0, blank.clone());
                    }
                }
            }
        }
    }
    let lines_of = |number: &str| {
        let docs = comments.numbered(number)?;
        Some(match module {
            Some(module) => Cow::Owned(module.docs(docs)),
            None => Cow::Borrowed(docs),
        })
    };
    Ok(with_lines(&prettyplease::unparse(&file), lines_of))
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::render;
    use crate::emit::{Piece, SourceFile, Table};

    fn source<'a>(path: &str, make: impl Fn() -> Piece + Send + Sync + 'a) -> SourceFile<'a> {
        SourceFile::new(path, move || vec![make()])
    }

    #[test]
    fn what_is_no_rust_or_has_no_place_is_found_and_not_printed() {
        let table = |ty| Table {
            name: "record",
            ty,
            lines: Vec::new(),
            last: Vec::new(),
        };
        let sources = vec![
            source("a.rs", || Piece::Code("pub struct A;".parse().unwrap())),
            source("b.rs", || Piece::Code(quote!(pub struct;))),
            source("c.rs", || Piece::Table(table(quote!(C)))),
        ];
        let text = |path: &str, text: &str| (path.to_owned(), text.to_owned());
        let texts = vec![text("Cargo.toml", "[package\n"), text("A.rs", "")];
        let (files, broken) = render(&sources, texts, None);
        let paths: Vec<&str> = broken.iter().map(|it| it.path.as_str()).collect();
        assert_eq!(paths, ["Cargo.toml", "a.rs", "b.rs"]);
        let files: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(files, ["A.rs", "c.rs"]);
    }
}
