//! What the macros of the runtime add to a type: setters, constructors, conversions.

use proc_macro2::{TokenStream, TokenTree};

use super::paths::{FileScope, shown};
use super::{Item, Part, Surface};

/// The condition of what only tests construct.
const MOCK: &str = "cfg(feature = \"mock\")";

/// Adds what a table makes public.
pub(super) fn read(table: &syn::Macro, scope: &FileScope, surface: &mut Surface) {
    let mut tokens = table.tokens.clone().into_iter();
    let (Some(TokenTree::Ident(ty)), Some(TokenTree::Group(lines))) =
        (tokens.next(), tokens.last())
    else {
        return;
    };
    let name = table.path.segments.last().map(|it| it.ident.to_string());
    let name = name.unwrap_or_default();
    // A shape is no type, and what it says is told where a body has it.
    if name.starts_with("xml_") {
        return;
    }
    let owner = scope.resolve(&ty.to_string());
    surface.add_code(&owner, &format!("{name}! {}", table.tokens));
    let gate = if name == "received" { MOCK } else { "" };
    if name == "received" {
        let new = Item {
            signature: "fn() -> Self".to_owned(),
            shown: "new() -> Self".to_owned(),
            gate: gate.to_owned(),
            ..Item::default()
        };
        surface.add(&owner, Part::Function("new".to_owned()), new);
    }
    for line in split(lines.stream()) {
        match name.as_str() {
            "record" | "received" | "setters" => setters(&line, gate, &owner, scope, surface),
            "shared_fields" => accessor(&line, &owner, scope, surface),
            "union" => conversions(&line, &owner, scope, surface),
            _ => {}
        }
    }
}

/// `field as setter: presence(type) or null = "wire"`, or `..rest(type) => extra(kept)`.
fn setters(line: &[TokenTree], gate: &str, owner: &str, scope: &FileScope, surface: &mut Surface) {
    let words: Vec<String> = line.iter().map(ToString::to_string).collect();
    let behind = |word: &str| {
        let at = words.iter().skip(1).position(|it| it == word)?;
        words.get(at + 2)
    };
    // The first group is the type.
    let ty = line.iter().find_map(group).unwrap_or_default();
    if let Some(TokenTree::Ident(field)) = line.first() {
        let setter = behind("as").map_or_else(|| field.to_string(), Clone::clone);
        add(surface, owner, &setter, &[scope.full(ty)], gate);
        if let Some(null) = behind("or") {
            add(surface, owner, null, &[], gate);
        }
        return;
    }
    if words.first().is_some_and(|it| it == ".") {
        add(surface, owner, "with_property", &[scope.full(ty)], "");
    }
    if behind("extra").is_some_and(|it| it == "(unknown)") {
        add(surface, owner, "extra", &[], "");
    }
}

/// `field: presence(type) how`.
fn accessor(line: &[TokenTree], owner: &str, scope: &FileScope, surface: &mut Surface) {
    if let [TokenTree::Ident(field), _, _, ty, how] = line {
        let ty = scope.full(group(ty).unwrap_or_default());
        let item = Item {
            signature: format!("fn(&self) -> {how} {ty}"),
            shown: format!("{field}() -> {}", shown(&ty)),
            ..Item::default()
        };
        surface.add(owner, Part::Function(field.to_string()), item);
    }
}

/// `Variant(type) or(other)`, from each of which the union is made, unless the type is `shared`.
fn conversions(line: &[TokenTree], owner: &str, scope: &FileScope, surface: &mut Surface) {
    let mut others = Vec::new();
    if let [TokenTree::Ident(_), own, rest @ ..] = line {
        match rest {
            [TokenTree::Ident(word), ..] if word == "shared" => {}
            [TokenTree::Ident(word), more, ..] if word == "or" => {
                others.extend(group(own));
                let more = split(group(more).unwrap_or_default());
                others.extend(more.into_iter().map(|it| it.into_iter().collect()));
            }
            _ => others.extend(group(own)),
        }
    }
    for other in others {
        let name = Part::Impl(format!("From<{}>", shown(&scope.full(other))));
        surface.add(owner, name, Item::default());
    }
}

fn add(surface: &mut Surface, owner: &str, name: &str, takes: &[String], gate: &str) {
    let takes = takes.join(", ");
    let item = Item {
        signature: format!("fn({takes})"),
        shown: format!("{name}({})", shown(&takes)),
        gate: gate.to_owned(),
        ..Item::default()
    };
    surface.add(owner, Part::Function(name.to_owned()), item);
}

fn group(token: &TokenTree) -> Option<TokenStream> {
    match token {
        TokenTree::Group(group) => Some(group.stream()),
        _ => None,
    }
}

/// The lines between the commas, without what is said about them.
fn split(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut lines = vec![Vec::new()];
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        match &token {
            TokenTree::Punct(it) if it.as_char() == ',' => lines.push(Vec::new()),
            TokenTree::Punct(it) if it.as_char() == '#' => drop(tokens.next()),
            _ => {
                if let Some(line) = lines.last_mut() {
                    line.push(token);
                }
            }
        }
    }
    lines
}
