//! What the description asks of the values of a request, before they are sent: tables of constraints and a value come in, the first
//! constraint that the value breaks goes out.

// constraint  what a table consists of
// checker     a value against a table; `cost`: in how many steps, `fulfilled`: one constraint, `decimal`: numbers, `pattern`: texts
// violation   what is told of a value that breaks a constraint
// checked     how generated methods ask for it

mod checked;
mod checker;
mod constraint;
mod cost;
mod decimal;
mod fulfilled;
#[cfg(feature = "validate-patterns")]
mod pattern;
mod violation;

pub use constraint::{Constraint, Constraints, RequestConstraints};
