//! How this generator compares with a peer, round by round.

/// Ratios of one thing, ours to theirs.
#[derive(Debug, PartialEq)]
pub(super) struct Ratios {
    pub(super) least: f64,
    pub(super) median: f64,
    pub(super) most: f64,
}

impl Ratios {
    /// The ratios of rounds that both were in; `None` where there are none, or a peer took no time.
    pub(super) fn new(ours: &[f64], theirs: &[f64]) -> Option<Self> {
        let pairs = ours.iter().zip(theirs);
        let mut all: Vec<f64> = pairs.map(|(ours, theirs)| ours / theirs).collect();
        if all.iter().any(|it| !it.is_finite()) {
            return None;
        }
        all.sort_by(f64::total_cmp);
        let upper = *all.get(all.len() / 2)?;
        let lower = *all.get((all.len() - 1) / 2)?;
        Some(Self {
            least: *all.first()?,
            median: f64::midpoint(lower, upper),
            most: *all.last()?,
        })
    }
}

impl std::fmt::Display for Ratios {
    /// The median, with the least and the most where they differ.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            least,
            median,
            most,
        } = self;
        write!(f, "{median:.2}")?;
        let spread = (format!("{least:.2}"), format!("{most:.2}"));
        if spread.0 == spread.1 {
            return Ok(());
        }
        write!(f, " ({} to {})", spread.0, spread.1)
    }
}

#[cfg(test)]
mod tests {
    use super::Ratios;

    #[test]
    fn ratios_are_of_rounds() {
        let shown =
            |ours: &[f64], theirs: &[f64]| Ratios::new(ours, theirs).map(|it| it.to_string());
        let cases: [(&[f64], &[f64], &str); 4] = [
            (&[1.0], &[2.0], "0.50"),
            (&[1.0, 3.0, 2.0], &[2.0, 2.0, 2.0], "1.00 (0.50 to 1.50)"),
            (&[1.0, 3.0], &[2.0, 2.0], "1.00 (0.50 to 1.50)"),
            (&[1.0, 3.0, 9.0], &[2.0], "0.50"),
        ];
        for (ours, theirs, expected) in cases {
            assert_eq!(shown(ours, theirs).as_deref(), Some(expected));
        }
        assert_eq!(shown(&[], &[1.0]), None);
        assert_eq!(shown(&[1.0], &[0.0]), None);
    }
}
