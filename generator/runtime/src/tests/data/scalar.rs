//! Enums of numbers and of scalars: what is known, what is not, and what cannot be read.

use crate::runtime::data::{Json, Unrecognized, from_json, integer_enum, number_enum, scalar_enum};

#[derive(Clone)]
enum Level {
    Below,
    One,
    Unknown(Unrecognized<i64>),
}

integer_enum! { Level { Below = -1, One = 1, ..Unknown } }

#[derive(Clone)]
enum Ratio {
    Half,
    One,
    Unknown(Unrecognized<f64>),
}

number_enum! { Ratio { Half = 0.5, One = 1.0, ..Unknown } }

#[derive(Clone)]
enum Size {
    Auto,
    One,
    Half,
    On,
    Unknown(Unrecognized<Json>),
}

scalar_enum! { Size { Auto = "auto", One = 1, Half = 0.5, On = true, ..Unknown } }

#[derive(Clone, Copy)]
enum Bit {
    Zero,
    One,
}

integer_enum! { Bit { Zero = 0, One = 1, } }

#[derive(Clone, Copy)]
enum Switch {
    Auto,
    On,
}

scalar_enum! { Switch { Auto = "auto", On = true, } }

fn text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

#[test]
fn numbers_are_read_and_written() {
    let levels: Vec<Level> = from_json("[1, -1, 7, 1.0]").unwrap();
    assert_eq!(
        levels,
        [Level::One, Level::Below, Level::from(7), Level::One]
    );
    assert_eq!(text(&levels), "[1,-1,7,1]");
    assert_eq!(
        format!("{levels:?}"),
        "[One(1), Below(-1), Unknown(7), One(1)]"
    );
    assert_eq!(levels[2].as_i64(), 7);
    assert_eq!(levels[1].to_string(), "-1");
    assert_ne!(Level::from(7), Level::from(8));
    assert_eq!(Level::from(1_i64), Level::One);

    let ratios: Vec<Ratio> = from_json("[0.5, 1, 2]").unwrap();
    assert_eq!(ratios, [Ratio::Half, Ratio::One, Ratio::from(2)]);
    assert_eq!(text(&ratios), "[0.5,1.0,2.0]");
}

#[test]
fn what_is_no_number_is_an_error() {
    let error = |json| from_json::<Vec<Level>>(json).unwrap_err().to_string();
    assert_eq!(from_json::<Level>(r#""1""#).unwrap(), Level::One);
    assert!(error(r#"["one"]"#).contains("expected a 64-bit integer"));
    assert!(error("[1.5]").contains("expected a number that fits"));
    assert!(error("[18446744073709551615]").contains("expected a number that fits"));
    assert!(error("[null]").contains("expected a 64-bit integer"));
}

#[test]
fn scalars_are_read_and_written() {
    let json = r#"["auto",1,0.5,true,"other",false,2,1.0]"#;
    let sizes: Vec<Size> = from_json(json).unwrap();
    let expected = [
        Size::Auto,
        Size::One,
        Size::Half,
        Size::On,
        Size::from("other"),
        Size::from(false),
        Size::from(2),
        Size::One,
    ];
    assert_eq!(sizes, expected);
    assert_eq!(text(&sizes), r#"["auto",1,0.5,true,"other",false,2,1]"#);
    assert_eq!(sizes[4].json(), Json::from("other"));
    assert_eq!(Size::from("auto").json(), Json::from("auto"));
    let error = from_json::<Vec<Size>>("[[]]").unwrap_err().to_string();
    assert!(
        error.contains("expected a boolean, a number or a string"),
        "{error}"
    );
    let error = from_json::<Vec<Size>>("[{}]").unwrap_err().to_string();
    assert!(
        error.contains("expected a boolean, a number or a string"),
        "{error}"
    );
}

#[test]
fn closed_ones_refuse_what_they_do_not_know() {
    assert_eq!(from_json::<Bit>("1").unwrap(), Bit::One);
    assert_eq!(from_json::<Switch>("true").unwrap(), Switch::On);
    let error = from_json::<Bit>("2").unwrap_err().to_string();
    assert!(
        error.contains("expected one of the known numbers"),
        "{error}"
    );
    let error = from_json::<Switch>("false").unwrap_err().to_string();
    assert!(
        error.contains("expected one of the known values"),
        "{error}"
    );
    assert_eq!(
        (text(&Bit::Zero), text(&Switch::Auto)),
        ("0".to_owned(), r#""auto""#.to_owned())
    );
}
