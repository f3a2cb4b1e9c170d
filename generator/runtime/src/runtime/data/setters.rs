//! The methods that set a field.

/// Gives a struct a setter for each field: the entries are those of `record!`, without the names on the wire.
#[allow(unused_macros, reason = "a description need not have an object")]
macro_rules! setters {
    ($type:ident { $($field:ident $(as $setter:ident)?: $presence:ident($($arg:tt)+),)* }) => {
        impl $type {
            $($crate::runtime::data::setters! { @setter $field ($($setter)? $field) $presence ($($arg)+) })*
        }
    };

    (@setter $field:ident ($setter:ident $($_:ident)?) $presence:ident ($($arg:tt)+)) => {
        $crate::runtime::data::setters! { @typed $field $setter $presence ($($arg)+) }
    };
    (@typed $field:ident $setter:ident $presence:ident (bool)) => {
        $crate::runtime::data::setters! { @fn $field $setter $presence bool, value => value }
    };
    (@typed $field:ident $setter:ident $presence:ident (i32)) => {
        $crate::runtime::data::setters! { @fn $field $setter $presence i32, value => value }
    };
    (@typed $field:ident $setter:ident $presence:ident (i64)) => {
        $crate::runtime::data::setters! { @fn $field $setter $presence i64, value => value }
    };
    (@typed $field:ident $setter:ident $presence:ident (u32)) => {
        $crate::runtime::data::setters! { @fn $field $setter $presence u32, value => value }
    };
    (@typed $field:ident $setter:ident $presence:ident (u64)) => {
        $crate::runtime::data::setters! { @fn $field $setter $presence u64, value => value }
    };
    (@typed $field:ident $setter:ident $presence:ident (f32)) => {
        $crate::runtime::data::setters! { @fn $field $setter $presence f32, value => value }
    };
    (@typed $field:ident $setter:ident $presence:ident (f64)) => {
        $crate::runtime::data::setters! { @fn $field $setter $presence f64, value => value }
    };
    (@typed $field:ident $setter:ident $presence:ident (Vec<$item:ty>)) => {
        $crate::runtime::data::setters! {
            @fn $field $setter $presence impl IntoIterator<Item = impl Into<$item>>,
            value => value.into_iter().map(Into::into).collect()
        }
    };
    (@typed $field:ident $setter:ident $presence:ident (BTreeMap<String, $item:ty>)) => {
        $crate::runtime::data::setters! {
            @fn $field $setter $presence impl IntoIterator<Item = (impl Into<String>, impl Into<$item>)>,
            value => value.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
        }
    };
    (@typed $field:ident $setter:ident $presence:ident ($type:ty)) => {
        $crate::runtime::data::setters! { @fn $field $setter $presence impl Into<$type>, value => value.into() }
    };

    (@fn $field:ident $setter:ident $presence:ident $arg:ty, $value:ident => $into:expr) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](Self#structfield.", stringify!($field), ").")]
        #[inline]
        #[must_use]
        pub fn $setter(mut self, $value: $arg) -> Self {
            self.$field = $crate::runtime::data::setters!(@wrap $presence $into);
            self
        }
    };
    (@wrap required $value:expr) => { $value };
    (@wrap patch $value:expr) => { $crate::runtime::data::Patch::Value($value) };
    (@wrap $presence:ident $value:expr) => { Some($value) };
}

#[allow(
    unused_imports,
    reason = "a description need not have every kind of type"
)]
pub(crate) use setters;
