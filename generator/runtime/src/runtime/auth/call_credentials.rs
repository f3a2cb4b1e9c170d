//! The credentials of one call: those it is given, and those it has asked for.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::runtime::auth::credential::Credential;
use crate::runtime::auth::credentials::{HeldCredential, Known, put, query_names};
use crate::runtime::auth::provider::CredentialSource;
use crate::runtime::data::Secret;
use crate::runtime::{Request, Scheme};

/// The credentials of one call.
#[derive(Default)]
pub(crate) struct CallCredentials {
    given: Vec<Known>,
    /// What providers have given for the current attempt, by the names of the schemes.
    provided: Mutex<Vec<ProvidedCredential>>,
}

struct ProvidedCredential {
    scheme: &'static str,
    /// As the provider gave it, to tell whether it gives another.
    secret: Secret<String>,
    credential: Arc<Credential>,
}

/// For another call: what was provided for this one is not taken over.
impl Clone for CallCredentials {
    fn clone(&self) -> Self {
        Self {
            given: self.given.clone(),
            provided: Mutex::default(),
        }
    }
}

impl CallCredentials {
    pub(crate) fn given(&self) -> impl Iterator<Item = &Known> {
        self.given.iter()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.given.is_empty()
    }

    pub(crate) fn has(&self, scheme: &str) -> bool {
        self.given.iter().any(|(it, _)| it.name == scheme)
    }

    /// The names of the query parameters that hold them, percent-encoded.
    pub(crate) fn query_names(&self) -> Vec<Cow<'static, str>> {
        query_names(&self.given)
    }

    /// Keeps what a provider has given.
    ///
    /// # Errors
    ///
    /// Why the secret cannot be sent as the scheme asks for.
    pub(crate) fn provide(
        &self,
        scheme: &'static Scheme,
        secret: Secret<String>,
    ) -> Result<(), String> {
        let credential = Arc::new(Credential::new(scheme, secret.expose())?);
        let mut provided = self.all_provided();
        provided.retain(|it| it.scheme != scheme.name);
        provided.push(ProvidedCredential {
            scheme: scheme.name,
            secret,
            credential,
        });
        Ok(())
    }

    /// What a provider has given for the scheme of this name, ready to be sent.
    pub(crate) fn provided(&self, scheme: &str) -> Option<Arc<Credential>> {
        let provided = self.all_provided();
        let found = provided.iter().find(|it| it.scheme == scheme);
        found.map(|it| Arc::clone(&it.credential))
    }

    /// The same as the provider gave it.
    pub(crate) fn provided_secret(&self, scheme: &str) -> Option<Secret<String>> {
        let provided = self.all_provided();
        let found = provided.iter().find(|it| it.scheme == scheme);
        found.map(|it| it.secret.clone())
    }

    fn all_provided(&self) -> MutexGuard<'_, Vec<ProvidedCredential>> {
        self.provided.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T, E> Request<T, E> {
    /// The credential of this call for a security scheme, in place of what the client has: a secret, or a
    /// [`CredentialProvider`](crate::runtime::CredentialProvider). It is sent even where the operation does not ask for the
    /// scheme.
    ///
    /// Schemes are constants of the generated `Client`. The secret for a user and a password is `user:password`.
    pub fn credential(
        mut self,
        scheme: &'static Scheme,
        credential: impl Into<CredentialSource>,
    ) -> Self {
        match HeldCredential::new(scheme, credential.into()) {
            Ok(credential) => put(&mut self.draft.credentials.given, scheme, credential),
            Err(reason) => self.draft.refuse(reason),
        }
        self
    }
}
