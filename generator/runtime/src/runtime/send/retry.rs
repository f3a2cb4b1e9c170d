//! Whether a failed attempt is followed by another, and after what wait. Nothing here waits or sends.

use std::time::Duration;

use http::{HeaderMap, HeaderValue, StatusCode};

use crate::runtime::send::http_date;
use crate::runtime::{Error, StatusError, Timeout, TransportErrorKind};

/// The wait before the first retry; it doubles with each of the next.
const FIRST_WAIT: Duration = Duration::from_millis(500);
/// What the doubling stops at.
const LONGEST_WAIT: Duration = Duration::from_secs(8);
/// The longest wait a server may ask for. Asked for more, the call fails at once instead of hanging.
const LONGEST_ASKED: Duration = Duration::from_secs(60);

/// The wait after which a call that failed with `error` is to be sent again; `None` if it is not.
///
/// `retry` counts the retries there have been. Unless the server names a wait, it is `0.5 s * 2^retry`, at most 8 s, shortened
/// by up to a quarter: by `random / 4` of itself, where `random` is from 0 to 1. That keeps clients that failed together from
/// coming back together.
pub(crate) fn decide(error: &Error, idempotent: bool, retry: u32, random: f64) -> Option<Duration> {
    let back_off = || back_off(retry, random);
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
            if !should_retry(error, idempotent, asked.is_some()) {
                return None;
            }
            match asked {
                Some(wait) => (wait <= LONGEST_ASKED).then_some(wait),
                None => Some(back_off()),
            }
        }
        _ => None,
    }
}

fn should_retry(error: &StatusError, idempotent: bool, wait_is_named: bool) -> bool {
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
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => true,
        StatusCode::SERVICE_UNAVAILABLE if wait_is_named => true,
        status => idempotent && status.is_server_error(),
    }
}

fn back_off(retry: u32, random: f64) -> Duration {
    let doubled = FIRST_WAIT.saturating_mul(2_u32.saturating_pow(retry));
    doubled.min(LONGEST_WAIT).mul_f64(1.0 - random / 4.0)
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
            .filter(|wait| *wait <= LONGEST_ASKED),
    }
}
