//! Bounds and defaults of values, which the model has in words.

use super::{DiffWalk, Spot};
use crate::diff::change::ApiChange;
use crate::diff::rules;
use crate::ir::Direction;

/// What precedes a default.
const DEFAULT: &str = "Default: ";

impl DiffWalk<'_> {
    /// Compares the constraints of a value.
    pub(super) fn bounds(&mut self, old: Option<&str>, new: Option<&str>, at: &Spot) {
        let (old_bounds, old_default) = split(old.unwrap_or_default());
        let (new_bounds, new_default) = split(new.unwrap_or_default());
        if old_bounds != new_bounds {
            let rule = match (at.way, is_tighter(old_bounds, new_bounds)) {
                (Direction::Read, _) => &rules::BOUNDS_OF_ANSWERS,
                (_, true) => &rules::BOUNDS_TIGHTENED,
                (_, false) => &rules::BOUNDS_LOOSENED,
            };
            let said = |it: &str| match it.trim_end_matches('.') {
                "" => "no bounds".to_owned(),
                bounds => format!("“{bounds}”"),
            };
            let words = format!("{} instead of {}", said(new_bounds), said(old_bounds));
            self.add(ApiChange::new(rule, &at.path, words).about(at.keys.iter().cloned()));
        }
        if old_default != new_default && at.way != Direction::Read {
            let (rule, words) = match (old_default, new_default) {
                (None, new) => (&rules::DEFAULT_ADDED, format!("default {}", said(new))),
                (old, None) => (
                    &rules::DEFAULT_REMOVED,
                    format!("no longer has the default {}", said(old)),
                ),
                (old, new) => {
                    let words = format!("default {} instead of {}", said(new), said(old));
                    (&rules::DEFAULT_CHANGED, words)
                }
            };
            self.add(ApiChange::new(rule, &at.path, words).about(at.keys.iter().cloned()));
        }
    }
}

fn said(default: Option<&str>) -> &str {
    default.unwrap_or_default()
}

/// The bounds and the default of a text of `lower/docs/constraints.rs`.
fn split(text: &str) -> (&str, Option<&str>) {
    let (bounds, default) = match text.strip_prefix(DEFAULT) {
        Some(default) => ("", Some(default)),
        None => match text.split_once(&format!(". {DEFAULT}")) {
            Some((bounds, default)) => (bounds, Some(default)),
            None => (text, None),
        },
    };
    (
        bounds.trim_end_matches('.'),
        default.map(|it| it.trim_end_matches('.')),
    )
}

/// A bound: of what, and from where to where.
#[derive(Debug, PartialEq)]
struct Bound {
    of: String,
    least: f64,
    most: f64,
    is_open: bool,
}

/// Whether values that the old bounds have room for may be outside of the new ones.
fn is_tighter(old: &str, new: &str) -> bool {
    let olds: Vec<Bound> = phrases(old).iter().map(|it| bound(it)).collect();
    phrases(new).iter().map(|it| bound(it)).any(|new| {
        let old = olds.iter().find(|it| it.of == new.of);
        old.is_none_or(|old| {
            let is_open = new.is_open && !old.is_open;
            new.least > old.least || new.most < old.most || is_open
        })
    })
}

/// The single bounds; the code of a pattern may have a comma.
fn phrases(text: &str) -> Vec<String> {
    let mut phrases = vec![String::new()];
    let mut is_code = false;
    for c in text.chars() {
        match phrases.last_mut() {
            Some(phrase) if c != ',' || is_code => phrase.push(c),
            _ => phrases.push(String::new()),
        }
        is_code ^= c == '`';
    }
    let phrases = phrases.into_iter().map(|it| it.trim().to_lowercase());
    phrases.filter(|it| !it.is_empty()).collect()
}

fn bound(phrase: &str) -> Bound {
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let numbers = words.iter().filter_map(|it| it.parse::<f64>().ok());
    let numbers: Vec<f64> = numbers.collect();
    let unit = words.last().map_or("", |it| it.trim_end_matches('s'));
    let unit = match unit {
        "character" | "item" | "entry" | "entrie" => {
            unit.trim_end_matches("ie").trim_end_matches('y')
        }
        _ => "",
    };
    let (least, most) = match numbers.as_slice() {
        _ if phrase.starts_with("matching")
            || phrase.starts_with("a multiple")
            || phrase.starts_with("no ") =>
        {
            // Whatever is said in such a way is another bound if it is said otherwise.
            let of = phrase.to_owned();
            return Bound {
                of,
                least: 0.0,
                most: 0.0,
                is_open: false,
            };
        }
        [least, most] => (*least, *most),
        [most] if phrase.starts_with("at most") || phrase.starts_with("less") => {
            (f64::NEG_INFINITY, *most)
        }
        [least] if phrase.starts_with("at least") || phrase.starts_with("more") => {
            (*least, f64::INFINITY)
        }
        [exact] => (*exact, *exact),
        _ => (f64::NEG_INFINITY, f64::INFINITY),
    };
    Bound {
        of: unit.to_owned(),
        least,
        most,
        is_open: phrase.contains("more than") || phrase.contains("less than"),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_tighter, split};

    #[test]
    fn a_default_is_no_bound() {
        assert_eq!(split(""), ("", None));
        assert_eq!(split("Default: `1`."), ("", Some("`1`")));
        assert_eq!(
            split("At most 3 items. Default: `a. Default: b`."),
            ("At most 3 items", Some("`a. Default: b`"))
        );
        assert_eq!(split("At most 3 items."), ("At most 3 items", None));
    }

    #[test]
    fn bounds_are_tighter_where_a_value_may_be_outside() {
        for (old, new) in [
            ("", "at most 3 items"),
            ("At most 4 characters", "at most 3 characters"),
            ("From 1 to 5", "from 2 to 5"),
            ("At least 1", "more than 1"),
            ("1 to 5 characters", "3 characters"),
            ("Matching `a,b`", "matching `a,c`"),
            ("At most 1 entry", "at most 0 entries"),
        ] {
            assert!(is_tighter(old, new), "{old} to {new}");
            assert!(!is_tighter(old, old), "{old}");
        }
        for (old, new) in [
            ("At most 3 items", ""),
            ("At most 3 characters", "at most 4 characters"),
            ("From 1 to 5, a multiple of 2", "from 0 to 5"),
            ("More than 1", "at least 1"),
            ("At most 1 entry", "at most 2 entries"),
        ] {
            assert!(!is_tighter(old, new), "{old} to {new}");
        }
    }
}
