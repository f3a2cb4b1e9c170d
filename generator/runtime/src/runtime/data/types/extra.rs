//! What a value had on the wire beside the fields of its type.

use std::collections::{BTreeMap, btree_map};
use std::fmt;
use std::hash::{Hash, Hasher};

use crate::runtime::data::{Json, MapSlot, MapView, Slot, View};

/// The properties of an object that its type has no fields for, as they were read.
///
/// They are written again with the fields, so that an object that is read, changed and sent back loses nothing. It is one
/// pointer, and allocates only where there is something to keep.
#[derive(Clone, Default)]
pub struct Extra(Option<Box<Kept>>);

#[derive(Clone, Default)]
struct Kept {
    properties: BTreeMap<String, Json>,
    /// The places of the fields that were `null` where they could have been left out.
    nulls: Vec<usize>,
}

impl Extra {
    /// The value of a property.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.properties()?.get(name)
    }

    /// Adds a property, which is sent with the fields, and returns the value it had. One that has the name of a field is sent
    /// where the field is not set.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Json>) -> Option<Json> {
        self.kept().properties.insert(name.into(), value.into())
    }

    /// Takes a property away, and returns the value it had.
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        self.0.as_mut()?.properties.remove(name)
    }

    /// The names and values, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        let properties = self.properties().into_iter().flatten();
        properties.map(|(name, value)| (name.as_str(), value))
    }

    /// How many properties there are.
    pub fn len(&self) -> usize {
        self.properties().map_or(0, BTreeMap::len)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The same for a type with other fields, whose places are others.
    #[doc(hidden)]
    #[must_use]
    pub fn without_nulls(mut self) -> Self {
        if let Some(kept) = &mut self.0 {
            kept.nulls.clear();
        }
        self
    }

    fn properties(&self) -> Option<&BTreeMap<String, Json>> {
        self.0.as_ref().map(|kept| &kept.properties)
    }

    fn kept(&mut self) -> &mut Kept {
        self.0.get_or_insert_default()
    }

    /// Notes that the field at `index` was `null`.
    #[cold]
    pub(crate) fn note_null(&mut self, index: usize) {
        self.kept().nulls.push(index);
    }

    /// Whether the field at `index` was `null`.
    pub(crate) fn was_null(&self, index: usize) -> bool {
        self.0
            .as_ref()
            .is_some_and(|kept| kept.nulls.contains(&index))
    }
}

/// Two are equal that have the same properties.
impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Extra {}

/// Adds nothing: values of a type that are equal may differ here, where a property has the name of a field that is set.
impl Hash for Extra {
    fn hash<H: Hasher>(&self, _state: &mut H) {}
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<'a> IntoIterator for &'a Extra {
    type Item = (&'a String, &'a Json);
    type IntoIter = btree_map::Iter<'a, String, Json>;

    fn into_iter(self) -> Self::IntoIter {
        static NONE: BTreeMap<String, Json> = BTreeMap::new();
        self.properties().unwrap_or(&NONE).iter()
    }
}

impl MapView for Extra {
    fn entries(&self) -> Box<dyn Iterator<Item = (&str, View<'_>)> + '_> {
        Box::new(self.iter().map(|(name, value)| (name, View::Any(value))))
    }
}

impl MapSlot for Extra {
    fn entry(&mut self, key: &str) -> Result<Slot<'_>, &'static str> {
        let entry = self.kept().properties.entry(key.to_owned());
        let anew = |value: &mut Json| *value = Json::Null;
        Ok(Slot::Any(entry.and_modify(anew).or_insert(Json::Null)))
    }
}
