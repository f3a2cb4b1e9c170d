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
    /// Whether what is missing is not ours to add.
    pub(crate) elsewhere: bool,
}

/// Shows which there are, and nothing of them.
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

    /// The schemes whose credentials `operation` is to be sent with: those of the first alternative that can be satisfied.
    /// The anonymous one comes last wherever it stands, since whoever gives a credential means it to be used.
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

    /// The credentials for an endpoint that the description does not know: those it asks for in general, or, where it asks
    /// for nothing that there is, all.
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

    /// The names, encoded, of the query parameters that hold credentials.
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

    /// Every credential there is, in the order they were given.
    #[cfg(feature = "tracing")]
    pub(crate) fn all(&self) -> impl Iterator<Item = &Credential> {
        self.known.iter().map(|(_, credential)| credential)
    }

    /// Hides the values of those that go into the query.
    #[cfg(feature = "tracing")]
    pub(crate) fn hide(&self, hidden: &mut crate::runtime::trace::redact::Hidden) {
        for credential in self.all() {
            match credential {
                Credential::Query(pair) => hidden.mark_query(pair.expose()),
                // Its value is marked as sensitive, and cookies are never shown.
                Credential::Header(..) | Credential::Cookie(_) => {}
            }
        }
    }

    /// The credential for the scheme of this name.
    pub(crate) fn get(&self, scheme: &str) -> Option<&Credential> {
        let found = self.known.iter().find(|(name, _)| *name == scheme);
        found.map(|(_, credential)| credential)
    }
}
