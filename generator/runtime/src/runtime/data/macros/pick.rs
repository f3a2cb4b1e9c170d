//! Choosing by a number among the fields of a table.

/// The expression at the place `index` in a list, or `none` past its end. Eight places at a time: an arm of a `match`
/// is cheaper to compile than a comparison for each place.
#[allow(unused_macros, reason = "used by `record!`")]
macro_rules! pick {
    ($index:ident, $none:expr, $a:tt $b:tt $c:tt $d:tt $e:tt $f:tt $g:tt $h:tt $($more:tt)+) => {
        match $index {
            0 => $a,
            1 => $b,
            2 => $c,
            3 => $d,
            4 => $e,
            5 => $f,
            6 => $g,
            7 => $h,
            _ => {
                let index = $index - 8;
                $crate::runtime::data::pick! { index, $none, $($more)+ }
            }
        }
    };
    ($index:ident, $none:expr, $($a:tt $($b:tt $($c:tt $($d:tt $($e:tt $($f:tt $($g:tt $($h:tt)?)?)?)?)?)?)?)?) => {
        match $index {
            $(0 => $a, $(1 => $b, $(2 => $c, $(3 => $d, $(4 => $e, $(5 => $f, $(6 => $g, $(7 => $h,)?)?)?)?)?)?)?)?
            _ => $none,
        }
    };
}

pub(crate) use pick;
