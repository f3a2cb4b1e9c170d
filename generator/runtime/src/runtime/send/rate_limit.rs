//! What a server says about its limit of requests, beside `Retry-After`.

use std::time::Duration;

use http::HeaderMap;

use crate::runtime::send::retry::until;

/// The wait until there are requests again, if the server says that there are none left.
///
/// The header `RateLimit` of the IETF's draft has a quota in each of its items, as `"hour";r=0;t=30`, and earlier
/// drafts `limit=100, remaining=0, reset=30`. Most servers have a header for each of these instead, with or without `X-`; what they
/// name as the end is a number of seconds, or the moment in seconds or milliseconds since 1970.
pub(crate) fn wait(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    if let Some(quotas) = text("ratelimit") {
        return quotas_wait(quotas);
    }
    ["", "x-"].iter().find_map(|prefix| {
        let is_spent = text(&format!("{prefix}ratelimit-remaining"))? == "0";
        let end = text(&format!("{prefix}ratelimit-reset"))?;
        is_spent.then(|| end_wait(end, text("date"))).flatten()
    })
}

/// The longest wait of the quotas that are spent.
fn quotas_wait(quotas: &str) -> Option<Duration> {
    // The names, which may hold anything, are between quotes.
    let quotas: String = quotas.split('"').step_by(2).collect();
    let number = |text: &str, names: [&str; 2]| {
        text.split([';', ',']).find_map(|part| {
            let (name, value) = part.split_once('=')?;
            let is_it = names.contains(&name.trim());
            is_it.then(|| value.trim().parse::<u32>().ok()).flatten()
        })
    };
    // In earlier drafts the commas are between the numbers of one quota.
    let each: Vec<&str> = if quotas.contains(';') {
        quotas.split(',').collect()
    } else {
        vec![&quotas]
    };
    let waits = each.iter().filter_map(|quota| {
        let is_spent = number(quota, ["r", "remaining"])? == 0;
        let wait = number(quota, ["t", "reset"])?;
        is_spent.then(|| Duration::from_secs(wait.into()))
    });
    waits.max()
}

/// Numbers from here on are moments, not waits: in seconds this is the year 2001.
const MOMENTS: f64 = 1e9;
/// Numbers from here on are moments in milliseconds.
const MILLISECONDS: f64 = 1e12;

fn end_wait(end: &str, date: Option<&str>) -> Option<Duration> {
    let number: f64 = end
        .parse()
        .ok()
        .filter(|it: &f64| it.is_finite() && *it >= 0.0)?;
    if number < MOMENTS {
        return Duration::try_from_secs_f64(number).ok();
    }
    let seconds = if number < MILLISECONDS {
        number
    } else {
        number / 1000.0
    };
    #[allow(
        clippy::cast_possible_truncation,
        reason = "it has been checked to be in range"
    )]
    let moment = (seconds < 1e11).then_some(seconds.ceil() as i64)?;
    until(moment, date)
}
