//! What is tried, and what comes of it.

use std::collections::BTreeMap;
use std::error::Error;
use std::future::poll_fn;
use std::net::{Ipv4Addr, TcpListener};
use std::panic::{self, AssertUnwindSafe};
use std::pin::pin;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;

use crate::operations::{self, Operation};
use crate::{BASE, DESCRIPTION, SERVER, Wire, proxy};

/// How a check ends: with an error of the client, or well. What is compared fails by a panic.
pub type Checked = Result<(), Box<dyn Error>>;

/// How long a check may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// What the last panic said, and where it was.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// All calls of a client.
#[derive(Debug)]
pub struct Calls {
    url: String,
    base: String,
    wire: Wire,
    operations: Vec<Operation>,
    /// What came of each operation that was called.
    outcomes: BTreeMap<usize, Outcome>,
    has_failed: bool,
}

/// What came of an operation: the worst of its checks counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Worked,
    ServersOwn,
    Failed,
}

impl Calls {
    /// Stands between a client and the server, which the environment names: see [`SERVER`], [`BASE`], [`DESCRIPTION`].
    ///
    /// # Panics
    ///
    /// Where the environment lacks one of these, or there is no runtime of tokio.
    #[must_use]
    #[expect(clippy::expect_used, reason = "the program cannot go on")]
    pub fn start() -> Self {
        let variable = |name: &str| std::env::var(name).expect("cargo xtask conformance sets it");
        let server = variable(SERVER);
        let file = variable(DESCRIPTION);
        let description = std::fs::read_to_string(file).expect("the description is there");
        let operations = operations::operations(&description).expect("the description is read");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("there is a free port");
        let address = listener.local_addr().expect("a port has an address");
        let base = std::env::var(BASE).unwrap_or_default();
        let wire = Wire::default();
        let server = server.trim_start_matches("http://").to_owned();
        proxy::start(listener, server, wire.clone()).expect("there is a runtime");
        panic::set_hook(Box::new(|panic| {
            let mut last = PANIC.lock().unwrap_or_else(PoisonError::into_inner);
            *last = Some(panic.to_string());
        }));
        Self {
            url: format!("http://{address}{base}"),
            base,
            wire,
            operations,
            outcomes: BTreeMap::new(),
            has_failed: false,
        }
    }

    /// What a client takes for the URL of the server.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Tries something, whose name tells what has to come of it. The operations that are called in it have worked if it ends well.
    pub async fn check(&mut self, name: &str, call: impl AsyncFnOnce(&Wire) -> Checked) {
        self.run(name, call, Outcome::Worked).await;
    }

    /// Shows a fault of the server's own: it ends well where the server does what its description does not say, which `fault` tells.
    pub async fn servers_own(
        &mut self,
        name: &str,
        fault: &str,
        call: impl AsyncFnOnce(&Wire) -> Checked,
    ) {
        self.run(name, call, Outcome::ServersOwn).await;
        say(&format!("the server's own: {name}: {fault}"));
    }

    async fn run(&mut self, name: &str, call: impl AsyncFnOnce(&Wire) -> Checked, well: Outcome) {
        self.wire.forget();
        let before = self.wire.count();
        let wire = self.wire.clone();
        let result = match tokio::time::timeout(PATIENCE, caught(call(&wire))).await {
            Ok(result) => result,
            Err(_) => Err(format!("took longer than {PATIENCE:?}")),
        };
        let outcome = match result {
            Ok(()) => well,
            Err(why) => {
                say(&format!("failed: {name}: {why}"));
                self.has_failed = true;
                Outcome::Failed
            }
        };
        for exchange in self.wire.since(before) {
            if let Some(operation) = operations::called(&self.operations, &self.base, &exchange) {
                let kept = self.outcomes.entry(operation).or_insert(outcome);
                *kept = outcome.max(*kept);
            } else {
                say(&format!("not described: {}", exchange.line()));
            }
        }
    }

    /// Says which operations nobody called, and how many there are, have worked, and show a fault of the server's own. It is a failure
    /// where a check has failed, or an operation was not called.
    #[must_use]
    pub fn end(self) -> ExitCode {
        let mut is_whole = !self.has_failed;
        for (index, operation) in self.operations.iter().enumerate() {
            if !self.outcomes.contains_key(&index) {
                is_whole = false;
                say(&format!("not called: {}", operation.name));
            }
        }
        let count = |outcome| self.outcomes.values().filter(|it| **it == outcome).count();
        say(&format!(
            "{} operations, {} worked, {} the server's own",
            self.operations.len(),
            count(Outcome::Worked),
            count(Outcome::ServersOwn)
        ));
        ExitCode::from(u8::from(!is_whole))
    }
}

#[expect(clippy::print_stdout, reason = "it is what the program is for")]
fn say(line: &str) {
    println!("{line}");
}

/// What came of a check, whose panic is its failure.
async fn caught(check: impl Future<Output = Checked>) -> Result<(), String> {
    let mut check = pin!(check);
    poll_fn(|context| {
        let polled = panic::catch_unwind(AssertUnwindSafe(|| check.as_mut().poll(context)));
        if let Ok(polled) = polled {
            return polled.map_err(|error| with_sources(&*error));
        }
        let mut last = PANIC.lock().unwrap_or_else(PoisonError::into_inner);
        Poll::Ready(Err(last.take().unwrap_or_default()))
    })
    .await
}

fn with_sources(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text.extend([": ", &error.to_string()]);
        source = error.source();
    }
    text
}
