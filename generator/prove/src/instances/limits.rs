//! How many instances there are, and how large they get.

/// How many instances of a schema are tried.
pub const INSTANCES: usize = 600;

/// How many levels deep an instance is where the schema does not end by itself.
pub const DEPTH: usize = 9;

/// From how many values on an instance is too large.
pub const SIZE: usize = 20_000;

/// How many ways are tried to be of a schema `depth` levels down: branches, and combinations of branches.
pub fn alternatives(depth: usize) -> usize {
    match depth {
        0 => 400,
        1 => 40,
        2 => 6,
        _ => 2,
    }
}

/// How many values a property, or an item, has `depth` levels down.
pub fn values(depth: usize) -> usize {
    match depth {
        0 => INSTANCES,
        1 => 60,
        2 => 5,
        3 => 2,
        _ => 1,
    }
}

/// How many properties that may be left out are there, `depth` levels down.
pub fn optional_properties(depth: usize) -> usize {
    match depth {
        0 => usize::MAX,
        1 => 40,
        2 => 6,
        3 => 2,
        _ => 0,
    }
}
