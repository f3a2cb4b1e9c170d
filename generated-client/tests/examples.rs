//! The examples, run as their readers would, against a server that answers with the examples of the description.

#![cfg(all(feature = "reqwest", feature = "resources"))]

#[path = "operations/mod.rs"]
mod operations;

use std::env;
use std::path::PathBuf;
use std::sync::Arc;

use operations::description::Description;
use operations::server::{FAILING, MISSING, Server};
use operations::{ACCOUNT, APP, MEETING, PARTICIPANT};
use tokio::process::Command;

#[tokio::test]
async fn examples_do_what_they_say() {
    let server = Server::start(Arc::new(Description::read()), None).await;
    let session =
        format!("/accounts/{ACCOUNT}/realtime/kit/{APP}/meetings/{MEETING}/active-session");
    let kicked = format!(
        "Some(KickParticipantsResponseData {{ action: Some(\"kicked\"), participants: Some([\
         KickParticipantsResponseDataParticipant {{ id: \"{PARTICIPANT}\", "
    );
    let failed = "get-active-session was answered with 500 Internal Server Error\n".repeat(2);
    let open = "get-active-session: the server has failed too often\n".repeat(2);
    let broken = failed + &open;
    let table: [(&str, &[&str], bool, &str); 9] = [
        ("kick", &[ACCOUNT, APP, MEETING, PARTICIPANT], true, &kicked),
        (
            "list_meetings",
            &[ACCOUNT, APP],
            true,
            &format!("{MEETING} Standup\n"),
        ),
        (
            "middleware",
            &[ACCOUNT, APP, MEETING],
            true,
            &format!("GET {session}\n200 OK\nSome(Live)\n"),
        ),
        (
            "cache",
            &[ACCOUNT, APP, MEETING],
            true,
            "sent\nSome(Live)\nSome(Live)\n",
        ),
        (
            "circuit_breaker",
            &[ACCOUNT, APP, MEETING],
            true,
            "Some(Live)\nSome(Live)\nSome(Live)\nSome(Live)\n",
        ),
        ("circuit_breaker", &[ACCOUNT, APP, FAILING], true, &broken),
        (
            "errors",
            &[ACCOUNT, APP, MEETING],
            true,
            "4 participants were kicked\n",
        ),
        (
            "errors",
            &[ACCOUNT, APP, MISSING],
            false,
            "refused with 404 Not Found\n1001: participant not found\n",
        ),
        (
            "errors",
            &[ACCOUNT, APP, ""],
            false,
            "nothing was sent: meeting_id of kick-all-participants ",
        ),
    ];
    let mut table = table.to_vec();
    if cfg!(feature = "blocking") {
        let session = "Some(GetActiveSessionResponseData { id: ";
        table.push(("blocking", &[ACCOUNT, APP, MEETING], true, session));
    }
    for (name, arguments, succeeds, says) in table {
        let (succeeded, said) = run(&server, name, arguments).await;
        assert!(said.starts_with(says), "{name} {arguments:?}: {said}");
        assert_eq!(succeeded, succeeds, "{name} {arguments:?}");
    }
    for seen in server.seen() {
        assert_eq!(seen.faults, [""; 0]);
    }
}

/// Whether the example succeeded, and what it printed.
async fn run(server: &Server, name: &str, arguments: &[&str]) -> (bool, String) {
    let output = Command::new(program(name))
        .args(arguments)
        .env("CLOUDFLARE_BASE_URL", server.url())
        .env(
            "CLOUDFLARE_API_TOKEN",
            "Sn3lZJTBX6kkg7OdcBUAxOO963GEIyGQqnFTOFYY",
        )
        .output()
        .await
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

/// The program of an example, which cargo builds along with the tests.
fn program(name: &str) -> PathBuf {
    let test = env::current_exe().unwrap();
    let profile = test.ancestors().nth(2).unwrap();
    profile
        .join("examples")
        .join(name)
        .with_extension(env::consts::EXE_EXTENSION)
}
