//! The credentials of a client, and which of them an operation gets.

use std::fmt;

use crate::runtime::auth::credential::Credential;
use crate::runtime::auth::scheme::Scheme;
use crate::runtime::data::Secret;
use crate::runtime::{Error, Operation};

/// The credentials of a client by the name of their scheme.
#[derive(Default)]
pub(crate) struct Credentials {
    known: Vec<(&'static str, Credential)>,
    /// Whether the transport adds credentials, so that missing ones are no error.
    pub(crate) elsewhere: bool,
}

/// Shows the names of the schemes alone.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.known.iter().map(|(scheme, _)| scheme))
            .finish()
    }
}

impl Credentials {
    /// Adds a credential, or replaces the one of the same scheme.
    pub(crate) fn set(
        &mut self,
        scheme: &'static Scheme,
        secret: &Secret<String>,
    ) -> Result<(), Error> {
        let credential = Credential::new(scheme, secret.expose())?;
        self.known.retain(|(name, _)| *name != scheme.name);
        self.known.push((scheme.name, credential));
        Ok(())
    }

    /// The schemes whose credentials are sent with `operation`: those of the first alternative that the client can
    /// satisfy. An empty alternative comes last wherever it stands: a caller who gives a credential wants it to be
    /// used.
    pub(crate) fn choose(
        &self,
        operation: &'static Operation,
    ) -> Result<&'static [&'static str], Error> {
        let needs = operation.security;
        let anonymous =
            self.elsewhere || needs.is_empty() || needs.iter().any(|schemes| schemes.is_empty());
        needs
            .iter()
            .copied()
            .filter(|schemes| !schemes.is_empty())
            .find(|schemes| schemes.iter().all(|name| self.get(name).is_some()))
            .or_else(|| anonymous.then_some(&[]))
            .ok_or(Error::MissingCredentials {
                operation: operation.id,
                needs,
            })
    }

    /// The credentials for an endpoint that the description does not have: those that it requires in general. Where it
    /// requires none that the client has, all that the client has.
    pub(crate) fn general(
        &self,
        needs: &'static [&'static [&'static str]],
    ) -> impl Iterator<Item = &Credential> {
        let chosen = needs
            .iter()
            .filter(|schemes| !schemes.is_empty())
            .find(|schemes| schemes.iter().all(|name| self.get(name).is_some()));
        let known = self.known.iter();
        let wanted = known.filter(move |(name, _)| chosen.is_none_or(|it| it.contains(name)));
        wanted.map(|(_, credential)| credential)
    }

    /// The percent-encoded names of the query parameters that hold credentials.
    pub(crate) fn query_names(&self) -> Vec<&str> {
        let names = self
            .known
            .iter()
            .filter_map(|(_, credential)| match credential {
                Credential::Query(pair) => pair.expose().split('=').next(),
                Credential::Header(..) | Credential::Cookie(_) => None,
            });
        names.collect()
    }

    /// The credential for the scheme of this name.
    pub(crate) fn get(&self, scheme: &str) -> Option<&Credential> {
        let found = self.known.iter().find(|(name, _)| *name == scheme);
        found.map(|(_, credential)| credential)
    }
}
