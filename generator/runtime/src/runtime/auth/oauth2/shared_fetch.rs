//! One future for all that wait for it.

use std::mem::replace;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use crate::runtime::BoxFuture;

/// A future that several calls wait for. Whichever of them is polled drives it, and all are woken when it gets on, so that none
/// depends on another that is dropped. It is dropped with the last of them.
pub(crate) struct SharedFetch<T> {
    progress: Mutex<FetchProgress<T>>,
    waiting: Arc<Waiting>,
}

enum FetchProgress<T> {
    Running(BoxFuture<T>),
    Done(T),
    /// It has panicked.
    Lost,
}

impl<T: Clone> SharedFetch<T> {
    pub(crate) fn new(future: BoxFuture<T>) -> Self {
        Self {
            progress: Mutex::new(FetchProgress::Running(future)),
            waiting: Arc::default(),
        }
    }

    /// What comes of it; nothing where it has panicked.
    pub(crate) fn poll(&self, cx: &Context<'_>) -> Poll<Option<T>> {
        let mut progress = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        let mut future = match replace(&mut *progress, FetchProgress::Lost) {
            FetchProgress::Running(future) => future,
            FetchProgress::Done(value) => {
                *progress = FetchProgress::Done(value.clone());
                return Poll::Ready(Some(value));
            }
            FetchProgress::Lost => return Poll::Ready(None),
        };
        self.waiting.add(cx.waker());
        let waker = Waker::from(Arc::clone(&self.waiting));
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Pending => {
                *progress = FetchProgress::Running(future);
                Poll::Pending
            }
            Poll::Ready(value) => {
                *progress = FetchProgress::Done(value.clone());
                drop(progress);
                self.waiting.wake_by_ref();
                Poll::Ready(Some(value))
            }
        }
    }
}

/// The wakers of all that wait.
#[derive(Default)]
struct Waiting(Mutex<Vec<Waker>>);

impl Waiting {
    fn add(&self, waker: &Waker) {
        let mut wakers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !wakers.iter().any(|it| it.will_wake(waker)) {
            wakers.push(waker.clone());
        }
    }
}

impl Wake for Waiting {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let wakers = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        wakers.into_iter().for_each(Waker::wake);
    }
}
