//! Calls that block: the thread of a client that runs them.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread::ThreadId;

use futures_core::Stream;
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

use crate::runtime::request::draft::Draft;
use crate::runtime::{Client, Error, RawResponse, send};

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
    let (client, operation) = (draft.client.clone(), draft.operation.id);
    wait(&client, operation, send::send_raw(draft))?
}

/// Runs `future` on the thread of `client`, and waits for what it gives.
///
/// # Errors
///
/// [`Error::Blocking`] where there is no thread, or the future panics.
pub(crate) fn wait<T: Send + 'static>(
    client: &Client,
    operation: &'static str,
    future: impl Future<Output = T> + Send + 'static,
) -> Result<T, Error> {
    let failed = |reason: String| Error::Blocking {
        operation,
        reason: reason.into(),
    };
    // The client, which is borrowed until the result is there, keeps the thread running.
    let handle = client.inner.worker.handle().map_err(failed)?;
    let (sender, receiver) = mpsc::sync_channel(1);
    handle.spawn(async move {
        // The receiver waits below for as long as this runs.
        drop(sender.send(future.await));
    });
    // A future that panics drops the sender.
    receiver
        .recv()
        .map_err(|_| failed("the call panicked".to_owned()))
}

/// The items of a stream, each of which is waited for. It ends as the stream does, and after [`Error::Blocking`].
pub(crate) fn each<S, T>(
    client: Client,
    operation: &'static str,
    stream: S,
) -> impl Iterator<Item = Result<T, Error>>
where
    S: Stream<Item = Result<T, Error>> + Send + Unpin + 'static,
    T: Send + 'static,
{
    let mut stream = Some(stream);
    std::iter::from_fn(move || {
        let mut open = stream.take()?;
        let next = async move {
            let next = poll_fn(|cx| Pin::new(&mut open).poll_next(cx)).await;
            (next, open)
        };
        match wait(&client, operation, next) {
            Ok((next, open)) => {
                stream = next.is_some().then_some(open);
                next
            }
            Err(error) => Some(Err(error)),
        }
    })
}
