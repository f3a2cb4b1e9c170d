//! The credentials of a client, and which of them an operation gets.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use http::{HeaderName, HeaderValue};

use crate::runtime::auth::credential::Credential;
use crate::runtime::auth::provider::{CredentialProvider, CredentialSource, SourceKind};
use crate::runtime::request::draft::{Draft, Target};
use crate::runtime::request::parameter::percent::encode;
use crate::runtime::{Error, Scheme, SchemeKind};

/// A credential as it is held.
pub(crate) enum HeldCredential {
    Fixed(Credential),
    /// It is asked for by each attempt of a call.
    Provided(Arc<dyn CredentialProvider>),
}

impl HeldCredential {
    /// # Errors
    ///
    /// Why the secret cannot be sent as the scheme asks for.
    pub(crate) fn new(scheme: &Scheme, source: CredentialSource) -> Result<Self, String> {
        match source.0 {
            SourceKind::Secret(secret) => Credential::new(scheme, secret.expose()).map(Self::Fixed),
            SourceKind::Provider(provider) => Ok(Self::Provided(provider)),
        }
    }
}

/// The credentials of a client by their schemes.
#[derive(Default)]
pub(crate) struct Credentials {
    known: Vec<Known>,
    /// All schemes of the description.
    pub(crate) schemes: &'static [&'static Scheme],
    /// Whether the transport adds credentials, so that missing ones are no error.
    pub(crate) elsewhere: bool,
}

pub(crate) type Known = (&'static Scheme, Arc<HeldCredential>);

/// A credential that a provider has to be asked for.
pub(crate) type AskedFor = (&'static Scheme, Arc<dyn CredentialProvider>);

/// Shows the names of the schemes alone.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}

impl Credentials {
    /// Adds a credential, or replaces the one of the same scheme.
    ///
    /// # Errors
    ///
    /// Why the secret cannot be sent as the scheme asks for.
    pub(crate) fn set(
        &mut self,
        scheme: &'static Scheme,
        source: CredentialSource,
    ) -> Result<(), String> {
        let credential = HeldCredential::new(scheme, source)?;
        put(&mut self.known, scheme, credential);
        Ok(())
    }

    fn names(&self) -> impl Iterator<Item = &'static str> {
        self.known.iter().map(|(scheme, _)| scheme.name)
    }

    fn find(&self, scheme: &str) -> Option<&Known> {
        self.known.iter().find(|(it, _)| it.name == scheme)
    }

    /// The names of the query parameters that hold credentials, percent-encoded.
    pub(crate) fn query_names(&self) -> Vec<Cow<'static, str>> {
        query_names(&self.known)
    }
}

/// Adds a credential, or replaces the one of the same scheme.
pub(crate) fn put(known: &mut Vec<Known>, scheme: &'static Scheme, credential: HeldCredential) {
    known.retain(|(it, _)| it.name != scheme.name);
    known.push((scheme, Arc::new(credential)));
}

/// The names of the query parameters that hold credentials, percent-encoded.
pub(crate) fn query_names(known: &[Known]) -> Vec<Cow<'static, str>> {
    let names = known.iter().filter_map(|(scheme, _)| match scheme.kind {
        SchemeKind::Query(name) => Some(encode(name)),
        SchemeKind::Bearer
        | SchemeKind::Basic
        | SchemeKind::OAuth2(_)
        | SchemeKind::Header(_)
        | SchemeKind::Cookie(_) => None,
    });
    names.collect()
}

impl Draft {
    /// The credentials that the call is sent with: its own, and those of the client for the other schemes of the first
    /// alternative that the two can satisfy, or, where the call has any of its own, the first of those that take one of them. A
    /// header that the call sets counts as its own credential for the schemes that are sent there.
    ///
    /// An empty alternative comes last wherever it stands: a caller who gives a credential wants it to be used. An
    /// endpoint that the description does not have gets what it requires in general; where it requires none that there is,
    /// all that the client has.
    ///
    /// # Errors
    ///
    /// The operation requires credentials, and neither the client nor the call has any of them.
    pub(crate) fn chosen_credentials(&self) -> Result<Vec<&Known>, Error> {
        let client = &self.client.inner.credentials;
        let is_general = matches!(self.target, Target::Given(_));
        let needs = if is_general {
            self.client.inner.security
        } else {
            self.operation.security
        };
        let mut credentials: Vec<_> = self.credentials.given().collect();
        if let Some(schemes) = self.chosen_schemes(needs) {
            for name in schemes {
                if let Some(known) = client.find(name)
                    && !self.has_own(name)
                {
                    credentials.push(known);
                }
            }
            return Ok(credentials);
        }
        let has_own = !self.credentials.is_empty() || self.sets_header("authorization");
        let is_optional = needs.is_empty() || needs.iter().any(|schemes| schemes.is_empty());
        if is_general && !has_own {
            credentials.extend(client.known.iter().filter(|(it, _)| !self.has_own(it.name)));
        } else if !(is_general || has_own || is_optional || client.elsewhere) {
            return Err(Error::MissingCredentials {
                operation: self.operation.id,
                needs,
            });
        }
        Ok(credentials)
    }

    /// The first alternative that call and client can satisfy, or, if there is one, the first of those that take something of the call.
    fn chosen_schemes(
        &self,
        needs: &'static [&'static [&'static str]],
    ) -> Option<&'static [&'static str]> {
        let client = &self.client.inner.credentials;
        let mut first = None;
        for schemes in needs.iter().copied().filter(|it| !it.is_empty()) {
            let (mut is_satisfied, mut takes_own) = (true, false);
            for name in schemes {
                let is_own = self.has_own(name);
                takes_own |= is_own;
                is_satisfied &= is_own || client.find(name).is_some();
            }
            if is_satisfied && takes_own {
                return Some(schemes);
            }
            if is_satisfied {
                first = first.or(Some(schemes));
            }
        }
        first
    }

    /// Whether the call has a credential of its own for the scheme of this name, or a header in its place.
    fn has_own(&self, name: &str) -> bool {
        if self.credentials.has(name) {
            return true;
        }
        let client = &self.client.inner.credentials;
        let known = client.schemes.iter().find(|it| it.name == name).copied();
        let scheme = known.or_else(|| client.find(name).map(|(scheme, _)| *scheme));
        let header = scheme.and_then(Scheme::header);
        header.is_some_and(|header| self.sets_header(header))
    }

    /// Whether the call has a header of this name, in whatever case.
    fn sets_header(&self, name: &str) -> bool {
        let is_it = |(it, _): &(HeaderName, HeaderValue)| it.as_str().eq_ignore_ascii_case(name);
        self.headers.iter().any(is_it) || self.added.iter().any(is_it)
    }

    /// The providers of the credentials that the call is sent with.
    ///
    /// # Errors
    ///
    /// As [`Self::chosen_credentials`].
    pub(crate) fn credentials_to_ask_for(&self) -> Result<Vec<AskedFor>, Error> {
        let is_asked_for = |(_, held): &Known| matches!(**held, HeldCredential::Provided(_));
        let mut client = self.client.inner.credentials.known.iter();
        // Most calls ask for none.
        if !client.any(is_asked_for) && !self.credentials.given().any(is_asked_for) {
            return Ok(Vec::new());
        }
        let chosen = self.chosen_credentials()?.into_iter();
        let asked = chosen.filter_map(|(scheme, held)| match &**held {
            HeldCredential::Fixed(_) => None,
            HeldCredential::Provided(provider) => Some((*scheme, Arc::clone(provider))),
        });
        Ok(asked.collect())
    }
}
