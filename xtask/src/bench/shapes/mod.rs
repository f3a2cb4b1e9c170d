//! Reading and writing, one shape of data at a time: lists of numbers, trees, unions, a hundred fields in any order.
//!
//! The types are declared by hand, as tables and as derives, in a crate that has the part of the runtime for data as its own.

use std::path::Path;

use super::crates::{Files, LINES_OF_LIB, manifest, write_runtime};
use super::measure::Bench;
use super::write as write_file;

/// Writes the crate.
pub(super) fn write(client: &Files, folder: &Path) -> Result<(), String> {
    write_runtime(client, folder)?;
    let dependencies = LINES_OF_LIB.replace("\"std\"", "\"std\", \"derive\"");
    write_file(
        &folder.join("Cargo.toml"),
        &manifest("shapes", &dependencies),
    )?;
    for (name, text) in [
        ("main.rs", include_str!("main.rs.txt")),
        ("documents.rs", include_str!("documents.rs.txt")),
        ("types.rs", include_str!("types.rs.txt")),
    ] {
        write_file(&folder.join("src").join(name), text)?;
    }
    Ok(())
}

/// Measures all shapes, and returns the lines of a table: the time of tables, where that of derives is 1.
pub(super) fn measure(bench: &Bench) -> Result<Vec<String>, String> {
    let mut table = vec![
        "| shape | reading, to `from_slice` | reading, to `from_str` | writing, to `to_vec` |"
            .to_owned(),
        "| --- | ---: | ---: | ---: |".to_owned(),
    ];
    let printed = bench.run("shapes")?;
    let shapes: Vec<(&str, Vec<f64>)> = printed.lines().filter_map(ratios).collect();
    table.extend(shapes.iter().map(|(name, ratios)| row(name, ratios)));
    let column = |index: usize| shapes.iter().filter_map(move |(_, it)| it.get(index));
    let mean = |index| {
        let logarithms = column(index).map(|it| (it.ln(), 1.0));
        let (sum, count) = logarithms.fold((0.0, 0.0), |all, it| (all.0 + it.0, all.1 + it.1));
        f64::exp(sum / count)
    };
    let most = |index| column(index).copied().fold(0.0, f64::max);
    table.push(row("**geometric mean**", &[0, 1, 2].map(mean)));
    table.push(row("**most**", &[0, 1, 2].map(most)));
    Ok(table)
}

fn ratios(line: &str) -> Option<(&str, Vec<f64>)> {
    let mut parts = line.split('\t');
    let name = parts.next()?;
    let ratios: Vec<f64> = parts.filter_map(|it| it.parse().ok()).collect();
    (ratios.len() == 3).then_some((name, ratios))
}

fn row(name: &str, ratios: &[f64]) -> String {
    let cells: Vec<String> = ratios.iter().map(|it| format!("{it:.2}")).collect();
    format!("| {name} | {} |", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_line_of_the_program_is_a_row() {
        let (name, ratios) = super::ratios("points\t0.5\t1\t0.754").unwrap();
        assert_eq!(super::row(name, &ratios), "| points | 0.50 | 1.00 | 0.75 |");
        assert!(super::ratios("points\t0.5").is_none());
    }
}
