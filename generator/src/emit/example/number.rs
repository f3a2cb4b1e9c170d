//! Numbers as Rust, with a suffix where the compiler could not infer their type.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::expression::ExpressionContext;
use crate::ir::{Type, Value};

/// A greater float would be printed as a long row of digits.
pub(super) const GREATEST_FLOAT: f64 = 1e15;

/// A whole number of a type: the example if it fits, else 1.
pub(super) fn integer(ty: &Type, example: Option<&Value>) -> i128 {
    let (least, greatest) = match ty {
        Type::I32 => (i32::MIN.into(), i32::MAX.into()),
        Type::U32 => (0, u32::MAX.into()),
        Type::U64 => (0, u64::MAX.into()),
        Type::I128 => (i128::MIN, i128::MAX),
        _ => (i64::MIN.into(), i64::MAX.into()),
    };
    match example {
        Some(Value::Integer(number)) if (least..=greatest).contains(number) => *number,
        _ => 1,
    }
}

/// A float of a type: the example if it fits, else 1.
pub(super) fn float(ty: &Type, example: Option<&Value>) -> f64 {
    let number = match example {
        #[allow(
            clippy::cast_precision_loss,
            reason = "numbers that would lose some are not used"
        )]
        Some(Value::Integer(number)) => *number as f64,
        Some(Value::Number(number)) => *number,
        _ => 1.0,
    };
    #[allow(clippy::cast_possible_truncation, reason = "what is lost is looked at")]
    let single = f64::from(number as f32);
    let is_whole = *ty != Type::F32 || single.to_bits() == number.to_bits();
    if number.abs() <= GREATEST_FLOAT && is_whole {
        number
    } else {
        1.0
    }
}

/// A whole number of a type as Rust.
pub(super) fn emit_integer(ty: &Type, number: i128, place: ExpressionContext) -> TokenStream {
    // For an argument `impl Into<…>`, the compiler takes a literal without a suffix for an `i32`.
    let is_plain = match place {
        ExpressionContext::Known => true,
        ExpressionContext::Into => {
            matches!(ty, Type::I32 | Type::I64) && i32::try_from(number).is_ok()
        }
        ExpressionContext::Free => false,
    };
    let suffix = match ty {
        Type::I32 => "i32",
        Type::U32 => "u32",
        Type::U64 => "u64",
        Type::I128 => "i128",
        _ => "i64",
    };
    let digits = number.unsigned_abs();
    let text = if is_plain {
        digits.to_string()
    } else {
        format!("{digits}_{suffix}")
    };
    signed(number < 0, text.parse().unwrap_or_default())
}

/// A float of a type as Rust.
pub(super) fn emit_float(ty: &Type, number: f64, place: ExpressionContext) -> TokenStream {
    let literal = match (place, ty) {
        (ExpressionContext::Into | ExpressionContext::Free, Type::F32) => {
            format!("{}_f32", Literal::f64_unsuffixed(number.abs()))
        }
        (ExpressionContext::Free, _) => format!("{}_f64", Literal::f64_unsuffixed(number.abs())),
        _ => Literal::f64_unsuffixed(number.abs()).to_string(),
    };
    signed(number < 0.0, literal.parse().unwrap_or_default())
}

fn signed(negative: bool, digits: TokenStream) -> TokenStream {
    if negative { quote!(-#digits) } else { digits }
}
