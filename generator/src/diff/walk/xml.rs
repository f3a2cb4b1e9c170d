//! How values are XML, beside their types.

use std::collections::BTreeSet;

use super::{DiffWalk, Spot};
use crate::diff::rules;
use crate::ir::{XmlId, XmlName, XmlObjectId, XmlRoot, XmlShape};
use crate::markdown::code;

impl DiffWalk<'_> {
    /// Compares two documents: what is called otherwise, or is another kind of node. New properties are told of the type.
    pub(super) fn documents(&mut self, old: XmlId, new: XmlId, at: &Spot) {
        let (old_xml, new_xml) = (&self.old.model.api.xml, &self.new.model.api.xml);
        let (Some(old), Some(new)) = (old_xml.root(old), new_xml.root(new)) else {
            return;
        };
        let mut changed = Vec::new();
        if has_other_name(old, new) {
            changed.push(format!(
                "its element is {} instead of {}",
                named(&new.name),
                named(&old.name)
            ));
        }
        let mut seen: BTreeSet<(XmlObjectId, XmlObjectId)> = BTreeSet::new();
        let mut next = vec![(&old.shape, &new.shape)];
        while let Some(pair) = next.pop() {
            match pair {
                (XmlShape::List(old_name, old), XmlShape::List(new_name, new)) => {
                    if old_name != new_name {
                        let (new, old) = (named(new_name), named(old_name));
                        changed.push(format!("an item is {new} instead of {old}"));
                    }
                    next.push((old, new));
                }
                (XmlShape::Object(old), XmlShape::Object(new)) if seen.insert((*old, *new)) => {
                    let (Some(old), Some(new)) = (old_xml.object(*old), new_xml.object(*new))
                    else {
                        continue;
                    };
                    for was in &old.fields {
                        let Some(is) = new.fields.iter().find(|it| it.wire == was.wire) else {
                            continue;
                        };
                        if was.name != is.name {
                            let (new, old) = (named(&is.name), named(&was.name));
                            let wire = code(&was.wire);
                            changed.push(format!("{wire} is {new} instead of {old}"));
                        }
                        if was.node != is.node {
                            changed.push(format!("{} is another kind of node", code(&was.wire)));
                        }
                        next.push((&was.shape, &is.shape));
                    }
                }
                _ => {}
            }
        }
        if !changed.is_empty() {
            changed.truncate(MOST);
            let words = format!("written otherwise as XML: {}", changed.join(", "));
            self.say(&rules::MEDIA_TYPE_CHANGED, &at.path, words, at);
        }
    }
}

/// How many differences are told.
const MOST: usize = 8;

/// A name that nobody has given does not count.
fn has_other_name(old: &XmlRoot, new: &XmlRoot) -> bool {
    old.name != new.name && (old.is_named || new.is_named)
}

fn named(name: &XmlName) -> String {
    let XmlName { local, space } = name;
    match space {
        Some((uri, _)) => format!("{} of {}", code(local), code(uri)),
        None => code(local),
    }
}
