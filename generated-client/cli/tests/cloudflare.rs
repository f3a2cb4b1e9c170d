//! The program as a user runs it, against a server on this machine.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

/// A server that gives one answer to each request, in this order, and hands out what it was sent.
fn server(answers: Vec<String>) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!(
        "http://{}/client/v4",
        listener.local_addr().expect("an address")
    );
    let (sender, sent) = channel();
    thread::spawn(move || {
        for answer in answers {
            let Ok((mut stream, _)) = listener.accept() else {
                return;
            };
            let mut request = Vec::new();
            let mut piece = [0; 4096];
            while !is_complete(&request) {
                match stream.read(&mut piece) {
                    Ok(0) | Err(_) => break,
                    Ok(count) => request.extend_from_slice(&piece[..count]),
                }
            }
            let _ = sender.send(String::from_utf8_lossy(&request).into_owned());
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (url, sent)
}

fn is_complete(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request).to_ascii_lowercase();
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head
        .lines()
        .find_map(|it| it.strip_prefix("content-length: ")?.parse().ok());
    body.len() >= length.unwrap_or(0)
}

fn answer(status: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
}

/// The program, with nothing of this environment but where the server is.
fn cloudflare(url: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cloudflare"));
    command
        .env_clear()
        .env("CLOUDFLARE_BASE_URL", url)
        .args(arguments);
    command
}

fn with_token(url: &str, arguments: &[&str]) -> Output {
    cloudflare(url, arguments)
        .env("CLOUDFLARE_API_TOKEN", "T0KEN")
        .env("CLOUDFLARE_ACCOUNT_ID", "acc")
        .output()
        .expect("it runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const KICK: [&str; 5] = [
    "realtime-kit",
    "active-session",
    "kick-participants",
    "a p",
    "m1",
];

#[test]
fn a_kick_sends_what_the_flags_say() {
    let body = r#"{"success": true, "data": {"action": "kicked", "participants": []}}"#;
    let (url, sent) = server(vec![answer("200 OK", body)]);
    let flags = ["--participant-ids", "p1", "--participant-ids", "p2"];
    let ended = with_token(&url, &[&KICK[..], &flags].concat());
    assert_eq!(ended.status.code(), Some(0), "{}", err(&ended));
    let expected = r#"{"success":true,"data":{"action":"kicked","participants":[]}}"#;
    assert_eq!(out(&ended), format!("{expected}\n"));
    let request = sent.recv().expect("a request");
    let line = "POST /client/v4/accounts/acc/realtime/kit/a%20p/meetings/m1/active-session/kick HTTP/1.1\r\n";
    assert!(request.starts_with(line), "{request}");
    assert!(
        request.contains("authorization: Bearer T0KEN\r\n"),
        "{request}"
    );
    assert!(
        request.ends_with(r#"{"participant_ids":["p1","p2"]}"#),
        "{request}"
    );
}

#[test]
fn a_refusal_is_told_in_the_words_of_the_service() {
    let body = r#"{"success": false, "errors": [{"code": 7, "message": "no such meeting"}]}"#;
    let (url, _sent) = server(vec![answer("404 Not Found", body)]);
    let ended = with_token(&url, &KICK);
    assert_eq!(ended.status.code(), Some(1));
    assert_eq!(out(&ended), "");
    let expected = "error: kick-participants was answered with 404 Not Found: no such meeting\n";
    assert_eq!(err(&ended), expected);
}

#[test]
fn without_credentials_nothing_is_sent() {
    let (url, sent) = server(vec![answer("200 OK", "{}")]);
    let ended = cloudflare(&url, &KICK)
        .env("CLOUDFLARE_ACCOUNT_ID", "acc")
        .output();
    let ended = ended.expect("it runs");
    assert_eq!(ended.status.code(), Some(2));
    let said = err(&ended);
    assert!(
        said.contains("set CLOUDFLARE_API_TOKEN, or give --api-token-file FILE"),
        "{said}"
    );
    assert!(sent.try_recv().is_err());
}

#[test]
fn a_wrong_command_line_is_refused_with_advice() {
    let ended = cloudflare("http://nowhere.invalid", &KICK)
        .output()
        .expect("it runs");
    assert_eq!(ended.status.code(), Some(2));
    assert!(
        err(&ended).contains("--account-id <TEXT>"),
        "{}",
        err(&ended)
    );
    let ended = with_token("http://nowhere.invalid", &["realtime-kit", "meetngs"]);
    assert_eq!(ended.status.code(), Some(2));
    assert!(err(&ended).contains("'meetings'"), "{}", err(&ended));
}

#[test]
fn where_no_server_is_the_exit_code_says_so() {
    let ended = with_token(
        "http://127.0.0.1:9",
        &[&KICK[..], &["--max-retries", "0"]].concat(),
    );
    assert_eq!(ended.status.code(), Some(3));
    assert!(
        err(&ended).contains("could not be reached"),
        "{}",
        err(&ended)
    );
}

/// A page of a list of meetings.
fn page(ids: [&str; 2], start: u32) -> String {
    let meeting = |id: &str| format!(r#"{{"id": "{id}", "title": "About {id}", "tags": []}}"#);
    let [one, other] = ids.map(meeting);
    let end = start + 1;
    let body = format!(
        r#"{{"success": true, "data": [{one}, {other}], "paging": {{"total_count": 4, "start_offset": {start}, "end_offset": {end}}}}}"#
    );
    answer("200 OK", &body)
}

#[test]
fn a_list_is_read_to_its_end_as_a_table() {
    let (url, sent) = server(vec![page(["m1", "m2"], 1), page(["m3", "m4"], 3)]);
    let list = ["realtime-kit", "meetings", "get", "a1"];
    let flags = ["--per-page", "2", "--all", "--output", "table"];
    let ended = with_token(&url, &[&list[..], &flags].concat());
    assert_eq!(ended.status.code(), Some(0), "{}", err(&ended));
    let expected = "ID  TITLE\nm1  About m1\nm2  About m2\nm3  About m3\nm4  About m4\n";
    assert_eq!(out(&ended), expected);
    let requests: Vec<String> = sent.iter().take(2).collect();
    assert!(requests[1].contains("page_no=2"), "{requests:?}");
}

#[test]
fn an_answer_becomes_a_file_only_when_it_is_whole() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join("meetings.json");
    let _ = std::fs::remove_file(&path);
    let path_text = path.to_str().expect("a text");
    let list = [
        "realtime-kit",
        "meetings",
        "get",
        "a1",
        "--pointer",
        "/data/1/id",
    ];
    let flags = [
        "--output",
        "raw",
        "--output-file",
        path_text,
        "--max-retries",
        "0",
    ];
    let (url, _sent) = server(vec![answer("500 No", "{}"), page(["m1", "m2"], 1)]);
    let ended = with_token(&url, &[&list[..], &flags].concat());
    assert_eq!(ended.status.code(), Some(1));
    assert!(!path.exists() && !folder.join("meetings.json.part").exists());
    let ended = with_token(&url, &[&list[..], &flags].concat());
    assert_eq!(ended.status.code(), Some(0), "{}", err(&ended));
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), "m2\n");
}

#[test]
fn every_shell_gets_its_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ended = cloudflare("http://nowhere.invalid", &["--completions", shell]).output();
        let ended = ended.expect("it runs");
        assert_eq!(ended.status.code(), Some(0), "{shell}");
        let script = out(&ended);
        // That of fish ends with the second level of commands; values are completed by the shells named here.
        let words: &[&str] = match shell {
            "fish" => &["active-session", "kick-participants"],
            "bash" | "zsh" => &["kick-participants", "participant-ids", "INACTIVE"],
            _ => &["kick-participants", "participant-ids"],
        };
        for word in words {
            assert!(script.contains(word), "{word} for {shell}");
        }
    }
}

#[test]
fn every_command_has_its_help() {
    let help = |path: &[&str]| {
        let ended = cloudflare("http://nowhere.invalid", &[path, &["-h"]].concat()).output();
        let ended = ended.expect("it runs");
        assert_eq!(ended.status.code(), Some(0), "{path:?}");
        out(&ended)
    };
    let names = |text: &str| -> Vec<String> {
        let (_, list) = text.split_once("Commands:\n").expect("a list");
        let lines = list.lines().take_while(|it| !it.is_empty());
        // What a command does may take several lines.
        let lines = lines.filter_map(|it| it.strip_prefix("  ")?.split(' ').next());
        let lines = lines.filter(|it| !it.is_empty());
        lines.map(str::to_owned).collect()
    };
    let mut count = 0;
    for group in names(&help(&["realtime-kit"])) {
        for command in names(&help(&["realtime-kit", &group])) {
            let text = help(&["realtime-kit", &group, &command]);
            assert!(text.contains("Usage: cloudflare realtime-kit"), "{text}");
            count += 1;
        }
    }
    assert!(count >= 55, "{count} commands");
}
