//! Words in messages, and suggestions for misspelled names.

/// Words as a sentence lists them.
pub(crate) fn list(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

/// How many edits a suggestion may be away from what was written.
const MAX_DISTANCE: usize = 2;

/// The name with the fewest edits from `wrong`, if there are few.
pub(crate) fn nearest<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let mut left = usize::MAX;
    nearest_within(wrong, names, &mut left)
}

/// The cost of looking at a name at all, in comparisons of letters.
const FOR_EACH: usize = 64;

/// The same with a budget: `left` is how many letters may still be compared, and is reduced by those that were.
pub(crate) fn nearest_within<'n>(
    wrong: &str,
    names: impl Iterator<Item = &'n str>,
    left: &mut usize,
) -> Option<&'n str> {
    let wrong: Vec<char> = wrong.to_lowercase().chars().collect();
    let mut near: Option<(usize, &str)> = None;
    for name in names {
        let letters: Vec<char> = name.to_lowercase().chars().collect();
        let is_close = letters.len().abs_diff(wrong.len()) <= MAX_DISTANCE;
        let rows = if is_close { wrong.len() } else { 1 };
        let compared = letters.len().saturating_mul(rows);
        *left = left.checked_sub(compared.saturating_add(FOR_EACH))?;
        if !is_close {
            continue;
        }
        let distance = distance(&wrong, &letters);
        if distance <= MAX_DISTANCE && distance < name.chars().count() {
            let this = (distance, name);
            near = Some(near.map_or(this, |near| near.min(this)));
        }
    }
    near.map(|(_, name)| name)
}

/// The edit distance (Levenshtein) of two words.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut left = i + 1;
        let mut above_left = i;
        let mut next = vec![left];
        for (b, above) in other.iter().zip(row.iter().skip(1)) {
            let replaced = above_left + usize::from(a != b);
            left = replaced.min(left + 1).min(above + 1);
            above_left = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
