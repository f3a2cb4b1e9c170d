//! The properties of an object, the first of which can be looked at before it is read.

use serde::de::value::StringDeserializer;
use serde::de::{DeserializeSeed, MapAccess};

/// How `serde_json` disguises a number as an object under its feature `arbitrary_precision`, when it is asked for
/// any value at all.
const NUMBER: &str = "$serde_json::private::Number";

/// What is left of an object.
pub(crate) struct ObjectEntries<A> {
    /// A name that has been read, while its value has not.
    first: Option<String>,
    rest: A,
    has_ended: bool,
}

impl<A> ObjectEntries<A> {
    /// All of an object.
    pub(crate) fn new(rest: A) -> Self {
        Self {
            first: None,
            rest,
            has_ended: false,
        }
    }
}

impl<'de, A: MapAccess<'de>> ObjectEntries<A> {
    /// The digits of the number that the object is in disguise, if it is one.
    pub(crate) fn digits(&mut self) -> Result<Option<String>, A::Error> {
        self.first = self.rest.next_key()?;
        self.has_ended = self.first.is_none();
        match self.first.take_if(|key| key == NUMBER) {
            Some(_) => self.rest.next_value().map(Some),
            None => Ok(None),
        }
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for ObjectEntries<A> {
    type Error = A::Error;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        match self.first.take() {
            Some(key) => seed.deserialize(StringDeserializer::new(key)).map(Some),
            None if self.has_ended => Ok(None),
            None => self.rest.next_key_seed(seed),
        }
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.rest.next_value_seed(seed)
    }
}
