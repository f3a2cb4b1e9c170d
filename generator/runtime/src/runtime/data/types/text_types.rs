//! Types that keep the text of the wire unchanged.

/// Defines types that keep the text of the wire.
macro_rules! text_types {
    ($($(#[$docs:meta])* $type:ident,)*) => {$(
        $(#[$docs])*
        #[derive(Clone)]
        pub struct $type(Box<str>);

        impl $type {
            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Eq for $type {}

        impl std::hash::Hash for $type {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.0.hash(state);
            }
        }

        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl From<&str> for $type {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $type {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::runtime::data::Text for $type {
            fn text(&self) -> std::borrow::Cow<'_, str> {
                std::borrow::Cow::Borrowed(self.as_str())
            }

            fn show(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(self.as_str(), f)
            }
        }

        impl $crate::runtime::data::FromText for $type {
            fn set_text(&mut self, text: &str) -> Result<(), &'static str> {
                *self = Self::from(text);
                Ok(())
            }

            fn takes_scalars(&self) -> bool {
                true
            }
        }

        impl $crate::runtime::data::Decode for $type {
            fn blank() -> Self {
                Self::from("")
            }

            fn slot(&mut self) -> $crate::runtime::data::Slot<'_> {
                $crate::runtime::data::Slot::Text(self)
            }
        }

        impl $crate::runtime::data::Encode for $type {
            fn view(&self) -> $crate::runtime::data::View<'_> {
                $crate::runtime::data::View::Text(self)
            }
        }

        $crate::runtime::data::traits! { $type }
    )*};
}

pub(crate) use text_types;
