//! Heads of answers: status lines and headers.

use std::time::Duration;

use openapi_runtime::runtime::{Error, Timeout};

use crate::support::server::{Reply, response};
use crate::{FAILED, ON_THE_WAY, check, met, words};

const SHORT: Duration = Duration::from_millis(300);

#[tokio::test]
async fn a_head_without_an_end_is_given_up() {
    for (start, piece) in [
        ("HTTP/1.1 200 OK\r\n", "x-a: b\r\n"),
        ("HTTP/1.1 200 OK\r\nx-a: ", "aaaaaaaa"),
        ("HTTP/1.1 200 OK\r\n", "aaaaaaaa"),
        ("HTTP/1.1 200 ", "aaaaaaaa"),
        ("", "HHHHHHHH"),
        ("", "\r\n"),
        ("HTTP/1.1 200 OK\r\nx-a: b\r\n", " folded\r\n"),
    ] {
        let endless = Reply::Endless(start.into(), piece.into());
        let (result, log) = met(endless, |builder| builder).await;
        assert_eq!(words(&result), FAILED, "{start:?} {piece:?}: {result:?}");
        assert!(log.taken < ON_THE_WAY, "{} bytes of {piece:?}", log.taken);
    }
}

#[tokio::test]
async fn interim_answers_without_an_end_run_into_the_deadline() {
    for head in [
        "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n",
    ] {
        let endless = Reply::Endless(Vec::new(), head.into());
        let (result, _) = met(endless, |builder| builder.timeout(SHORT)).await;
        let limit = matches!(result, Err(Error::Timeout { limit: Timeout::Total(limit), .. }) if limit == SHORT);
        assert!(limit, "{result:?}");
    }
}

#[tokio::test]
async fn interim_answers_are_passed_over() {
    let mut bytes = b"HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n".repeat(1000);
    bytes.extend(response(200, "", "[1]"));
    check(&[("a thousand of them", bytes, "[1]")]).await;
}

#[tokio::test]
async fn a_deadline_holds_against_a_slow_drip() {
    let wait = Duration::from_millis(20);
    for bytes in [
        "HTTP/1.1 200 OK\r\ncontent-length: 1000\r\nx-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: b\r\n\r\n",
        "\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n",
    ] {
        let (result, _) = met(Reply::Drip(wait, bytes.into()), |builder| {
            builder.timeout(SHORT)
        })
        .await;
        assert!(matches!(result, Err(Error::Timeout { .. })), "{result:?}");
    }
}

#[tokio::test]
async fn statuses_that_are_none() {
    let line =
        |line: &str| format!("HTTP/1.1 {line}\r\ncontent-length: 2\r\n\r\n{{}}").into_bytes();
    check(&[
        ("000", line("000 X"), FAILED),
        ("099", line("099 X"), FAILED),
        ("1000", line("1000 X"), FAILED),
        ("-200", line("-200 X"), FAILED),
        ("no status", line(""), FAILED),
        ("words", line("OK OK"), FAILED),
        (
            "999",
            line("999 X"),
            "things.get was answered with 999 <unknown status code>",
        ),
        (
            "600",
            line("600"),
            "things.get was answered with 600 <unknown status code>",
        ),
        ("no reason", line("200"), "{}"),
        (
            "a reason that is no text",
            b"HTTP/1.1 200 \xff\xfe\r\ncontent-length: 2\r\n\r\n{}".to_vec(),
            "{}",
        ),
        (
            "another protocol",
            b"SSH-2.0-OpenSSH_9.6\r\n".to_vec(),
            FAILED,
        ),
        (
            "a later version",
            b"HTTP/3.0 200 OK\r\n\r\n".to_vec(),
            FAILED,
        ),
        ("no answer", Vec::new(), FAILED),
    ])
    .await;
}

#[tokio::test]
async fn an_upgrade_that_nobody_asked_for_is_a_status_like_others() {
    let head = "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n";
    let words_of = "things.get was answered with 101 Switching Protocols";
    check(&[
        ("and closes", head.into(), words_of),
        (
            "and speaks",
            format!("{head}{}", "\0".repeat(100_000)).into(),
            words_of,
        ),
    ])
    .await;
    let (result, _) = met(Reply::Hang(head.into()), |builder| builder).await;
    assert_eq!(words(&result), words_of, "{result:?}");
    let (result, log) = met(Reply::Endless(head.into(), b"x".to_vec()), |builder| {
        builder
    })
    .await;
    assert_eq!(words(&result), words_of, "{result:?}");
    assert!(log.taken < ON_THE_WAY, "{}", log.taken);
}
