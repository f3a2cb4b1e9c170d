//! JSON: what serde and its derives make of a text is what the tables make of it.
//!
//! The first byte of an input chooses a type, a letter for each; the rest is the text. From 128 on, the rest decides what text is made up.

mod derived;
mod kinds;
mod made_up;
mod types;
mod unique;

use std::fmt::Debug;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use self::made_up::made_up;
use self::unique::Unique;
use crate::describe::Choices;
use crate::runtime::data::{Decode, Encode, Json, decode, from_json, to_json};
use crate::{Target, Verdict};

/// The target.
pub(super) const JSON: Target = Target {
    name: "json",
    run,
    seeds,
    words: &[
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "null",
        "true",
        "false",
        "{}",
        "[]",
        "\"\"",
        "\\u0000",
        "\\ud800",
        "\\ud83e\\udd80",
        "\"id\":",
        "\"small\":",
        "\"unsigned\":",
        "\"large\":",
        "\"single\":",
        "\"on\":",
        "\"inner\":",
        "\"many\":",
        "\"names\":",
        "\"nested\":",
        "\"any\":",
        "\"name\":",
        "\"ratio\":",
        "\"note\":",
        "\"parent\":",
        "\"at\":",
        "\"day\":",
        "\"bytes\":",
        "\"secret\":",
        "\"status\":",
        "\"closed\":",
        "\"level\":",
        "\"size\":",
        "\"pair\":",
        "\"kind\":",
        "\"radius\":",
        "\"members\":",
        "\"x\":",
        "\"y\":",
        "\"ok\":",
        "\"code\":",
        "\"circle\"",
        "\"disc\"",
        "\"group\"",
        "\"LIVE\"",
        "\"ended at\"",
        "\"on\"",
        "\"auto\"",
        "2026-03-01T09:00:00.250Z",
        "2026-02-29",
        "AAEC_w==",
    ],
    longest: 4096,
    memory: 64 << 20,
    patience: Duration::from_secs(5),
};

/// A first byte from here on has a text made up.
const MADE_UP: u8 = 1 << 7;

/// Where each byte decides something, it does not matter what they are.
fn seeds() -> Vec<Vec<u8>> {
    let mut numbers = fastrand::Rng::with_seed(1);
    let mut bytes = |letter: u8| {
        std::iter::once(letter)
            .chain((0..1000).map(|_| numbers.u8(..)))
            .collect()
    };
    (0..32).map(|number| bytes(MADE_UP + number)).collect()
}

fn run(input: &[u8]) -> Verdict {
    let Some((letter, rest)) = input.split_first() else {
        return Ok(());
    };
    let text = if *letter < MADE_UP {
        String::from_utf8_lossy(rest).into_owned()
    } else {
        made_up(*letter, &mut Choices::new(rest))
    };
    let text = &*text;
    match letter % 8 {
        0 => {
            same_as_derived::<types::Outer, derived::DerivedOuter>(text)?;
            check::<types::Outer>(text)
        }
        1 => {
            same_as_derived::<Vec<types::Inner>, derived::OrEmpty<derived::DerivedInner>>(text)?;
            check::<Vec<types::Inner>>(text)
        }
        2 => {
            same_as_derived::<Json, Value>(text)?;
            check::<Json>(text)
        }
        3 => check::<types::Change>(text),
        4 => check::<types::Texts>(text),
        5 => check::<types::Shape>(text),
        6 => check::<Vec<types::Loose>>(text),
        _ => check::<types::Loose>(text),
    }
}

/// What a type of ours reads is what a type of serde's derives reads.
fn same_as_derived<T, D>(text: &str) -> Verdict
where
    T: Decode + Encode + Serialize + Debug,
    D: for<'de> Deserialize<'de> + Serialize + Debug,
{
    // A number in disguise, as a feature of serde_json has it, is a number to ours in every case.
    if text.contains("$serde_json") {
        return Ok(());
    }
    match (from_json::<T>(text), serde_json::from_str::<D>(text)) {
        (Ok(ours), Ok(derived)) => {
            // The names of the types say which is which.
            let [left, right] =
                [format!("{ours:?}"), format!("{derived:?}")].map(|it| it.replace("Derived", ""));
            ensure!(left == right, "other value: {left}\n{right}\n{text}");
            let right = serde_json::to_string(&derived).unwrap_or_default();
            let left = written(&ours)?;
            ensure!(left == right, "written otherwise: {left}\n{right}\n{text}");
        }
        (Err(ours), Err(_)) => {
            ensure!(
                !ours.to_string().is_empty(),
                "no words for an error: {text}"
            );
        }
        (Ok(ours), Err(error)) => ensure!(
            false,
            "read, but derives refuse it: {ours:?} {error}\n{text}"
        ),
        (Err(error), Ok(_)) => {
            // No array stands for an object.
            let is_meant = error.to_string().contains("expected an object");
            ensure!(is_meant, "refused, but derives read it: {error}\n{text}");
        }
    }
    Ok(())
}

/// A type is read alike in all ways, and what is written of it is read as the same value.
fn check<T>(text: &str) -> Verdict
where
    T: Decode + Encode + Serialize + Debug + PartialEq,
{
    let ours = from_json::<T>(text);
    let public = in_public::<T>(text);
    match (&ours, &public) {
        (Ok(ours), Ok(public)) => ensure!(
            ours == public,
            "two ways of reading give two values: {text}"
        ),
        (Err(ours), Err(public)) => {
            let (ours, public) = (ours.to_string(), public.to_string());
            ensure!(
                ours == public,
                "two ways of reading give two errors: {ours}\n{public}\n{text}"
            );
        }
        _ => ensure!(false, "one way of reading refuses: {text}"),
    }
    // Of a property that is there twice, one is kept: the first by one reader, the last by another.
    if serde_json::from_str::<Unique>(text).is_err() {
        return Ok(());
    }
    through_value(&ours, text)?;
    let Ok(value) = ours else {
        return Ok(());
    };
    let once = written(&value)?;
    match from_json::<T>(&once) {
        Ok(again) => {
            ensure!(
                again == value,
                "written and read, it is another: {once}\n{text}"
            );
            let twice = written(&again)?;
            ensure!(
                once == twice,
                "written twice, it is another: {once}\n{twice}"
            );
        }
        Err(error) => ensure!(false, "written, it cannot be read: {error}\n{once}\n{text}"),
    }
    Ok(())
}

/// What `Deserialize` does, which every generated type has.
fn in_public<T: Decode>(text: &str) -> serde_json::Result<T> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = decode::<T, _>(&mut deserializer)?;
    deserializer.end().map(|()| value)
}

/// A text that has been read as any value first gives the same.
fn through_value<T, E>(ours: &Result<T, E>, text: &str) -> Verdict
where
    T: Decode + Debug + PartialEq,
{
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        return Ok(());
    };
    // An object that has the properties of two branches is that of the first of them, and a `Value` has them in its own order.
    let in_its_order = from_json::<T>(&value.to_string());
    match (ours, decode::<T, _>(value)) {
        (Ok(ours), Ok(value)) => ensure!(
            *ours == value || in_its_order.is_ok_and(|it| it == value),
            "another value by way of `Value`: {value:?}\n{text}"
        ),
        (Ok(_), Err(error)) => ensure!(
            in_its_order.is_err(),
            "refused by way of `Value`: {error}\n{text}"
        ),
        (Err(_), _) => {}
    }
    Ok(())
}

/// What is written, which is the same by way of serde and without it.
fn written<T: Encode + Serialize>(value: &T) -> Result<String, crate::Stop> {
    let fault = |error| crate::Stop::fault(format!("cannot be written: {error}"));
    let text = serde_json::to_string(value).map_err(fault)?;
    let ours = to_json(value).map_err(fault)?;
    ensure!(
        ours == text.as_bytes(),
        "two ways of writing give two texts: {text}\n{}",
        String::from_utf8_lossy(&ours)
    );
    Ok(text)
}
