//! Dates in headers.

use std::time::Duration;

use crate::runtime::send::http_date::{now, parse};
use crate::runtime::send::retry::until;

#[test]
fn a_date_is_compared_with_that_of_the_response_or_else_with_the_clock() {
    let date = Some("Thu, 01 Jan 1970 00:00:00 GMT");
    assert_eq!(until(5, date), Some(Duration::from_secs(5)));
    assert_eq!(until(3600, date), Some(Duration::from_secs(3600)));
    assert_eq!(until(-5, date), Some(Duration::ZERO));

    let now = now().unwrap();
    for date in [None, Some("yesterday")] {
        let soon = until(now + 30, date).unwrap();
        assert!((20..=30).contains(&soon.as_secs()), "{soon:?}");
        assert_eq!(until(now - 1, date), None);
        assert_eq!(until(now + 3600, date), None);
    }
}

#[test]
fn dates_and_what_is_none() {
    let cases = [
        ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777)),
        ("Tue, 29 Feb 2000 23:59:59 GMT", Some(951_868_799)),
        ("Wed, 01 Mar 2000 00:00:00 GMT", Some(951_868_800)),
        ("Mon, 23 Nov 2026 21:00:00 GMT", Some(1_795_467_600)),
        ("Fri, 31 Dec 2100 23:59:59 GMT", Some(4_133_980_799)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", Some(253_402_300_799)),
        ("Sunday, 06-Nov-94 08:49:37 GMT", None),
        ("Sun Nov  6 08:49:37 1994", None),
        ("Sun, 06 Nov 1994 08:49:37 CET", None),
        ("Sun, 06 Nov 1994 08:49:37 GMT x", None),
        ("Sun, 06 Nov 1994 24:49:37 GMT", None),
        ("Sun, 06 Nov 1994 +8:49:37 GMT", None),
        ("Sun, 32 Nov 1994 08:49:37 GMT", None),
        ("Sun, 06 Nom 1994 08:49:37 GMT", None),
        ("Sun, 06 Nov 1994 08:49 GMT", None),
        ("", None),
    ];
    for (text, seconds) in cases {
        assert_eq!(parse(text), seconds, "{text:?}");
    }
}
