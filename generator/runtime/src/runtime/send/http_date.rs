//! The dates of HTTP headers, and the clock that they are compared with.

use crate::runtime::data::days;

/// The seconds from 1970 to a date such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7). The two obsolete forms
/// are not read.
pub(crate) fn parse(text: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let (_weekday, rest) = text.split_once(", ")?;
    let mut words = rest.split(' ');
    let day = number(words.next()?, 1, 31)?;
    let month = words.next()?;
    let month = i64::try_from(MONTHS.iter().position(|known| *known == month)?).ok()?;
    let year = number(words.next()?, 1970, 9999)?;
    let mut time = words.next()?.split(':');
    let hour = number(time.next()?, 0, 23)?;
    let minute = number(time.next()?, 0, 59)?;
    let second = number(time.next()?, 0, 60)?;
    let ended = time.next().is_none() && words.next() == Some("GMT") && words.next().is_none();
    ended.then(|| ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second)
}

/// The seconds from 1970 to now by the clock of this machine, if it has one.
pub(crate) fn now() -> Option<i64> {
    use std::time::SystemTime;
    // On wasm without a system, the clock of the standard library panics.
    if cfg!(target_family = "wasm") {
        return None;
    }
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    i64::try_from(since.ok()?.as_secs()).ok()
}

fn number(text: &str, least: i64, most: i64) -> Option<i64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse().ok().filter(|_| digits)?;
    (least..=most).contains(&number).then_some(number)
}
