//! The kinds of difference: failures, and what may be.

/// The kinds of failure, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The tag of a union is another.
    ChangedTag,
    /// A value is another.
    ChangedValue,
    /// A number is another.
    ChangedNumber,
    /// A property or item is gone.
    LostField,
    /// A `null` is gone.
    LostNull,
    /// There is a property or item that was not there.
    ExtraField,
    /// What is written is no instance of the schema.
    EncodingInvalid,
    /// The instance cannot be read.
    Refused,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::ChangedTag,
        Self::ChangedValue,
        Self::ChangedNumber,
        Self::LostField,
        Self::LostNull,
        Self::ExtraField,
        Self::EncodingInvalid,
        Self::Refused,
    ];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::ChangedTag => "changed tag",
            Self::ChangedValue => "changed value",
            Self::ChangedNumber => "changed number",
            Self::LostField => "lost field",
            Self::LostNull => "lost null",
            Self::ExtraField => "extra field",
            Self::EncodingInvalid => "encoding invalid",
            Self::Refused => "refused",
        }
    }
}

/// What may differ, each for a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Allowed {
    /// A type that is only read has no reason to keep what the description does not name.
    UnnamedOfReadOnly,
    /// No client reads a type that is only sent; reading one, as is done here to make it, need not tell `null` from nothing.
    NullOfSentOnly,
    /// An integer that 64 bits do not hold is refused aloud, where the configuration names no wider type.
    WideRefused,
    /// RFC 8259, 6: a number with more digits than a double has is exchanged as the nearest double.
    BeyondDouble,
    /// Where a description allows a number and the text of one, both are the number.
    NumberInText,
}

impl Allowed {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::UnnamedOfReadOnly => {
                "unnamed properties that a type that is only read does not keep"
            }
            Self::NullOfSentOnly => "`null` of types that are only sent, read as nothing",
            Self::WideRefused => "integers that 64 bits do not hold, refused",
            Self::NumberInText => {
                "texts of numbers, where a number is allowed as well, written as the number"
            }
            Self::BeyondDouble => {
                "numbers with more digits than a double has, rounded to the nearest"
            }
        }
    }
}
