//! Calls that block: the thread of a client that runs them.

use std::fmt;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread::ThreadId;

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

use crate::runtime::request::draft::Draft;
use crate::runtime::{Error, RawResponse, send};

/// The thread of a client, which the first call starts. It ends when this is dropped.
#[derive(Default)]
pub(crate) struct Worker(Mutex<Option<Running>>);

struct Running {
    handle: Handle,
    thread: ThreadId,
    /// The thread waits for this to be dropped. It is not joined: the last clone of a client may be dropped on the thread
    /// itself, at the end of a call.
    _stop: oneshot::Sender<()>,
}

impl fmt::Debug for Worker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Worker")
    }
}

impl Worker {
    /// The runtime of the thread. Starts the thread if there is none.
    fn handle(&self) -> Result<Handle, String> {
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let running = match &mut *running {
            Some(running) => running,
            none => none.insert(Running::start()?),
        };
        if running.thread == std::thread::current().id() {
            return Err("it is called from within a call of the same client".to_owned());
        }
        Ok(running.handle.clone())
    }
}

impl Running {
    fn start() -> Result<Self, String> {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| format!("its runtime cannot be set up: {error}"))?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::Builder::new()
            .name("api-client".to_owned())
            .spawn(move || {
                // Ends when the sender is dropped; nothing is ever sent.
                drop(runtime.block_on(stopped));
            })
            .map_err(|error| format!("its thread cannot be started: {error}"))?;
        Ok(Self {
            handle,
            thread: thread.thread().id(),
            _stop: stop,
        })
    }
}

/// Sends a request on the thread of its client, and waits for the response.
///
/// # Errors
///
/// As for a call that is awaited; [`Error::Blocking`] where there is no thread, or the call panics.
pub(crate) fn send(draft: Box<Draft>) -> Result<RawResponse, Error> {
    let operation = draft.operation.id;
    let failed = |reason: String| Error::Blocking {
        operation,
        reason: reason.into(),
    };
    // Keeps the thread running until the response is there.
    let client = draft.client.clone();
    let handle = client.inner.worker.handle().map_err(failed)?;
    let (sender, receiver) = mpsc::sync_channel(1);
    handle.spawn(async move {
        let response = send::send_raw(draft).await;
        // The receiver waits below for as long as this runs.
        drop(sender.send(response));
    });
    // A call that panics drops its sender.
    receiver
        .recv()
        .unwrap_or_else(|_| Err(failed("the call panicked".to_owned())))
}
