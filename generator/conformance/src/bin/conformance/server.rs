//! A server that runs.

use std::error::Error;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::Request;
use http::header::{ACCEPT, HOST};
use http_body_util::{BodyExt, Empty};
use hyper_util::rt::TokioIo;

use crate::install::Place;
use crate::setup::Setup;
use crate::{command, folder};

/// How long a server may take to start: it is slow on a machine with other work.
const PATIENCE: Duration = Duration::from_mins(2);

/// A server, which ends with this value.
#[derive(Debug)]
pub(crate) struct Server<'a> {
    process: Child,
    port: u16,
    place: &'a Place,
}

impl<'a> Server<'a> {
    /// Starts it.
    pub(crate) fn start(setup: &Setup, place: &'a Place) -> Result<Self, String> {
        let port = free_port()?;
        for words in &setup.prepare {
            command::run(&mut place.command(words, port)?, &place.log)?;
        }
        let mut start = place.command(&setup.start, port)?;
        command::logged(&mut start, &place.log)?;
        in_group_of_its_own(&mut start);
        let process = start
            .spawn()
            .map_err(|error| format!("cannot run {start:?}: {error}"))?;
        Ok(Self {
            process,
            port,
            place,
        })
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Waits until it gives its description, and writes that to a file.
    pub(crate) fn describe(&mut self, path: &str, file: &Path) -> Result<(), String> {
        let start = Instant::now();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| format!("there is no runtime: {error}"))?;
        loop {
            let error = match runtime.block_on(get(self.port, path)) {
                Ok(text) => return folder::write(file, text),
                Err(error) => error,
            };
            let has_ended = self.process.try_wait().is_ok_and(|it| it.is_some());
            if has_ended || start.elapsed() > PATIENCE {
                let said = command::end(&self.place.log);
                return Err(format!("no description at {path}: {error}\n{said}"));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        // It may have ended by itself.
        end_group(&self.process);
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What a server starts ends with it: it is of the same group of processes.
fn in_group_of_its_own(command: &mut Command) {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    #[cfg(not(unix))]
    let _ = command;
}

fn end_group(process: &Child) {
    if cfg!(unix) {
        let group = format!("-{}", process.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
    }
}

/// A port that nobody listens on.
fn free_port() -> Result<u16, String> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| format!("there is no free port: {error}"))
}

/// What the server answers with status 200.
async fn get(port: u16, path: &str) -> Result<Bytes, Box<dyn Error>> {
    let stream = tokio::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let request = Request::get(path)
        .header(HOST, format!("127.0.0.1:{port}"))
        .header(ACCEPT, "application/json")
        .body(Empty::<Bytes>::new())?;
    let answer = sender.send_request(request).await?;
    let status = answer.status();
    let body = answer.into_body().collect().await?.to_bytes();
    match status.as_u16() {
        200 => Ok(body),
        _ => Err(format!("it answers with {status}").into()),
    }
}
