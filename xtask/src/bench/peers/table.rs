//! The tables of one description, in Markdown: what each generator takes, and how this one compares.

use super::ratios::Ratios;
use super::runner::Cost;
use super::steps::{Measured, Step};

/// What stands where there is nothing to say.
const NOTHING: &str = "–";

/// The tables.
pub(super) fn table(name: &str, bytes: usize, all: &[Measured]) -> String {
    let mut lines = vec![
        format!("### {name}, {} of text", size(bytes as u64)),
        String::new(),
    ];
    lines.extend(heading("", all.iter().map(|it| it.generator.title())));
    let is_tried = |step: &Step| all.iter().any(|it| it.steps.contains_key(step));
    for step in Step::ALL.into_iter().filter(is_tried) {
        lines.push(row(step.title(), all.iter().map(|it| cell(step, it))));
    }
    lines.push(row(
        "lines of Rust",
        all.iter()
            .map(|it| or_nothing(it.lines.map(|it| thousands(it as u64)))),
    ));
    if all.iter().any(|it| it.size.is_some()) {
        let cells = all.iter().map(program);
        lines.push(row("size of that program, stripped", cells));
    }
    lines.push(String::new());
    if let Some((ours, peers)) = all.split_first() {
        let peers: Vec<&Measured> = peers.iter().filter(|it| it.lines.is_some()).collect();
        if !peers.is_empty() && ours.lines.is_some() {
            lines.extend(compared(ours, &peers));
            lines.push(String::new());
        }
    }
    lines.join("\n")
}

/// Ratios of ours to those of peers.
fn compared(ours: &Measured, peers: &[&Measured]) -> Vec<String> {
    let titles = peers.iter().map(|it| it.generator.title());
    let mut lines = heading("this one is to", titles);
    let mut add = |what: &str, of: &dyn Fn(&Measured) -> Vec<f64>| {
        let mine = of(ours);
        let ratios = peers.iter().map(|it| Ratios::new(&mine, &of(it)));
        let ratios: Vec<Option<Ratios>> = ratios.collect();
        // What nobody was measured in is no row.
        if ratios.iter().any(Option::is_some) {
            let cells = ratios.iter().map(|it| it.as_ref().map(Ratios::to_string));
            lines.push(row(what, cells.map(or_nothing)));
        }
    };
    for step in Step::ALL {
        add(&format!("{}: CPU", step.title()), &|it| {
            each(it, step, |cost| Some(cost.seconds))
        });
        add(&format!("{}: memory", step.title()), &|it| {
            #[allow(clippy::cast_precision_loss, reason = "memory is no such number")]
            each(it, step, |cost| cost.megabytes.map(|it| it as f64))
        });
    }
    #[allow(clippy::cast_precision_loss, reason = "no client has so many lines")]
    add("lines of Rust", &|it| {
        it.lines.map(|it| it as f64).into_iter().collect()
    });
    #[allow(clippy::cast_precision_loss, reason = "no program is so large")]
    add("size of that program", &|it| {
        comparable_size(it)
            .map(|it| it as f64)
            .into_iter()
            .collect()
    });
    lines
}

/// What each round took; nothing, where one failed.
fn each(measured: &Measured, step: Step, of: impl Fn(&Cost) -> Option<f64>) -> Vec<f64> {
    match measured.steps.get(&step) {
        Some(Ok(costs)) => costs.iter().filter_map(of).collect(),
        Some(Err(_)) | None => Vec::new(),
    }
}

/// A program without a call has nothing of its client.
fn comparable_size(measured: &Measured) -> Option<u64> {
    measured.size.filter(|_| measured.calls > 0)
}

/// The least that a step took, or why it failed.
fn cell(step: Step, measured: &Measured) -> String {
    match measured.steps.get(&step) {
        None => NOTHING.to_owned(),
        Some(Err(cause)) => format!("failed: {cause}"),
        Some(Ok(costs)) => {
            let seconds = costs
                .iter()
                .map(|it| it.seconds)
                .fold(f64::INFINITY, f64::min);
            let memory = costs.iter().filter_map(|it| it.megabytes).min();
            let memory = memory.map(|it| format!(", {} MB", thousands(it)));
            format!("{seconds:.2} s{}", memory.unwrap_or_default())
        }
    }
}

/// The size of the program, and how many calls it has if these are not all.
fn program(measured: &Measured) -> String {
    let Some(bytes) = measured.size else {
        return NOTHING.to_owned();
    };
    match measured.calls {
        5 => size(bytes),
        calls => format!("{} ({calls} of 5 calls)", size(bytes)),
    }
}

fn size(bytes: u64) -> String {
    if bytes < 100_000 {
        return format!("{} kB", bytes.div_ceil(1000));
    }
    let tenths = (bytes + 50_000) / 100_000;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// A number with commas between its thousands.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

fn or_nothing(cell: Option<String>) -> String {
    cell.unwrap_or_else(|| NOTHING.to_owned())
}

fn heading(first: &str, titles: impl Iterator<Item = String>) -> Vec<String> {
    let titles: Vec<String> = titles.collect();
    let rule = format!("| --- |{}", " ---: |".repeat(titles.len()));
    vec![row(first, titles.into_iter()), rule]
}

fn row(first: &str, cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = std::iter::once(first.to_owned()).chain(cells).collect();
    format!("| {} |", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::generator::ALL;
    use super::super::runner::Cost;
    use super::super::steps::{Measured, Step};
    use super::{size, table, thousands};

    fn cost(seconds: f64, megabytes: u64) -> Cost {
        Cost {
            seconds,
            megabytes: Some(megabytes),
        }
    }

    #[test]
    fn a_failure_is_a_cell_and_has_no_ratio() {
        let measured = |index: usize, steps: BTreeMap<_, _>, size| Measured {
            generator: &ALL[index],
            lines: (steps.len() > 1).then_some(1234),
            steps,
            calls: 5,
            size,
        };
        let generated =
            |seconds: f64| (Step::Generate, Ok(vec![cost(seconds, 20), cost(2.0, 1000)]));
        let all = [
            measured(
                0,
                [generated(1.0), (Step::Check, Ok(vec![cost(4.0, 1500)]))].into(),
                Some(2_140_000),
            ),
            measured(
                2,
                [(Step::Generate, Err("panic: a".to_owned()))].into(),
                None,
            ),
            measured(
                3,
                [generated(2.0), (Step::Check, Err("needs".to_owned()))].into(),
                None,
            ),
        ];
        let expected = "\
### a, 13.0 MB of text

|  | this one | ploidy 0.15.0 | oas3-gen 0.29.0 |
| --- | ---: | ---: | ---: |
| generating | 1.00 s, 20 MB | failed: panic: a | 2.00 s, 20 MB |
| `cargo check` | 4.00 s, 1,500 MB | – | failed: needs |
| lines of Rust | 1,234 | – | 1,234 |
| size of that program, stripped | 2.1 MB | – | – |

| this one is to | oas3-gen 0.29.0 |
| --- | ---: |
| generating: CPU | 0.75 (0.50 to 1.00) |
| generating: memory | 1.00 |
| lines of Rust | 1.00 |
";
        assert_eq!(table("a", 13_001_822, &all), expected);
    }

    #[test]
    fn numbers_are_readable() {
        assert_eq!(
            [5, 999, 1000, 1_234_567].map(thousands),
            ["5", "999", "1,000", "1,234,567"]
        );
        assert_eq!(
            [8_457, 99_999, 100_000, 4_186_772].map(size),
            ["9 kB", "100 kB", "0.1 MB", "4.2 MB"]
        );
    }
}
