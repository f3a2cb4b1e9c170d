//! A comparison as a page, with what changed side by side.

use super::items::{ToldChange, names, shown, told};
use super::{Titles, counts, reasons, sorted, todo};
use crate::diff::change::{ApiChange, ApiDiff, RustChange, Subject};
use crate::diff::rules::Bump;
use crate::page::{
    ContentsEntry, ContentsGroup, Html, HtmlDocument, code, html, joined, line, list, number, text,
};

/// How many operations are named of those that a type is a part of.
const MOST_NAMED: usize = 5;

/// The comparison as a page of HTML that needs no other file.
pub fn html(comparison: &ApiDiff, titles: Titles<'_>) -> String {
    let bump = comparison.bump();
    let verdict = match bump {
        Bump::None => "Nothing changes".to_owned(),
        bump => format!("A {} version", bump.as_str()),
    };
    let head = html![
        "<h1>",
        text(&verdict),
        "</h1>\n<p>From ",
        code(titles.old),
        " to ",
        code(titles.new),
        "</p>\n"
    ];
    let (groups, quiet) = sorted(comparison);
    let groups: Vec<(String, &Subject, Vec<&ApiChange>)> = groups
        .into_iter()
        .zip(1..)
        .map(|((subject, changes), at)| (format!("group-{at}"), subject, changes))
        .collect();
    let articles = groups
        .iter()
        .map(|(anchor, subject, changes)| article(anchor, subject, changes));
    let body = html![
        why(comparison),
        articles.collect::<Html>(),
        only_words(&quiet)
    ];
    let document = HtmlDocument {
        title: format!("{verdict}: {} to {}", titles.old, titles.new),
        head,
        contents: contents(&groups, !quiet.is_empty()),
        body,
    };
    document.into_text()
}

/// The version, and the rules that decide it.
fn why(comparison: &ApiDiff) -> Html {
    let bump = comparison.bump();
    let words = if bump == Bump::None {
        html!["<p>Neither what is sent and answered nor what callers write differs.</p>\n"]
    } else {
        let rules = reasons(comparison).into_iter();
        let rules =
            rules.map(|(rule, times)| html![code(rule.code), " ", text(rule.why), text(&times)]);
        html![
            "<p>The client needs a <strong>",
            bump.as_str(),
            "</strong> version, because of</p>\n",
            list("statuses", rules),
            "<p>Changes: ",
            text(&counts(comparison)),
            ".</p>\n"
        ]
    };
    html![
        "<section aria-labelledby=\"the-verdict\">\n<h2 id=\"the-verdict\">Verdict</h2>\n",
        words,
        "</section>\n"
    ]
}

fn contents(groups: &[(String, &Subject, Vec<&ApiChange>)], has_quiet: bool) -> Vec<ContentsGroup> {
    let bumps = [Bump::Major, Bump::Minor, Bump::Patch];
    let of_bump = bumps.into_iter().map(|bump| {
        let entries = groups
            .iter()
            .filter(|(_, _, changes)| most(changes) == bump);
        let entries = entries.map(|(anchor, subject, changes)| {
            let (name, more) = title(subject);
            let words = changes
                .iter()
                .map(|it| html![text(&it.place), " ", line(&it.words)]);
            ContentsEntry {
                anchor: anchor.clone(),
                name,
                more: more.unwrap_or_else(|| joined(words.take(1), " ")),
            }
        });
        ContentsGroup {
            title: html![
                "<span class=\"bump ",
                bump.as_str(),
                "\">",
                bump.as_str(),
                "</span>"
            ],
            entries: entries.collect(),
        }
    });
    let quiet = has_quiet.then(|| ContentsGroup {
        title: html!["Only words"],
        entries: vec![ContentsEntry {
            anchor: "only-words".to_owned(),
            name: html!["Only words, or code that does the same"],
            more: Html::default(),
        }],
    });
    of_bump
        .filter(|it| !it.entries.is_empty())
        .chain(quiet)
        .collect()
}

fn most(changes: &[&ApiChange]) -> Bump {
    let bumps = changes.iter().map(|it| it.bump());
    bumps.max().unwrap_or(Bump::None)
}

/// What a group is about, and what else is to be known of that.
fn title(subject: &Subject) -> (Html, Option<Html>) {
    match subject {
        Subject::Api => (html!["The API"], None),
        Subject::Operation { line, call } => (code(line), Some(code(call))),
        Subject::Type { name, operations } => (code(name), Some(used_by(operations))),
        Subject::Items => (html!["Items of the client"], None),
    }
}

fn used_by(operations: &[String]) -> Html {
    let named = operations.iter().take(MOST_NAMED).map(|it| code(it));
    let others = operations.len().saturating_sub(MOST_NAMED);
    let others = (others > 0).then(|| html![" and ", number(others), " more"]);
    match joined(named, ", ").some() {
        Some(named) => html!["in ", named, others],
        None => html!["in no operation"],
    }
}

fn article(anchor: &str, subject: &Subject, changes: &[&ApiChange]) -> Html {
    let (name, more) = title(subject);
    let more = more.map(|it| html!["<p class=\"request\">", it, "</p>\n"]);
    let changes: Html = told(changes).iter().map(change).collect();
    html![
        "<article id=\"",
        text(anchor),
        "\">\n<h2>",
        name,
        "</h2>\n",
        more,
        changes,
        "</article>\n"
    ]
}

fn change(told: &ToldChange<'_>) -> Html {
    let change = told.change;
    let rule = change.decided_by();
    let shown = shown(change);
    let places = joined(told.places.iter().map(|it| code(it)), ", ").some();
    let place = places.map(|it| html![it, ": "]);
    let becomes = shown
        .becomes
        .map(|(old, new)| sides(Some(old), Some(new), code));
    let others = shown.others.iter().map(|it| item(it));
    let whole = [
        ("gone: ", &shown.gone),
        ("new: ", &shown.new),
        ("moved: ", &shown.moved),
    ];
    let whole = whole.into_iter().filter(|(_, items)| !items.is_empty());
    let whole = whole.map(|(how, items)| {
        let (names, others) = names(items);
        let names = names.iter().map(|it| code(it));
        html!["<p>", how, joined(names, ", "), text(&others), "</p>\n"]
    });
    let words = reworded(change);
    let todo = todo(change).map(|it| html!["<p>To do: ", text(it), ".</p>\n"]);
    html![
        "<div class=\"change\">\n<h3><span class=\"bump ",
        rule.bump.as_str(),
        "\">",
        rule.bump.as_str(),
        "</span> ",
        place,
        line(&change.words),
        "</h3>\n",
        becomes,
        others.collect::<Html>(),
        whole.collect::<Html>(),
        words,
        todo,
        "<p class=\"uses\">Rule ",
        code(rule.code),
        ": ",
        text(rule.why),
        "</p>\n</div>\n"
    ]
}

/// What becomes of an item.
fn item(item: &RustChange) -> Html {
    let RustChange {
        rule: _,
        item,
        old,
        new,
        words: _,
    } = item;
    html![
        "<p>",
        code(item),
        "</p>\n",
        sides(old.as_deref(), new.as_deref(), code)
    ]
}

/// The sentences that changed.
fn reworded(change: &ApiChange) -> Html {
    let one = |(item, (old, new)): (&RustChange, &(String, String))| {
        let side = |it: &'_ String| Some(it.clone()).filter(|it| !it.is_empty());
        let (old, new) = (side(old), side(new));
        let name = (item.item != change.place)
            .then(|| html!["<p>", code(&item.item), " in other words</p>\n"]);
        html![name, sides(old.as_deref(), new.as_deref(), text)]
    };
    shown(change).reworded.into_iter().map(one).collect()
}

/// What was and what is, side by side.
fn sides(old: Option<&str>, new: Option<&str>, write: impl Fn(&str) -> Html) -> Html {
    let side = |title: &'static str, start, it: Option<&str>, end, missing: &'static str| {
        let shown = match it {
            Some(it) => html![start, write(it), end],
            None => html![missing],
        };
        html!["<div><dt>", title, "</dt><dd>", shown, "</dd></div>\n"]
    };
    html![
        "<dl class=\"sides\">\n",
        side("Before", "<del>", old, "</del>", "not there"),
        side("After", "<ins>", new, "</ins>", "gone"),
        "</dl>\n"
    ]
}

fn only_words(quiet: &[&ApiChange]) -> Option<Html> {
    let items = quiet.iter().map(|it| {
        html![
            "<p>",
            code(&it.place),
            " ",
            line(&it.words),
            "</p>\n",
            reworded(it)
        ]
    });
    let items = list("plain", items)?;
    Some(html![
        "<section aria-labelledby=\"only-words\">\n<h2 id=\"only-words\">Only words, or code that does the same</h2>\n",
        items,
        "</section>\n"
    ])
}
