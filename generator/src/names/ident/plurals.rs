//! One of many: the singular of an English word.

/// Words that are no plurals, though they end as one does, and plurals that are formed in another way, each with the singular.
const IRREGULAR: &[(&str, &str)] = &[
    ("aches", "ache"),
    ("apis", "api"),
    ("alias", "alias"),
    ("aliases", "alias"),
    ("always", "always"),
    ("analyses", "analysis"),
    ("analytics", "analytics"),
    ("atlas", "atlas"),
    ("avalanches", "avalanche"),
    ("axes", "axis"),
    ("bias", "bias"),
    ("biases", "bias"),
    ("caches", "cache"),
    ("calories", "calorie"),
    ("calves", "calf"),
    ("canvas", "canvas"),
    ("canvases", "canvas"),
    ("cargoes", "cargo"),
    ("chaos", "chaos"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("cosmos", "cosmos"),
    ("creches", "creche"),
    ("cpus", "cpu"),
    ("crises", "crisis"),
    ("criteria", "criterion"),
    ("diagnoses", "diagnosis"),
    ("dies", "die"),
    ("emojis", "emoji"),
    ("echoes", "echo"),
    ("economics", "economics"),
    ("gas", "gas"),
    ("gases", "gas"),
    ("gpus", "gpu"),
    ("halves", "half"),
    ("headaches", "headache"),
    ("heroes", "hero"),
    ("https", "https"),
    ("hypotheses", "hypothesis"),
    ("ids", "id"),
    ("indices", "index"),
    ("ips", "ip"),
    ("knives", "knife"),
    ("kubernetes", "kubernetes"),
    ("lens", "lens"),
    ("lenses", "lens"),
    ("lies", "lie"),
    ("kpis", "kpi"),
    ("logistics", "logistics"),
    ("matrices", "matrix"),
    ("menus", "menu"),
    ("movies", "movie"),
    ("news", "news"),
    ("niches", "niche"),
    ("oases", "oasis"),
    ("parentheses", "parenthesis"),
    ("people", "person"),
    ("physics", "physics"),
    ("pies", "pie"),
    ("politics", "politics"),
    ("postgres", "postgres"),
    ("potatoes", "potato"),
    ("quizzes", "quiz"),
    ("rookies", "rookie"),
    ("selfies", "selfie"),
    ("selves", "self"),
    ("series", "series"),
    ("shelves", "shelf"),
    ("skus", "sku"),
    ("species", "species"),
    ("subseries", "subseries"),
    ("synopses", "synopsis"),
    ("theses", "thesis"),
    ("ties", "tie"),
    ("tomatoes", "tomato"),
    ("uris", "uri"),
    ("vertices", "vertex"),
    ("vetoes", "veto"),
    ("vms", "vm"),
    ("wikis", "wiki"),
    ("wives", "wife"),
    ("wolves", "wolf"),
];

/// Nouns in `us`, whose plurals look like those of nouns in `use`.
const IN_US: &[&str] = &[
    "abacus",
    "apparatus",
    "bonus",
    "bus",
    "campus",
    "census",
    "consensus",
    "corpus",
    "cursus",
    "focus",
    "prospectus",
    "radius",
    "status",
    "surplus",
    "terminus",
    "virus",
];

/// The singular of an English word, or of the last word of several; `None` for what is no plural.
pub fn singular(plural: &str) -> Option<String> {
    let start = last_word(plural);
    let (before, last) = plural.split_at_checked(start)?;
    let one = singular_word(last)?;
    Some(format!("{before}{one}"))
}

fn singular_word(plural: &str) -> Option<String> {
    let cut = |count: usize| {
        let end = plural.char_indices().rev().nth(count - 1)?.0;
        plural.get(..end).map(str::to_owned)
    };
    let lower = plural.to_lowercase();
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == lower) {
        let is_capital = plural.starts_with(char::is_uppercase);
        let first = one.chars().take(1).map(|c| {
            if is_capital {
                c.to_ascii_uppercase()
            } else {
                c
            }
        });
        return (*one != lower).then(|| first.chain(one.chars().skip(1)).collect());
    }
    let ends = |suffixes: &[&str]| suffixes.iter().any(|suffix| lower.ends_with(suffix));
    if lower.len() < 4 || ends(&["ss", "us", "is"]) {
        None
    } else if ends(&["ies"]) {
        cut(3).map(|stem| stem + "y")
    } else if ends(&["sses", "xes", "ches", "shes", "zzes"]) {
        cut(2)
    } else if let Some(stem) = lower.strip_suffix("es")
        && IN_US.contains(&stem)
    {
        cut(2)
    } else if ends(&["s"]) {
        cut(1)
    } else {
        None
    }
}

/// Where the last word of a name begins.
fn last_word(name: &str) -> usize {
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in name.char_indices() {
        let follows = before.is_some_and(|it| !it.is_alphabetic() || it.is_lowercase());
        if c.is_alphabetic()
            && follows
            && (c.is_uppercase() || !before.is_some_and(char::is_alphabetic))
        {
            start = at;
        }
        before = Some(c);
    }
    start
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn one_of_many_has_its_name() {
        for (many, one) in [
            ("aliases", Some("alias")),
            ("emailAliases", Some("emailAlias")),
            ("actions_caches", Some("actions_cache")),
            ("metrics time series", None),
            ("news", None),
            ("movies", Some("movie")),
            ("houses", Some("house")),
            ("warehouses", Some("warehouse")),
            ("causes", Some("cause")),
            ("statuses", Some("status")),
            ("status", None),
            ("buses", Some("bus")),
            ("categories", Some("category")),
            ("addresses", Some("address")),
            ("boxes", Some("box")),
            ("branches", Some("branch")),
            ("hashes", Some("hash")),
            ("databases", Some("database")),
            ("analyses", Some("analysis")),
            ("areas", Some("area")),
            ("canvas", None),
            ("Children", Some("Child")),
            ("usageItems", Some("usageItem")),
            ("URLs", Some("URL")),
            ("ids", Some("id")),
            ("tax_ids", Some("tax_id")),
            ("skus", Some("sku")),
            ("gas", None),
            ("https", None),
            ("", None),
        ] {
            assert_eq!(singular(many).as_deref(), one, "{many}");
        }
    }
}
