//! A setter for each field of a struct.

/// Gives a struct a setter for each field, and one that makes it `null` where that is named: the entries are those of `record!`,
/// without the names on the wire. What stands above an entry is said about its setter.
#[allow(unused_macros, reason = "a description need not have an object")]
macro_rules! setters {
    ($type:ident {
        $(
            $(#[doc = $docs:literal] $(#[doc = $more:literal])*)?
            $field:ident $(as $setter:ident)?: $presence:ident($($arg:tt)+) $(or $null:ident)?,
        )*
    }) => {
        impl $type {
            $(
                $crate::runtime::data::setter! {
                    ($($docs)? "Sets the field that it is named after.") ($($($more)*)?)
                    $field ($($setter)? $field) $presence ($($arg)+)
                }
                $(
                    /// Makes the field that it is named after `null`.
                    #[inline]
                    pub fn $null(mut self) -> Self {
                        self.$field = $crate::runtime::data::Patch::Null;
                        self
                    }
                )?
            )*
        }
    };
}

/// One setter. The arms repeat each other, since an arm that called another would expand a second time for every field
/// of every type. A literal is an `i32` or `f64` to the compiler where anything that becomes an item is taken, so that lists of what
/// these do not become take the items themselves.
#[allow(unused_macros, reason = "used by `setters!`")]
macro_rules! setter {
    (($docs:literal $($__:literal)?) ($($more:literal)*) $field:ident ($setter:ident $($_:ident)?) $presence:ident (bool)) => {
        #[doc = $docs]
        $(#[doc = $more])*
        #[inline]
        pub fn $setter(mut self, value: bool) -> Self {
            self.$field = $crate::runtime::data::presence::plain::$presence(value);
            self
        }
    };
    (($docs:literal $($__:literal)?) ($($more:literal)*) $field:ident ($setter:ident $($_:ident)?) $presence:ident (i32)) => {
        #[doc = $docs]
        $(#[doc = $more])*
        #[inline]
        pub fn $setter(mut self, value: i32) -> Self {
            self.$field = $crate::runtime::data::presence::plain::$presence(value);
            self
        }
    };
    (($docs:literal $($__:literal)?) ($($more:literal)*) $field:ident ($setter:ident $($_:ident)?) $presence:ident (i64)) => {
        #[doc = $docs]
        $(#[doc = $more])*
        #[inline]
        pub fn $setter(mut self, value: i64) -> Self {
            self.$field = $crate::runtime::data::presence::plain::$presence(value);
            self
        }
    };
    (($docs:literal $($__:literal)?) ($($more:literal)*) $field:ident ($setter:ident $($_:ident)?) $presence:ident (u32)) => {
        #[doc = $docs]
        $(#[doc = $more])*
        #[inline]
        pub fn $setter(mut self, value: u32) -> Self {
            self.$field = $crate::runtime::data::presence::plain::$presence(value);
            self
        }
    };
    (($docs:literal $($__:literal)?) ($($more:literal)*) $field:ident ($setter:ident $($_:ident)?) $presence:ident (u64)) => {
        #[doc = $docs]
        $(#[doc = $more])*
        #[inline]
        pub fn $setter(mut self, value: u64) -> Self {
            self.$field = $crate::runtime::data::presence::plain::$presence(value);
            self
        }
    };
    (($docs:literal $($__:literal)?) ($($more:literal)*) $field:ident ($setter:ident $($_:ident)?) $presence:ident (f32)) => {
        #[doc = $docs]
        $(#[doc = $more])*
        #[inline]
        pub fn $setter(mut self, value: f32) -> Self {
            self.$field = $crate::runtime::data::presence::plain::$presence(value);
            self
        }
    };
    (($docs:literal $($__:literal)?) ($($more:literal)*) $field:ident ($setter:ident $($_:ident)?) $presence:ident (Vec<u32>)) => {
        #[doc = $docs]
        $(#[doc = $more])*
        pub fn $setter(mut self, value: impl IntoIterator<Item = u32>) -> Self {
            self.$field = $crate::runtime::data::presence::list::$presence(value);
            self
        }
    };
    (($docs:literal $($__:literal)?) ($($more:literal)*) $field:ident ($setter:ident $($_:ident)?) $presence:ident (Vec<u64>)) => {
        #[doc = $docs]
        $(#[doc = $more])*
        pub fn $setter(mut self, value: impl IntoIterator<Item = u64>) -> Self {
            self.$field = $crate::runtime::data::presence::list::$presence(value);
            self
        }
    };
    (($docs:literal $($__:literal)?) ($($more:literal)*) $field:ident ($setter:ident $($_:ident)?) $presence:ident (Vec<f32>)) => {
        #[doc = $docs]
        $(#[doc = $more])*
        pub fn $setter(mut self, value: impl IntoIterator<Item = f32>) -> Self {
            self.$field = $crate::runtime::data::presence::list::$presence(value);
            self
        }
    };
    (($docs:literal $($__:literal)?) ($($more:literal)*) $field:ident ($setter:ident $($_:ident)?) $presence:ident (BTreeMap<$key:ty, u32>)) => {
        #[doc = $docs]
        $(#[doc = $more])*
        pub fn $setter(
            mut self,
            value: impl IntoIterator<Item = (impl Into<$key>, u32)>,
        ) -> Self {
            self.$field = $crate::runtime::data::presence::map::$presence(value);
            self
        }
    };
    (($docs:literal $($__:literal)?) ($($more:literal)*) $field:ident ($setter:ident $($_:ident)?) $presence:ident (BTreeMap<$key:ty, u64>)) => {
        #[doc = $docs]
        $(#[doc = $more])*
        pub fn $setter(
            mut self,
            value: impl IntoIterator<Item = (impl Into<$key>, u64)>,
        ) -> Self {
            self.$field = $crate::runtime::data::presence::map::$presence(value);
            self
        }
    };
    (($docs:literal $($__:literal)?) ($($more:literal)*) $field:ident ($setter:ident $($_:ident)?) $presence:ident (BTreeMap<$key:ty, f32>)) => {
        #[doc = $docs]
        $(#[doc = $more])*
        pub fn $setter(
            mut self,
            value: impl IntoIterator<Item = (impl Into<$key>, f32)>,
        ) -> Self {
            self.$field = $crate::runtime::data::presence::map::$presence(value);
            self
        }
    };
    (($docs:literal $($__:literal)?) ($($more:literal)*) $field:ident ($setter:ident $($_:ident)?) $presence:ident (Vec<$item:ty>)) => {
        #[doc = $docs]
        $(#[doc = $more])*
        pub fn $setter(mut self, value: impl IntoIterator<Item = impl Into<$item>>) -> Self {
            self.$field = $crate::runtime::data::presence::list::$presence(value);
            self
        }
    };
    (($docs:literal $($__:literal)?) ($($more:literal)*) $field:ident ($setter:ident $($_:ident)?) $presence:ident (BTreeMap<$key:ty, $item:ty>)) => {
        #[doc = $docs]
        $(#[doc = $more])*
        pub fn $setter(
            mut self,
            value: impl IntoIterator<Item = (impl Into<$key>, impl Into<$item>)>,
        ) -> Self {
            self.$field = $crate::runtime::data::presence::map::$presence(value);
            self
        }
    };
    (($docs:literal $($__:literal)?) ($($more:literal)*) $field:ident ($setter:ident $($_:ident)?) $presence:ident ($type:ty)) => {
        #[doc = $docs]
        $(#[doc = $more])*
        pub fn $setter(mut self, value: impl Into<$type>) -> Self {
            self.$field = $crate::runtime::data::presence::made::$presence(value);
            self
        }
    };
}

pub(crate) use {setter, setters};
