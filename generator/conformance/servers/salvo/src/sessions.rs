//! Somebody comes in.

use salvo::{oapi::extract::FormBody, prelude::*};

use crate::{
    errors::Failure,
    model::{LogIn, Session},
};

/// Logs in
#[endpoint(tags("sessions"))]
pub async fn log_in(form: FormBody<LogIn>) -> Result<Json<Session>, Failure> {
    let LogIn {
        user,
        password,
        stay,
    } = form.into_inner();
    match password.as_str() {
        "s3cret & more" => Ok(Json(Session {
            token: format!("f1lm of {user}"),
            stay,
        })),
        _ => Err(Failure::Stranger),
    }
}
