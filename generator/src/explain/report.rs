//! An explanation as text and as JSON.

use serde_json::{Value, json};

use super::answer::{Candidate, ExplainedItem, Explanation, Fact, FactPlace};

/// How many candidates are listed.
const MOST_LISTED: usize = 20;

/// How many places of an item are listed.
const MOST_PLACES: usize = 8;

/// An explanation for people.
pub fn text(query: &str, explanation: &Explanation) -> String {
    match explanation {
        Explanation::Items(items) => {
            let items: Vec<String> = items.iter().map(item_text).collect();
            items.join("\n")
        }
        Explanation::Candidates(candidates) => {
            let mut lines = vec![format!("`{query}` can be any of these:")];
            for candidate in candidates.iter().take(MOST_LISTED) {
                let Candidate { kind, path, place } = candidate;
                let place = place.as_ref().map(place_text).unwrap_or_default();
                lines.push(format!("  {path}  {kind}{place}"));
            }
            if candidates.len() > MOST_LISTED {
                let more = candidates.len() - MOST_LISTED;
                lines.push(format!("  and {more} more"));
            }
            lines.join("\n") + "\n"
        }
        Explanation::Nowhere(nearest) => nowhere(query, nearest) + "\n",
    }
}

/// What is said of a name that leads nowhere.
pub fn nowhere(query: &str, nearest: &[String]) -> String {
    let names: Vec<String> = nearest.iter().map(|it| format!("`{it}`")).collect();
    let meant = if names.is_empty() {
        String::new()
    } else {
        format!(": did you mean {}?", names.join(" or "))
    };
    format!("there is no `{query}` in the description or its client{meant}")
}

fn item_text(item: &ExplainedItem) -> String {
    let ExplainedItem {
        kind,
        path,
        written,
        places,
        facts,
    } = item;
    let written = written.as_ref().map(|it| format!(": {it}"));
    let head = format!("{path}{}  ({kind})", written.unwrap_or_default());
    let mut lines = vec![head];
    let mut line = |about: &str, rest: &str| lines.push(format!("  {about:<9} {rest}"));
    for place in places.iter().take(MOST_PLACES) {
        line("place", place_text(place).trim_start());
    }
    if places.len() > MOST_PLACES {
        let more = places.len() - MOST_PLACES;
        line("place", &format!("and {more} more"));
    }
    for Fact { about, text, place } in facts {
        let place = place.as_ref().map(position_text).unwrap_or_default();
        line(about, &format!("{text}{place}"));
    }
    lines.join("\n") + "\n"
}

/// A place with its pointer.
fn place_text(place: &FactPlace) -> String {
    format!("{}  {}", position_text(place), place.origin.pointer)
}

/// File, line and column.
fn position_text(place: &FactPlace) -> String {
    let file = &place.origin.file;
    match place.position {
        Some((line, column)) => format!("  {file}:{line}:{column}"),
        None => format!("  {file}"),
    }
}

/// An explanation for programs, about the client of the description that is called `spec`.
pub fn json(spec: &str, explanation: &Explanation) -> Value {
    let (mut items, mut candidates, mut nearest): (Vec<Value>, Vec<Value>, &[String]) =
        (Vec::new(), Vec::new(), &[]);
    match explanation {
        Explanation::Items(them) => items = them.iter().map(item_json).collect(),
        Explanation::Candidates(them) => {
            let of = |it: &Candidate| {
                let place = it.place.as_ref().map(place_json);
                json!({ "kind": it.kind, "path": it.path, "place": place })
            };
            candidates = them.iter().map(of).collect();
        }
        Explanation::Nowhere(names) => nearest = names,
    }
    json!({ "spec": spec, "items": items, "candidates": candidates, "nearest": nearest })
}

fn item_json(item: &ExplainedItem) -> Value {
    let ExplainedItem {
        kind,
        path,
        written,
        places,
        facts,
    } = item;
    let facts = facts.iter().map(|Fact { about, text, place }| {
        json!({ "about": about, "text": text, "place": place.as_ref().map(place_json) })
    });
    json!({
        "kind": kind,
        "path": path,
        "type": written,
        "places": places.iter().map(place_json).collect::<Vec<_>>(),
        "facts": facts.collect::<Vec<_>>(),
    })
}

fn place_json(place: &FactPlace) -> Value {
    let FactPlace { origin, position } = place;
    let (line, column) = position.unzip();
    json!({ "file": &*origin.file, "pointer": origin.pointer, "line": line, "column": column })
}
