//! The style `deepObject`: one pair for each value of an object, with the path to it in brackets.

use crate::runtime::data::View;
use crate::runtime::request::parameter::flat::{Level, NULL, is_set, level, scalar, whole};
use crate::runtime::request::parameter::percent::encode;

/// Writes nested properties with longer names. No specification defines that, but servers read it. Arrays repeat their
/// name. Below a depth that no server reads, values are written as JSON.
pub(crate) fn deep_object(
    name: &str,
    value: View<'_>,
    depth: usize,
    encode_value: &dyn Fn(&str) -> String,
    pairs: &mut Vec<(String, String)>,
) -> Result<(), &'static str> {
    const DEEPEST: usize = 16;
    if let Some(json) = whole(value)? {
        return deep_object(name, View::Any(&json), depth, encode_value, pairs);
    }
    match level(value) {
        Level::Absent => Ok(()),
        Level::Null => Err(NULL),
        Level::Fields(fields) if depth < DEEPEST => {
            fields.into_iter().try_for_each(|(key, value)| {
                if key.contains(['[', ']']) {
                    return Err("has the name of a field with a bracket in it, which ends a name");
                }
                let name = format!("{name}%5B{}%5D", encode(key));
                deep_object(&name, value, depth + 1, encode_value, pairs)
            })
        }
        Level::Items(items) => {
            let items = items.into_iter().filter(is_set).enumerate();
            for (index, item) in items {
                if depth < DEEPEST && !matches!(level(item), Level::Scalar(_)) {
                    // The index of the item tells which fields belong together.
                    let name = format!("{name}%5B{index}%5D");
                    deep_object(&name, item, depth + 1, encode_value, pairs)?;
                } else {
                    pairs.push((name.to_owned(), encode_value(&scalar(item)?)));
                }
            }
            Ok(())
        }
        Level::Scalar(_) | Level::Fields(_) => {
            pairs.push((name.to_owned(), encode_value(&scalar(value)?)));
            Ok(())
        }
    }
}
