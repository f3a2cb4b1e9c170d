//! Asking providers for the credentials of a call: before each attempt, and once more after a 401.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use http::StatusCode;
use http::header::USER_AGENT;

use crate::runtime::auth::provider::CredentialProvider;
use crate::runtime::data::Secret;
use crate::runtime::send::call::Call;
use crate::runtime::send::retry;
use crate::runtime::{BoxFuture, CredentialError, CredentialRequest, Error, Scheme};

impl Call {
    /// Asks for the credentials of the next attempt, as far as they have to be asked for; `true` if there are any.
    ///
    /// # Errors
    ///
    /// One was not given, or not in time. What may pass is asked for again, as often as the call may be sent again.
    pub(crate) async fn ask_for_credentials(&self) -> Result<bool, Error> {
        let providers = self.draft.credentials_to_ask_for()?;
        if providers.is_empty() {
            return Ok(false);
        }
        // Most calls ask for nothing, and their futures need no room for this.
        Box::pin(async move {
            for (scheme, provider) in &providers {
                self.ask(scheme, provider, None).await?;
            }
            Ok(true)
        })
        .await
    }

    /// Asks for credentials in place of those that the server has refused; `true` if there are others.
    ///
    /// # Errors
    ///
    /// As [`Self::ask_for_credentials`].
    pub(crate) async fn renew_credentials(&self, error: &Error) -> Result<bool, Error> {
        let is_refused =
            matches!(error, Error::Status(it) if it.status() == StatusCode::UNAUTHORIZED);
        if !is_refused {
            return Ok(false);
        }
        let mut is_other = false;
        for (scheme, provider) in &self.draft.credentials_to_ask_for()? {
            let refused = self.draft.credentials.provided_secret(scheme.name);
            Box::pin(self.ask(scheme, provider, refused.clone())).await?;
            is_other |= self.draft.credentials.provided_secret(scheme.name) != refused;
        }
        Ok(is_other)
    }

    async fn ask(
        &self,
        scheme: &'static Scheme,
        provider: &Arc<dyn CredentialProvider>,
        rejected: Option<Secret<String>>,
    ) -> Result<(), Error> {
        let client = &self.draft.client.inner;
        let operation = self.draft.operation;
        let failed = |source| Error::Credential {
            operation: operation.id,
            scheme: scheme.name,
            source,
        };
        let mut retries = 0;
        loop {
            let asked = provider.credential(CredentialRequest {
                scheme,
                operation,
                base_url: client.base_url.as_str().into(),
                transport: Arc::clone(&client.transport),
                user_agent: client.headers.get(USER_AGENT).cloned(),
                rejected: rejected.clone(),
            });
            let (time, end) = self.attempt_limit(self.transport().now());
            let error = match in_time(asked, self.transport().sleep(time)).await {
                None => {
                    return Err(Error::Timeout {
                        operation: operation.id,
                        limit: end.limit,
                    });
                }
                Some(Ok(secret)) => {
                    let provided = self.draft.credentials.provide(scheme, secret);
                    return provided.map_err(|reason| failed(reason.into()));
                }
                Some(Err(error)) => error,
            };
            let policy = self.draft.retry_policy();
            let wait = retry::back_off(policy, retries, fastrand::f64());
            if retries < self.draft.limits.retries
                && may_pass(&error)
                && wait < self.time_left()
                && policy.take()
            {
                retries += 1;
                self.transport().sleep(wait).await;
            } else {
                return Err(failed(error));
            }
        }
    }
}

/// Whether the same question may have another answer in a while.
fn may_pass(error: &CredentialError) -> bool {
    // Only the provider of the feature tells.
    #[cfg(not(feature = "oauth2-flows"))]
    let _ = error;
    #[cfg(feature = "oauth2-flows")]
    if let Some(error) = error.downcast_ref::<crate::runtime::oauth2::OAuth2Error>() {
        return error.is_transient();
    }
    false
}

/// What comes of `future` before `alarm`, if anything.
pub(crate) async fn in_time<T>(
    future: impl Future<Output = T>,
    mut alarm: BoxFuture<()>,
) -> Option<T> {
    let mut future = pin!(future);
    poll_fn(|cx| match future.as_mut().poll(cx) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => alarm.as_mut().poll(cx).map(|()| None),
    })
    .await
}
