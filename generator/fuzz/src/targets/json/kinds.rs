//! What the texts of each type are made of.

/// What a value is.
pub(super) enum Kind {
    Bool,
    Number,
    /// One of these, or any text.
    Text(&'static [&'static str]),
    List(&'static Self),
    Map(&'static Self),
    /// The properties, the first of them required.
    Object(usize, &'static [(&'static str, Self)]),
    /// Each place of a list.
    Tuple(&'static [Self]),
    OneOf(&'static [Self]),
    Other(&'static Self),
    Any,
}

use Kind::{Any, Bool, List, Map, Number, Object, OneOf, Other, Text, Tuple};

pub(super) const NAME: Kind = Text(&[]);

pub(super) static ANY: Kind = Any;
static NAMES: Kind = List(&NAME);
static INNER: Kind = Object(1, &[("name", NAME), ("ratio", Number)]);

static OUTER: Kind = Object(
    5,
    &[
        ("id", Number),
        ("on", Bool),
        ("many", List(&INNER)),
        ("nested", List(&NAMES)),
        ("any", Any),
        ("small", Number),
        ("unsigned", Number),
        ("large", Number),
        ("single", Number),
        ("inner", Other(&OUTER)),
        ("names", Map(&Number)),
    ],
);

static CHANGE: Kind = Object(0, &[("note", NAME), ("parent", Number)]);

const STATUS: Kind = Text(&["LIVE", "ended at", "LIVE "]);

static TEXTS: Kind = Object(
    0,
    &[
        (
            "at",
            Text(&["2026-03-01T09:00:00.250Z", "2026-02-29T24:00:00+14:00"]),
        ),
        ("day", Text(&["2026-03-01", "2026-02-29", "0000-00-00"])),
        ("bytes", Text(&["AAEC", "AAEC_w==", "AAE=", "AAF="])),
        ("secret", NAME),
        ("status", STATUS),
        ("closed", Text(&["on", "off", "On"])),
        ("level", Number),
        ("ratio", Number),
        ("size", OneOf(&[Text(&["auto"]), Number, Bool])),
        ("pair", Tuple(&[NAME, Number, STATUS])),
    ],
);

const CIRCLE: Kind = Object(
    2,
    &[
        ("kind", Text(&["circle", "disc", "group"])),
        ("radius", Number),
    ],
);

static SHAPE: Kind = OneOf(&[
    CIRCLE,
    Object(
        2,
        &[
            ("kind", Text(&["group"])),
            ("members", List(&SHAPE)),
            ("other", Other(&LOOSE)),
        ],
    ),
]);

static LOOSE: Kind = OneOf(&[
    Bool,
    Number,
    NAME,
    List(&NAME),
    Object(2, &[("x", Number), ("y", Number)]),
    CIRCLE,
    Object(
        2,
        &[("ok", Bool), ("members", List(&SHAPE)), ("code", Number)],
    ),
]);

static MANY: [Kind; 2] = [List(&INNER), List(&LOOSE)];

/// What the target reads for a letter.
pub(super) fn kind(letter: u8) -> &'static Kind {
    let [inner, loose] = &MANY;
    match letter % 8 {
        0 => &OUTER,
        1 => inner,
        2 => &ANY,
        3 => &CHANGE,
        4 => &TEXTS,
        5 => &SHAPE,
        6 => loose,
        _ => &LOOSE,
    }
}
