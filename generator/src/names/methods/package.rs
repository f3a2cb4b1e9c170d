//! The package that the functions of all operations are in: Salvo calls an operation `shop.books.list_books`.

use std::collections::BTreeSet;

/// How many operations have to be in one package so that it says nothing.
const MANY: usize = 3;

/// What each `operationId` begins with, before a dot: it tells no operation from another.
pub(super) struct Package(String);

impl Package {
    /// That of these.
    pub(super) fn of(ids: &BTreeSet<&str>) -> Self {
        let mut ids = ids.iter();
        let first = ids.next().copied().unwrap_or_default();
        let in_common = |shared: &str, id: &&str| {
            let pairs = pieces(shared).zip(pieces(id));
            pairs.take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
        };
        let shared = pieces(first).collect();
        let several = ids.len() + 1 >= MANY;
        let shared = ids.fold(shared, |shared: String, id| in_common(&shared, id));
        Self(if several { shared } else { String::new() })
    }

    /// An `operationId` without it.
    pub(super) fn without<'i>(&self, id: &'i str) -> &'i str {
        let rest = id.strip_prefix(&self.0);
        rest.filter(|it| !it.is_empty()).unwrap_or(id)
    }
}

/// What is before each dot, with the dot.
fn pieces(id: &str) -> impl Iterator<Item = &str> {
    id.split_inclusive('.').filter(|it| it.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::Package;

    #[test]
    fn what_all_begin_with_goes() {
        let shorter = |ids: &[&'static str]| -> Vec<&str> {
            let package = Package::of(&ids.iter().copied().collect());
            ids.iter().map(|id| package.without(id)).collect()
        };
        let cases: [(&[&str], &[&str]); 4] = [
            (
                &[
                    "shop.api.books.list",
                    "shop.api.books.get",
                    "shop.api.log_in",
                ],
                &["books.list", "books.get", "log_in"],
            ),
            // Two may be in one module by chance, and what is no whole word is none.
            (&["books.list", "books.get"], &["books.list", "books.get"]),
            (
                &["a.list", "ab.list", "a.get"],
                &["a.list", "ab.list", "a.get"],
            ),
            (&["list", "get", "books.get"], &["list", "get", "books.get"]),
        ];
        for (ids, expected) in cases {
            assert_eq!(shorter(ids), expected);
        }
    }
}
