//! The documents that are read and written.

use std::path::Path;

use super::model::{Field, Model, Ty};
use super::write as write_file;

/// What the documents should weigh at least, in bytes.
const SIZE: usize = 95_000;

/// The struct that the list holds; with those inside it, seven types.
const ITEM: usize = 40;

/// Writes `list.json`, a long list of one type, as answers of servers mostly are, and `tree.json`, with every type.
pub(super) fn write(model: &Model, folder: &Path) -> Result<(), String> {
    let mut items = Vec::new();
    let mut size = 0;
    while size < SIZE {
        let item = object(model, ITEM, items.len());
        size += item.len() + 1;
        items.push(item);
    }
    write_file(&folder.join("list.json"), &format!("[{}]", items.join(",")))?;
    write_file(&folder.join("tree.json"), &object(model, 0, 1))
}

/// An object of the struct at `index`; `seed` decides which optional fields are there.
fn object(model: &Model, index: usize, seed: usize) -> String {
    let fields = model.structs.get(index).map_or(&[][..], Vec::as_slice);
    let there = |position: usize, field: &Field| {
        let is_object = matches!(field.ty, Ty::One(_) | Ty::Many(_));
        field.required || is_object || !(seed + position).is_multiple_of(3)
    };
    let properties: Vec<String> = fields
        .iter()
        .enumerate()
        .filter(|(position, field)| there(*position, field))
        .map(|(position, Field { name, ty, .. })| {
            format!("\"{name}\":{}", value(model, *ty, seed + position))
        })
        .collect();
    format!("{{{}}}", properties.join(","))
}

fn value(model: &Model, ty: Ty, seed: usize) -> String {
    match ty {
        Ty::Text => format!("\"2c5a2a0f-6f2e-4f35-{seed}\""),
        Ty::Integer => (seed * 7919).to_string(),
        Ty::Number => format!("{seed}.25"),
        Ty::Flag => seed.is_multiple_of(2).to_string(),
        Ty::Texts => format!("[\"first {seed}\",\"second\"]"),
        Ty::Labels => format!("{{\"env\":\"production\",\"team\":\"team {seed}\"}}"),
        Ty::Enum(index) => {
            let values = model.enums.get(index).map_or(&[][..], Vec::as_slice);
            let value = values.iter().cycle().nth(seed % 7).unwrap_or(&"");
            format!("\"{value}\"")
        }
        Ty::One(index) => object(model, index, seed),
        // A second item would double the document with each level.
        Ty::Many(index) => format!("[{}]", object(model, index, seed + 1)),
    }
}
