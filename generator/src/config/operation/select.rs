//! Which operations a client has.

use serde::Deserialize;

/// Operations that have everything an entry asks for. In a path, an `operationId` and a tag, `*` stands for anything; in a
/// path, it ends at the next slash, and `**` goes on behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Select {
    /// Their path, as `/meetings/**`.
    pub path: Option<String>,
    /// One of their tags.
    pub tag: Option<String>,
    /// Their `operationId`.
    pub operation: Option<String>,
    /// Their HTTP method, in upper or lower case.
    pub method: Option<String>,
}

impl Select {
    /// Whether this is an operation that is meant.
    pub fn is_met(&self, method: &str, path: &str, id: Option<&str>, tags: &[&str]) -> bool {
        let asks = |glob: &Option<String>, slash: bool, texts: &[&str]| {
            glob.as_ref().is_none_or(|glob| {
                let mut texts = texts.iter();
                texts.any(|text| matches(glob.as_bytes(), text.as_bytes(), slash))
            })
        };
        asks(&self.path, true, &[path])
            && asks(&self.tag, false, tags)
            && asks(
                &self.operation,
                false,
                &id.map_or_else(Vec::new, |id| vec![id]),
            )
            && self
                .method
                .as_ref()
                .is_none_or(|it| it.eq_ignore_ascii_case(method))
    }
}

/// Where to go on after a star: in the pattern, and in the text.
type Star = (usize, usize);

/// Whether a text is one that a pattern stands for. Where a `*` has matched too little, it takes one byte more; only the last
/// one of each kind can have to, so that no text takes long.
fn matches(pattern: &[u8], text: &[u8], slash: bool) -> bool {
    let (mut at, mut from) = (0, 0);
    // The last `*`, and the last `**`.
    let (mut star, mut stars): (Option<Star>, Option<Star>) = (None, None);
    loop {
        let rest = pattern.get(at..).unwrap_or_default();
        if rest.starts_with(b"**") || (rest.first() == Some(&b'*') && !slash) {
            at += rest.iter().take_while(|byte| **byte == b'*').count();
            (star, stars) = (None, Some((at, from)));
        } else if rest.first() == Some(&b'*') {
            at += 1;
            star = Some((at, from));
        } else if from == text.len() && rest.is_empty() {
            return true;
        } else if from < text.len() && rest.first() == text.get(from) {
            (at, from) = (at + 1, from + 1);
        } else if let Some((after, reached)) =
            star.filter(|(_, reached)| text.get(*reached).is_some_and(|byte| *byte != b'/'))
        {
            star = Some((after, reached + 1));
            (at, from) = (after, reached + 1);
        } else if let Some((after, reached)) = stars.filter(|(_, reached)| *reached < text.len()) {
            (star, stars) = (None, Some((after, reached + 1)));
            (at, from) = (after, reached + 1);
        } else {
            return false;
        }
    }
}

#[cfg(test)]
mod tests;
