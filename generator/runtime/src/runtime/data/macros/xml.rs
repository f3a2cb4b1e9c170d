//! How the values of a schema are XML: a line a property.

/// Makes the shape of an object.
///
/// A line says what a property is called as JSON, what it is as XML, what is in it, and what it is called there: after `in` its
/// namespace, after `as` the prefix of that. The last line is about all other properties.
///
/// ```ignore
/// xml_object! { BOOK {
///     "isbn": Attribute(Text) = "isbn",
///     "title": Element(Text) = "title" in "https://example.com/books" as "b",
///     "authors": Element(List("author", Object(AUTHOR))) = "authors",
///     "pages": Items(Number) = "page",
///     .. Element(Text)
/// } }
/// ```
#[allow(unused_macros, reason = "generated code calls it")]
macro_rules! xml_object {
    ($name:ident {
        $($wire:literal: $node:ident($($shape:tt)+) = $local:literal $(in $uri:literal as $prefix:literal)?,)*
        $(.. $rest_node:ident($($rest:tt)+))?
    }) => {
        #[allow(dead_code, reason = "a resource that is not compiled may be the only one to use it")]
        pub(crate) static $name: $crate::runtime::data::xml::XmlObject = $crate::runtime::data::xml::XmlObject {
            fields: &[$($crate::runtime::data::xml::XmlField {
                wire: $wire,
                name: $crate::runtime::data::xml_object!(@name $local $(in $uri as $prefix)?),
                node: $crate::runtime::data::xml::XmlNode::$node,
                shape: $crate::runtime::data::xml_object!(@shape $($shape)+),
            }),*],
            rest: $crate::runtime::data::xml_object!(@rest $($rest_node $($rest)+)?),
        };
    };

    (@rest) => { None };
    (@rest $node:ident $($shape:tt)+) => {
        Some(&$crate::runtime::data::xml::XmlField {
            wire: "",
            name: $crate::runtime::data::xml_object!(@name ""),
            node: $crate::runtime::data::xml::XmlNode::$node,
            shape: $crate::runtime::data::xml_object!(@shape $($shape)+),
        })
    };

    (@name $local:literal) => {
        $crate::runtime::data::xml::XmlName { local: $local, space: None }
    };
    (@name $local:literal in $uri:literal as $prefix:literal) => {
        $crate::runtime::data::xml::XmlName {
            local: $local,
            space: Some($crate::runtime::data::xml::XmlSpace { uri: $uri, prefix: $prefix }),
        }
    };

    (@shape Object($name:ident)) => { $crate::runtime::data::xml::XmlShape::Object(&$name) };
    (@shape List($local:literal $(in $uri:literal as $prefix:literal)?, $($item:tt)+)) => {
        $crate::runtime::data::xml::XmlShape::List(
            &$crate::runtime::data::xml_object!(@name $local $(in $uri as $prefix)?),
            &$crate::runtime::data::xml_object!(@shape $($item)+),
        )
    };
    (@shape $scalar:ident) => { $crate::runtime::data::xml::XmlShape::$scalar };
}

/// Makes the shape of a document: what its element is called, and what is in it. One that is `named` has no other name.
///
/// ```ignore
/// xml_root! { ADD_BOOK {
///     "book" in "https://example.com/books" as "b": named(Object(BOOK)),
/// } }
/// ```
#[allow(unused_macros, reason = "generated code calls it")]
macro_rules! xml_root {
    ($name:ident { $local:literal $(in $uri:literal as $prefix:literal)?: $named:ident($($shape:tt)+) $(,)? }) => {
        #[allow(dead_code, reason = "a resource that is not compiled may be the only one to use it")]
        pub(crate) static $name: $crate::runtime::data::xml::XmlRoot = $crate::runtime::data::xml::XmlRoot {
            name: $crate::runtime::data::xml_object!(@name $local $(in $uri as $prefix)?),
            is_named: $crate::runtime::data::xml_root!(@$named),
            shape: $crate::runtime::data::xml_object!(@shape $($shape)+),
        };
    };
    (@named) => { true };
    (@any) => { false };
}

pub(crate) use {xml_object, xml_root};
