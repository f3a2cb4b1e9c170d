//! Whether a failed attempt is followed by another, and after what wait. Nothing here waits or sends.

use std::time::Duration;

use http::{HeaderMap, HeaderValue, StatusCode};

use crate::runtime::send::{http_date, rate_limit};
use crate::runtime::{Error, RetryPolicy, StatusError, Timeout, TransportErrorKind};

/// The longest wait until a date that the clock of this machine is trusted with.
const LONGEST_BY_CLOCK: Duration = Duration::from_secs(60);

/// The wait after which a call that failed with `error` is to be sent again; `None` if it is not.
///
/// `retry` counts the retries there have been. Unless the server names a wait, it is the first of the policy, doubled with
/// each retry, and shortened by up to a quarter: by `random / 4` of itself, where `random` is from 0 to 1. That keeps clients that failed together from
/// coming back together.
pub(crate) fn decide(
    policy: &RetryPolicy,
    error: &Error,
    idempotent: bool,
    retry: u32,
    random: f64,
) -> Option<Duration> {
    let back_off = || back_off(policy, retry, random);
    match error {
        Error::Transport { source, .. } => match source.kind() {
            TransportErrorKind::NotSent => Some(back_off()),
            TransportErrorKind::Permanent => None,
            TransportErrorKind::Timeout | TransportErrorKind::Other => idempotent.then(back_off),
        },
        Error::Timeout { limit, .. } => {
            (idempotent && matches!(limit, Timeout::Attempt(_))).then(back_off)
        }
        Error::Status(error) => {
            let asked = asked_wait(error.headers());
            if !should_retry(policy, error, idempotent, asked.is_some()) {
                return None;
            }
            match asked.or_else(|| limited_wait(error)) {
                Some(wait) => (wait <= policy.longest_asked_wait).then_some(wait),
                None => Some(back_off()),
            }
        }
        _ => None,
    }
}

fn should_retry(
    policy: &RetryPolicy,
    error: &StatusError,
    idempotent: bool,
    wait_is_named: bool,
) -> bool {
    match error
        .headers()
        .get("x-should-retry")
        .map(HeaderValue::as_bytes)
    {
        Some(b"true") => return true,
        Some(b"false") => return false,
        _ => {}
    }
    match error.status() {
        status if policy.never_on.contains(&status) => false,
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => true,
        StatusCode::SERVICE_UNAVAILABLE if wait_is_named => true,
        status => idempotent && (status.is_server_error() || policy.also_on.contains(&status)),
    }
}

/// The wait until there are requests again, where there are none left and the server says until when.
fn limited_wait(error: &StatusError) -> Option<Duration> {
    let limits = [
        StatusCode::TOO_MANY_REQUESTS,
        StatusCode::SERVICE_UNAVAILABLE,
    ];
    let is_limited = limits.contains(&error.status());
    is_limited.then(|| rate_limit::wait(error.headers()))?
}

pub(crate) fn back_off(policy: &RetryPolicy, retry: u32, random: f64) -> Duration {
    let doubled = policy
        .first_wait
        .saturating_mul(2_u32.saturating_pow(retry));
    doubled.min(policy.longest_wait).mul_f64(1.0 - random / 4.0)
}

/// The wait the server names: `Retry-After-Ms`, or else `Retry-After` in seconds or as a date.
pub(crate) fn asked_wait(headers: &HeaderMap) -> Option<Duration> {
    let text = |name| headers.get(name)?.to_str().ok().map(str::trim);
    let duration = |text: &str, unit: f64| {
        let seconds = text
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())?
            * unit;
        // However long beyond the longest makes no difference, but has to fit.
        Duration::try_from_secs_f64(seconds.min(1e9)).ok()
    };
    if let Some(wait) = text("retry-after-ms").and_then(|text| duration(text, 0.001)) {
        return Some(wait);
    }
    let asked = text("retry-after")?;
    duration(asked, 1.0).or_else(|| until(http_date::parse(asked)?, text("date")))
}

/// The wait from `date`, the response's own time, to `moment`. Where the response has none the clock of this machine must
/// do; what it makes of the wait counts only if it makes sense, for the clock may be wrong.
pub(crate) fn until(moment: i64, date: Option<&str>) -> Option<Duration> {
    let wait = |now| Duration::from_secs(u64::try_from(moment - now).unwrap_or(0));
    match date.and_then(http_date::parse) {
        Some(now) => Some(wait(now)),
        None => http_date::now()
            .filter(|now| *now <= moment)
            .map(wait)
            .filter(|wait| *wait <= LONGEST_BY_CLOCK),
    }
}
