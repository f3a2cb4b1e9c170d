//! Separators: one that is a part of an item must not look like the end of it.

/// Why a value is not sent whose items could not be told apart.
const INSIDE: &str =
    "has an item with the separator in it, so that no reader could tell the items apart";

/// Why a value is not sent whose names could not be told from its values.
const IN_NAME: &str = "has the name of a field with `=` in it, which ends a name";

/// What becomes of a separator that is a part of an item.
#[derive(Clone, Copy)]
pub(crate) enum Separator<'a> {
    /// There is none, since each item stands for itself.
    None,
    /// A sign that means something in a URL (RFC 3986, 2.2): inside of an item, it is encoded.
    Reserved(&'a str),
    /// Anything else, be it encoded or not, cannot be inside of an item: it would be read as the same
    /// (`OpenAPI 3.1.1, Appendix E`).
    Exclusive(&'a str),
}

impl Separator<'_> {
    /// An item that is written between these separators.
    ///
    /// # Errors
    ///
    /// A separator in it cannot be told from those around it.
    pub(crate) fn keep_out(self, item: String) -> Result<String, &'static str> {
        match self {
            Self::Reserved(sign) if item.contains(sign) => {
                let encoded = sign.bytes().map(|byte| format!("%{byte:02X}"));
                Ok(item.replace(sign, &encoded.collect::<String>()))
            }
            Self::Exclusive(sign) if item.to_ascii_uppercase().contains(sign) => Err(INSIDE),
            Self::None | Self::Reserved(_) | Self::Exclusive(_) => Ok(item),
        }
    }
}

/// The separator that is written as `text` in a URL.
pub(crate) fn in_url(text: &str) -> Separator<'_> {
    if text.starts_with('%') {
        Separator::Exclusive(text)
    } else {
        Separator::Reserved(text)
    }
}

/// The name of a field that is written before its value, in a place where nothing is encoded.
///
/// # Errors
///
/// It holds what ends a name.
pub(crate) fn plain_name(name: &str) -> Result<String, &'static str> {
    if name.contains('=') {
        return Err(IN_NAME);
    }
    Ok(name.to_owned())
}
