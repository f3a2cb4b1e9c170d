//! Arrays with a type for each place, as tuples.

use serde::de::{Error, IgnoredAny, SeqAccess};

use crate::runtime::data::read::fill::Fill;
use crate::runtime::data::read::location::{Segment, Trail};
use crate::runtime::data::{Decode, Encode, SeqView, Slot, View};

/// An array with a type for each place.
#[doc(hidden)]
pub trait TupleSlot {
    /// How many places there are.
    fn places(&self) -> usize;
    /// The place at `index`; [`Slot::Skip`] past the end.
    fn place(&mut self, index: usize) -> Slot<'_>;
}

/// Fills the places of `tuple` from `items`. Optional places may be missing at the end. Items after the last place are
/// skipped, as unknown properties are.
pub(crate) fn read_tuple<'de, A: SeqAccess<'de>>(
    tuple: &mut dyn TupleSlot,
    mut items: A,
    trail: &Trail,
) -> Result<(), A::Error> {
    for index in 0..tuple.places() {
        let slot = tuple.place(index);
        let may_be_missing = may_be_missing(&slot);
        let item = items.next_element_seed(Fill { slot, trail });
        let item = item.inspect_err(|_| trail.came_from(Segment::Index(index)))?;
        if item.is_none() && !may_be_missing {
            let expected = format!("an array of {}", tuple.places());
            return Err(A::Error::invalid_length(index, &expected.as_str()));
        }
    }
    while items.next_element::<IgnoredAny>()?.is_some() {}
    Ok(())
}

/// Whether the array may end before this place.
pub(super) fn may_be_missing(slot: &Slot<'_>) -> bool {
    match slot {
        Slot::Option(_) => true,
        Slot::Any(place) => place.may_be_missing(),
        _ => false,
    }
}

macro_rules! tuples {
    ($($count:literal: $($type:ident $index:tt),*;)*) => {$(
        impl<$($type: Encode),*> Encode for ($($type,)*) {
            #[inline]
            fn view(&self) -> View<'_> {
                View::Seq(self)
            }
        }

        impl<$($type: Encode),*> SeqView for ($($type,)*) {
            /// Without the places at the end that are empty.
            fn count(&self) -> usize {
                let is_there = |index: &usize| !matches!(self.item(*index), View::None);
                (0..$count).rev().find(is_there).map_or(0, |last| last + 1)
            }

            fn item(&self, index: usize) -> View<'_> {
                match index {
                    $($index => self.$index.view(),)*
                    _ => View::None,
                }
            }
        }

        impl<$($type: Decode),*> Decode for ($($type,)*) {
            #[inline]
            fn blank() -> Self {
                ($($type::blank(),)*)
            }

            #[inline]
            fn slot(&mut self) -> Slot<'_> {
                Slot::Tuple(self)
            }
        }

        impl<$($type: Decode),*> TupleSlot for ($($type,)*) {
            fn places(&self) -> usize {
                $count
            }

            fn place(&mut self, index: usize) -> Slot<'_> {
                match index {
                    $($index => self.$index.slot(),)*
                    _ => Slot::Skip,
                }
            }
        }
    )*};
}

tuples! {
    2: A 0, B 1;
    3: A 0, B 1, C 2;
    4: A 0, B 1, C 2, D 3;
    5: A 0, B 1, C 2, D 3, E 4;
    6: A 0, B 1, C 2, D 3, E 4, F 5;
    7: A 0, B 1, C 2, D 3, E 4, F 5, G 6;
    8: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7;
}
