//! The synthetic API: structs and enums as descriptions of some size have them, the same on every run.

/// How many structs there are; struct `n` holds those at `2n + 1` and `2n + 2`, so that the first holds all of them.
pub(super) const STRUCTS: usize = 300;
const ENUMS: usize = 75;

/// All types of the API.
pub(super) struct Model {
    pub(super) structs: Vec<Vec<Field>>,
    pub(super) enums: Vec<Vec<&'static str>>,
}

/// A field of a struct.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) ty: Ty,
    pub(super) required: bool,
}

/// The type of a field.
#[derive(Clone, Copy)]
pub(super) enum Ty {
    Text,
    Integer,
    Number,
    Flag,
    Texts,
    Labels,
    Enum(usize),
    One(usize),
    Many(usize),
}

const NAMES: [&str; 26] = [
    "id",
    "name",
    "created_at",
    "updated_at",
    "email",
    "picture",
    "status",
    "account_id",
    "title",
    "description",
    "url",
    "size",
    "count",
    "enabled",
    "region",
    "owner",
    "version",
    "tags",
    "expires_on",
    "priority",
    "language",
    "ratio",
    "comment",
    "source",
    "plan",
    "zone",
];

const VALUES: [&str; 9] = [
    "active", "pending", "ended", "failed", "draft", "archived", "public", "private", "unlisted",
];

impl Model {
    /// The one API that is measured.
    pub(super) fn synthetic() -> Self {
        Self {
            structs: (0..STRUCTS).map(fields).collect(),
            enums: (0..ENUMS)
                .map(|index| {
                    VALUES
                        .iter()
                        .copied()
                        .skip(index % 4)
                        .take(3 + index % 3)
                        .collect()
                })
                .collect(),
        }
    }
}

/// Five to thirteen fields of simple types, and up to two with the structs inside this one.
fn fields(index: usize) -> Vec<Field> {
    let names = NAMES.iter().copied().cycle().skip(index * 5 % NAMES.len());
    let simple = (0..5 + index % 9).zip(names).map(|(position, name)| {
        let (ty, required) = simple(index * 7 + position);
        Field { name, ty, required }
    });
    let inner = [
        ("detail", Ty::One as fn(usize) -> Ty, 2 * index + 1),
        ("entries", Ty::Many, 2 * index + 2),
    ];
    let inner = inner
        .into_iter()
        .filter(|(_, _, inner)| *inner < STRUCTS)
        .map(|(name, ty, inner)| Field {
            name,
            ty: ty(inner),
            required: false,
        });
    simple.chain(inner).collect()
}

fn simple(number: usize) -> (Ty, bool) {
    match number % 13 {
        0 | 3 | 10 => (Ty::Text, true),
        1 | 6 => (Ty::Text, false),
        2 => (Ty::Integer, true),
        4 => (Ty::Flag, false),
        5 => (Ty::Enum(number % ENUMS), false),
        7 => (Ty::Number, false),
        8 => (Ty::Texts, number.is_multiple_of(2)),
        9 => (Ty::Integer, false),
        11 => (Ty::Labels, false),
        _ => (Ty::Enum(number % ENUMS), true),
    }
}
