//! What a slot takes.

use std::fmt;

use serde::de::{Error, Visitor};

use super::Quick;
use super::cursor::Number;
use crate::runtime::data::read::fill::Fill;
use crate::runtime::data::read::tuple::may_be_missing;
use crate::runtime::data::{JsonType, SeqSlot, Slot, TupleSlot};

/// What is wrong, which the other reader says.
#[derive(Debug)]
pub(super) struct Unusual;

impl fmt::Display for Unusual {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Unusual {}

impl Error for Unusual {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl Quick<'_> {
    /// Fills a slot with the next value.
    pub(super) fn value(&mut self, slot: Slot<'_>) -> Option<()> {
        match (slot, self.space()) {
            (Slot::Str(place) | Slot::Secret(place), b'"') => self.text_to(place),
            (Slot::Text(place), b'"') => match self.plain_string() {
                Some(plain) => place.set_text(plain).ok(),
                None => place.set_text(&self.string()?).ok(),
            },
            (Slot::I64(place), _) => self.integer_to(place),
            (Slot::F64(place), _) => self.float_to(place),
            (Slot::Bool(place), _) => self.boolean_to(place),
            (Slot::Option(place), b'n') => {
                self.word("null")?;
                self.trail.note_null(!place.null());
                Some(())
            }
            (Slot::Option(place), _) => {
                self.value(place.some())?;
                self.trail.note_null(false);
                Some(())
            }
            (Slot::Object(object), b'{') => self.deeper(|it| it.object(object, None)),
            (Slot::Seq(seq), b'[') => self.deeper(|it| it.items(seq)),
            (Slot::Tuple(tuple), b'[') => self.deeper(|it| it.places(tuple)),
            (Slot::Map(map), b'{') => self.deeper(|it| {
                let mut goes_on = it.begins(b'}');
                while goes_on {
                    let slot = match it.plain_key() {
                        Some(key) => map.entry(key),
                        None => map.entry(&it.key()?),
                    };
                    it.value(slot.ok()?)?;
                    goes_on = it.goes_on(b'}')?;
                }
                Some(())
            }),
            (Slot::Union(union), b'{') => self.deeper(|it| it.union(union)),
            (Slot::Union(union), b'[') => self.deeper(|it| {
                let branch = Fill::branch(union, JsonType::Array, &it.trail).slot;
                it.nested(branch)
            }),
            (Slot::Any(place), _) => place.set_json(self.any()?).ok(),
            (Slot::Skip, _) => self.skip(),
            // It takes no number that may be a fraction, and none in quotes.
            (Slot::I128(place), _) => {
                *place = match self.number()? {
                    Number::Unsigned(value) => value.into(),
                    Number::Negative(value) => value.into(),
                    Number::Float(_) => return None,
                };
                Some(())
            }
            (slot, _) => self.scalar(slot),
        }
    }

    /// Fills the slot of a branch with an array or an object.
    pub(super) fn nested(&mut self, slot: Slot<'_>) -> Option<()> {
        match slot {
            Slot::Seq(_)
            | Slot::Tuple(_)
            | Slot::Map(_)
            | Slot::Object(_)
            | Slot::Union(_)
            | Slot::Any(_) => self.value(slot),
            _ => None,
        }
    }

    /// Fills a slot with a scalar, in the way that the other reader does.
    fn scalar(&mut self, slot: Slot<'_>) -> Option<()> {
        let filled: Result<(), Unusual> = match self.space() {
            b'"' => {
                let text = self.string()?;
                self.fill(slot).visit_str(&text)
            }
            b't' => {
                self.word("true")?;
                self.fill(slot).visit_bool(true)
            }
            b'f' => {
                self.word("false")?;
                self.fill(slot).visit_bool(false)
            }
            b'n' => {
                self.word("null")?;
                self.fill(slot).visit_unit()
            }
            _ => match self.number()? {
                Number::Unsigned(value) => self.fill(slot).visit_u64(value),
                Number::Negative(value) => self.fill(slot).visit_i64(value),
                Number::Float(value) => self.fill(slot).visit_f64(value),
            },
        };
        filled.ok()
    }

    fn fill<'s, 't>(&'t self, slot: Slot<'s>) -> Fill<'s, 't> {
        let trail = &self.trail;
        Fill { slot, trail }
    }

    fn items(&mut self, seq: &mut dyn SeqSlot) -> Option<()> {
        if !self.begins(b']') {
            return Some(());
        }
        if seq.read_items(self)? {
            return Some(());
        }
        loop {
            self.value(seq.push())?;
            if !self.goes_on(b']')? {
                return Some(());
            }
        }
    }

    /// Reads the rest of an array whose items are scalars of one type.
    #[inline]
    fn scalars<T: Default>(
        &mut self,
        items: &mut Vec<T>,
        read: impl Fn(&mut Self, &mut T) -> Option<()>,
    ) -> Option<bool> {
        loop {
            self.space();
            let mut item = T::default();
            read(self, &mut item)?;
            items.push(item);
            if !self.goes_on(b']')? {
                return Some(true);
            }
        }
    }

    pub(crate) fn texts(&mut self, items: &mut Vec<String>) -> Option<bool> {
        self.scalars(items, Self::text_to)
    }

    pub(crate) fn integers(&mut self, items: &mut Vec<i64>) -> Option<bool> {
        self.scalars(items, Self::integer_to)
    }

    pub(crate) fn floats(&mut self, items: &mut Vec<f64>) -> Option<bool> {
        self.scalars(items, Self::float_to)
    }

    pub(crate) fn booleans(&mut self, items: &mut Vec<bool>) -> Option<bool> {
        self.scalars(items, Self::boolean_to)
    }

    #[inline]
    fn text_to(&mut self, place: &mut String) -> Option<()> {
        *place = match self.plain_string() {
            Some(plain) => plain.to_owned(),
            None => self.string()?.into_owned(),
        };
        Some(())
    }

    #[inline]
    fn integer_to(&mut self, place: &mut i64) -> Option<()> {
        let start = self.at;
        match self.number() {
            Some(Number::Unsigned(value)) => *place = i64::try_from(value).ok()?,
            Some(Number::Negative(value)) => *place = value,
            _ => {
                self.at = start;
                return self.scalar(Slot::I64(place));
            }
        }
        Some(())
    }

    #[inline]
    fn float_to(&mut self, place: &mut f64) -> Option<()> {
        let start = self.at;
        if let Some(Number::Float(value)) = self.number() {
            *place = value;
            return Some(());
        }
        self.at = start;
        self.scalar(Slot::F64(place))
    }

    #[inline]
    fn boolean_to(&mut self, place: &mut bool) -> Option<()> {
        *place = self.word("true").is_some();
        if *place { Some(()) } else { self.word("false") }
    }

    fn places(&mut self, tuple: &mut dyn TupleSlot) -> Option<()> {
        let mut goes_on = self.begins(b']');
        for index in 0..tuple.places() {
            let slot = tuple.place(index);
            if goes_on {
                self.value(slot)?;
                goes_on = self.goes_on(b']')?;
            } else if !may_be_missing(&slot) {
                return None;
            }
        }
        while goes_on {
            self.skip()?;
            goes_on = self.goes_on(b']')?;
        }
        Some(())
    }
}
