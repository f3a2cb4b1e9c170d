//! Calls over loopback: what one costs in CPU time, against bare reqwest.
//!
//! An example of the runtime makes them, in turns with bare reqwest, and prints a line for each number of calls in flight.

use crate::cargo;

/// Measures them, and returns the lines of a table.
pub(super) fn measure() -> Result<Vec<String>, String> {
    let output = cargo::command()?
        .args(["run", "--quiet", "--release", "--locked"])
        .args(["--package", "openapi-client-runtime"])
        .args(["--example", "loopback_cost"])
        .output()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let last = said.lines().last().unwrap_or_default();
        return Err(format!("calls are measured on Linux alone: {last}"));
    }
    let mut table = vec![
        "| a call over loopback, CPU | this client | bare reqwest | median of the ratios |"
            .to_owned(),
        "| --- | ---: | ---: | ---: |".to_owned(),
    ];
    let printed = String::from_utf8_lossy(&output.stdout);
    table.extend(printed.lines().filter_map(row));
    Ok(table)
}

fn row(line: &str) -> Option<String> {
    let mut cells = line.split('\t');
    let mut next = || cells.next();
    let (in_flight, ours, bare, ratio) = (next()?, next()?, next()?, next()?);
    Some(format!(
        "| {in_flight} in flight | {ours} µs | {bare} µs | {ratio} |"
    ))
}

#[cfg(test)]
mod tests {
    use super::row;

    #[test]
    fn a_line_of_numbers_is_a_row() {
        let expected = "| 50 in flight | 20.1 µs | 19.4 µs | 1.038 |";
        assert_eq!(row("50\t20.1\t19.4\t1.038").as_deref(), Some(expected));
        assert_eq!(row("50\t20.1"), None);
    }
}
