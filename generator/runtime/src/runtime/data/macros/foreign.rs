//! Types of other crates, which the configuration chooses for schemas.

/// Makes a type of another crate readable and writable as a text. The first entry is a value to read into, which no
/// caller sees. The others convert a text to a value and a value to a text; without them, `FromStr` and `Display` do.
///
/// ```ignore
/// foreign_text! { std::net::Ipv4Addr {
///     blank: std::net::Ipv4Addr::UNSPECIFIED,
/// } }
/// foreign_text! { chrono::DateTime<chrono::Utc> {
///     blank: Default::default(),
///     read: |text| text.parse().ok(),
///     write: |value| value.to_rfc3339(),
/// } }
/// ```
#[allow(unused_macros, reason = "a configuration need not choose a type")]
macro_rules! foreign_text {
    ($type:ty { blank: $blank:expr, }) => {
        $crate::runtime::data::foreign_text! { $type {
            blank: $blank,
            read: |text| text.parse().ok(),
            write: |value| value.to_string(),
        } }
    };

    ($type:ty {
        blank: $blank:expr,
        read: |$text:ident| $read:expr,
        write: |$value:ident| $write:expr,
    }) => {
        impl $crate::runtime::data::Text for $type {
            fn text(&self) -> ::std::borrow::Cow<'_, str> {
                let $value = self;
                ::std::borrow::Cow::Owned($write)
            }

            fn show(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(self, f)
            }
        }

        impl $crate::runtime::data::FromText for $type {
            fn set_text(&mut self, $text: &str) -> Result<(), &'static str> {
                let value: Option<Self> = $read;
                *self = value.ok_or(concat!("a value of `", stringify!($type), "`"))?;
                Ok(())
            }
        }

        impl $crate::runtime::data::Decode for $type {
            fn blank() -> Self {
                $blank
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
    };
}

/// Makes a type of another crate readable and writable as JSON, through its `Serialize` and `Deserialize`. The entry is
/// a value to read into, which no caller sees.
///
/// ```ignore
/// foreign_json! { my_types::Money {
///     blank: Default::default(),
/// } }
/// ```
#[allow(unused_macros, reason = "a configuration need not choose a type")]
macro_rules! foreign_json {
    ($type:ty { blank: $blank:expr, }) => {
        impl $crate::runtime::data::ToJson for $type {
            fn to_json(&self) -> Result<$crate::runtime::data::Json, ::serde_json::Error> {
                ::serde_json::to_value(self)
            }

            fn show(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(self, f)
            }
        }

        impl $crate::runtime::data::FromJson for $type {
            fn set_json(
                &mut self,
                json: $crate::runtime::data::Json,
            ) -> Result<(), ::serde_json::Error> {
                *self = ::serde_json::from_value(json)?;
                Ok(())
            }
        }

        impl $crate::runtime::data::Decode for $type {
            fn blank() -> Self {
                $blank
            }

            fn slot(&mut self) -> $crate::runtime::data::Slot<'_> {
                $crate::runtime::data::Slot::Any(self)
            }
        }

        impl $crate::runtime::data::Encode for $type {
            fn view(&self) -> $crate::runtime::data::View<'_> {
                $crate::runtime::data::View::Whole(self)
            }
        }
    };
}

pub(crate) use {foreign_json, foreign_text};
