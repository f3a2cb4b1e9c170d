//! Values in the form that the styles of parameters work on: one text, a list of texts, or names and texts.

use std::borrow::Cow;

use crate::runtime::data::{self, Json, Object, Tag, View, other_properties, see_fields};
use crate::runtime::request::parameter::percent::encode;
use crate::runtime::request::parameter::separator::{Separator, plain_name};
use crate::runtime::request::parameter::style::{Layout, Style};

/// Writes a text, or says why it cannot be sent.
type Write<'a> = dyn Fn(&str) -> Result<String, &'static str> + 'a;

/// A value without nesting.
pub(crate) enum Flat {
    One(String),
    List(Vec<String>),
    Fields(Vec<(String, String)>),
}

impl Flat {
    /// The same for a URL: its values as `encode_value` has them, names without any sign that could end them, and no
    /// separator inside of an item.
    ///
    /// # Errors
    ///
    /// Why the value cannot be sent.
    pub(crate) fn encoded(
        self,
        separator: Separator<'_>,
        encode_value: &dyn Fn(&str) -> String,
    ) -> Result<Self, &'static str> {
        let name = |name: &str| separator.keep_out(encode(name).into_owned());
        let value = |text: &str| separator.keep_out(encode_value(text));
        match self {
            Self::One(text) => Ok(Self::One(encode_value(&text))),
            several => several.each(&name, &value),
        }
    }

    /// The same where nothing is encoded.
    ///
    /// # Errors
    ///
    /// Why the value cannot be sent.
    pub(crate) fn plain(
        self,
        separator: Separator<'_>,
        explode: bool,
    ) -> Result<Self, &'static str> {
        let value = |text: &str| separator.keep_out(text.to_owned());
        let name =
            |name: &str| value(name).and_then(|it| if explode { plain_name(&it) } else { Ok(it) });
        self.each(&name, &value)
    }

    fn each(self, name: &Write<'_>, value: &Write<'_>) -> Result<Self, &'static str> {
        Ok(match self {
            Self::One(text) => Self::One(text),
            Self::List(items) => {
                let items: Result<_, _> = items.iter().map(|item| value(item)).collect();
                Self::List(items?)
            }
            Self::Fields(fields) => {
                let fields = fields
                    .iter()
                    .map(|(key, text)| Ok((name(key)?, value(text)?)));
                Self::Fields(fields.collect::<Result<_, &'static str>>()?)
            }
        })
    }

    /// The texts of a value that is written without its name.
    pub(crate) fn values(self, explode: bool) -> Vec<String> {
        match self {
            Self::One(text) => vec![text],
            Self::List(items) => items,
            Self::Fields(fields) => fields
                .into_iter()
                .flat_map(|(name, value)| {
                    if explode {
                        vec![format!("{name}={value}")]
                    } else {
                        vec![name, value]
                    }
                })
                .collect(),
        }
    }

    /// The names and texts of a value that is written with its name.
    pub(crate) fn pairs(self, name: &str, explode: bool, separator: &str) -> Vec<(String, String)> {
        let named = |text| (name.to_owned(), text);
        match self {
            Self::One(text) => vec![named(text)],
            Self::Fields(fields) if explode => fields,
            Self::List(items) if explode => items.into_iter().map(named).collect(),
            several => {
                let values = several.values(false);
                let text = (!values.is_empty()).then(|| named(values.join(separator)));
                text.into_iter().collect()
            }
        }
    }
}

pub(crate) fn flatten(value: View<'_>, style: Style) -> Result<Option<Flat>, &'static str> {
    match style.kind.layout() {
        Layout::Json => Ok(match value {
            View::None => None,
            value => Some(Flat::One(to_json(value)?)),
        }),
        Layout::Flat | Layout::Deep => match whole(value)? {
            Some(json) => flatten_level(View::Any(&json), style.explode),
            None => flatten_level(value, style.explode),
        },
    }
}

/// A value with one level of nesting; of an object that is exploded, a list has the name of its field for each item.
fn flatten_level(value: View<'_>, explode: bool) -> Result<Option<Flat>, &'static str> {
    Ok(match level(value) {
        Level::Absent => None,
        Level::Null => return Err(NULL),
        Level::Scalar(value) => Some(Flat::One(scalar(value)?)),
        Level::Items(items) => {
            let items: Result<_, _> = items.into_iter().filter(is_set).map(scalar).collect();
            Some(Flat::List(items?))
        }
        Level::Fields(fields) => {
            let mut texts = Vec::new();
            for (name, value) in fields.into_iter().filter(|(_, value)| is_set(value)) {
                let items = match level(value) {
                    Level::Items(items) if explode => items.into_iter().filter(is_set).collect(),
                    _ => vec![value],
                };
                for item in items {
                    texts.push((name.to_owned(), scalar(item)?));
                }
            }
            Some(Flat::Fields(texts))
        }
    })
}

/// Why a `null` cannot be sent.
pub(crate) const NULL: &str = "is `null`, which can be sent in JSON alone";

/// The outermost level of a value.
pub(crate) enum Level<'a> {
    /// Not set, or `null` among JSON, for which no style has a text.
    Absent,
    /// `null` as a caller has set it, which is not to be lost.
    Null,
    Scalar(View<'a>),
    Items(Vec<View<'a>>),
    Fields(Vec<(&'a str, View<'a>)>),
}

pub(crate) fn level(value: View<'_>) -> Level<'_> {
    match value {
        View::None | View::Any(Json::Null) => Level::Absent,
        View::Null => Level::Null,
        View::Some(value) => level(value.view()),
        View::Branch(variant, value) => {
            match (Tag::of(variant.discriminators), level(value.view())) {
                (Some(tag), Level::Fields(mut fields)) => {
                    let own = fields.iter().find(|(key, _)| *key == tag.property);
                    let own = tag.view(own.map_or(View::None, |(_, value)| *value));
                    fields.retain(|(key, _)| *key != tag.property);
                    fields.insert(0, (tag.property, own));
                    Level::Fields(fields)
                }
                (_, level) => level,
            }
        }
        View::Seq(items) => {
            Level::Items((0..items.count()).map(|index| items.item(index)).collect())
        }
        View::Map(map) => Level::Fields(map.entries().collect()),
        View::Object(object) => Level::Fields(fields(object)),
        View::Any(Json::Array(items)) => Level::Items(items.iter().map(View::Any).collect()),
        View::Any(Json::Object(members)) => {
            let field = |(key, value)| (String::as_str(key), View::Any(value));
            Level::Fields(members.iter().map(field).collect())
        }
        View::Bool(_)
        | View::I64(_)
        | View::I128(_)
        | View::U64(_)
        | View::F32(_)
        | View::F64(_)
        | View::Str(_)
        | View::Text(_)
        | View::Any(_)
        | View::Whole(_) => Level::Scalar(value),
    }
}

fn fields(object: &dyn Object) -> Vec<(&str, View<'_>)> {
    let names = object.table().fields.iter().map(|field| field.wire);
    let mut fields = Vec::new();
    see_fields(object, |views| {
        fields.extend(names.clone().zip(views.iter().copied()));
    });
    fields.extend(other_properties(object));
    fields
}

/// The JSON of a value that is written as a whole.
pub(crate) fn whole(value: View<'_>) -> Result<Option<Json>, &'static str> {
    match value {
        View::Some(inner) => whole(inner.view()),
        View::Whole(value) => match value.to_json() {
            Ok(json) => Ok(Some(json)),
            Err(_) => Err("cannot be written as JSON"),
        },
        _ => Ok(None),
    }
}

/// Whether a value has names for what is in it.
pub(crate) fn is_object(value: View<'_>) -> Result<bool, &'static str> {
    Ok(match whole(value)? {
        Some(json) => json.is_object(),
        None => matches!(level(value), Level::Fields(_)),
    })
}

pub(crate) fn is_set(value: &View<'_>) -> bool {
    !matches!(level(*value), Level::Absent)
}

pub(crate) fn scalar(value: View<'_>) -> Result<String, &'static str> {
    Ok(match value {
        View::Some(value) => scalar(value.view())?,
        View::Branch(variant, value) if Tag::of(variant.discriminators).is_none() => {
            scalar(value.view())?
        }
        View::Bool(value) => value.to_string(),
        View::I64(value) => value.to_string(),
        View::I128(value) => value.to_string(),
        View::U64(value) => value.to_string(),
        View::F32(value) if value.is_finite() => value.to_string(),
        View::F64(value) if value.is_finite() => value.to_string(),
        View::F32(_) | View::F64(_) => return Err("is not a finite number"),
        View::Str(value) => value.to_owned(),
        View::Any(Json::String(value)) => value.clone(),
        View::Text(value) => value.text().into_owned(),
        value @ View::Whole(_) => match whole(value)? {
            Some(json) => scalar(View::Any(&json))?,
            None => String::new(),
        },
        View::Null => return Err(NULL),
        // Deeper nesting than a style has is written as JSON, which loses nothing.
        nested => to_json(nested)?,
    })
}

pub(crate) fn to_json(value: View<'_>) -> Result<String, &'static str> {
    let json = data::to_json(&value).map_err(|_| "cannot be written as JSON")?;
    let text = String::from_utf8(json).map_err(|_| "cannot be written as JSON")?;
    // The one control character that JSON may have in a string as it is, and a header may not.
    Ok(text.replace('\u{7f}', "\\u007f"))
}

/// The text of a single string, number or boolean, which most parameters are. Most styles write it as it is.
pub(crate) fn plain_text(value: View<'_>) -> Option<Cow<'_, str>> {
    match value {
        View::Some(inner) => plain_text(inner.view()),
        View::Str(text) => Some(text.into()),
        View::Text(text) => Some(text.text()),
        View::Bool(value) => Some(if value { "true" } else { "false" }.into()),
        View::I64(value) => Some(value.to_string().into()),
        View::I128(value) => Some(value.to_string().into()),
        View::U64(value) => Some(value.to_string().into()),
        _ => None,
    }
}
