//! JSON pointers (RFC 6901): making the place that one leads to, and removing it.

use crate::runtime::data::Json;

/// The value at `pointer` in `json`. Missing members of objects are made; `-` or the next index appends to an array.
///
/// # Errors
///
/// What is wrong, as it follows the pointer in a message.
pub(crate) fn place<'a>(json: &'a mut Json, pointer: &str) -> Result<&'a mut Json, &'static str> {
    let mut here = json;
    let mut tokens = pointer.split('/');
    if tokens.next() != Some("") {
        return Err("is not a JSON pointer: it must be empty or begin with a slash");
    }
    for token in tokens {
        let token = token.replace("~1", "/").replace("~0", "~");
        if here.is_null() {
            *here = Json::Object(serde_json::Map::new());
        }
        here = match here {
            Json::Object(members) => members.entry(token).or_insert(Json::Null),
            Json::Array(items) => {
                let index = index(&token, items.len())?;
                if index == items.len() {
                    items.push(Json::Null);
                }
                items
                    .get_mut(index)
                    .ok_or("goes past the end of an array")?
            }
            _ => return Err("leads through a value that is neither object nor array"),
        };
    }
    Ok(here)
}

/// Removes the member or item at `pointer` from `json`, if there is one.
///
/// # Errors
///
/// What is wrong, as it follows the pointer in a message.
pub(crate) fn remove(json: &mut Json, pointer: &str) -> Result<(), &'static str> {
    let (parent, token) = pointer
        .rsplit_once('/')
        .filter(|_| pointer.starts_with('/'))
        .ok_or("is not a JSON pointer to a part of the body: it must begin with a slash")?;
    let token = token.replace("~1", "/").replace("~0", "~");
    match json.pointer_mut(parent) {
        Some(Json::Object(members)) => {
            // The other members keep their order, if maps have one.
            members.retain(|name, _| *name != token);
        }
        Some(Json::Array(items)) => {
            let index = index(&token, items.len())?;
            if index < items.len() {
                items.remove(index);
            }
        }
        _ => {}
    }
    Ok(())
}

fn index(token: &str, end: usize) -> Result<usize, &'static str> {
    let digits = token.bytes().all(|byte| byte.is_ascii_digit());
    let canonical = digits && (token == "0" || !token.starts_with('0'));
    match token.parse() {
        _ if token == "-" => Ok(end),
        Ok(index) if canonical => Ok(index),
        _ => Err("does not give an index into an array"),
    }
}
