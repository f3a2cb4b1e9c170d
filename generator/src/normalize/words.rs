//! Words in messages.

/// Words as a sentence lists them.
pub(super) fn list(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

/// How much a name may differ from what was written instead.
const MAX_DISTANCE: usize = 2;

/// The name that differs least from `wrong`, if it differs little.
pub(super) fn nearest<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let mut left = usize::MAX;
    nearest_within(wrong, names, &mut left)
}

/// As how many comparisons of letters it counts to look at a name at all.
const FOR_EACH: usize = 64;

/// The same, where no more letters are compared than are `left`, which becomes less by those that have been.
pub(super) fn nearest_within<'n>(
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

/// How many letters have to be added, removed or replaced to get from one word to the other.
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
