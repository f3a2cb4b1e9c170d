//! From the URL that a request is made with to the one that reqwest asks for.

use std::sync::{Arc, Mutex, PoisonError};

use http::Uri;
use http::uri::{Authority, Scheme};
use reqwest::Url;

/// The origin that was called last, parsed. Most calls go to the same origin, and parsing it is more than half of the
/// work on a URL.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origins(Arc<Mutex<Option<(Scheme, Authority, Url)>>>);

impl Origins {
    /// What the parser of URLs makes of `uri`.
    ///
    /// # Errors
    ///
    /// What the parser reports; a URI without scheme and host is an error.
    pub(crate) fn url(&self, uri: &Uri) -> Result<Url, <Url as std::str::FromStr>::Err> {
        let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
            return Url::parse(uri.path());
        };
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut url = match &*last {
            // Compared as text: an origin that is spelled otherwise is parsed, which costs no more than it would here.
            Some((of, at, url))
                if at.as_str() == authority.as_str() && of.as_str() == scheme.as_str() =>
            {
                url.clone()
            }
            _ => {
                let url = Url::parse(&format!("{scheme}://{authority}"))?;
                *last = Some((scheme.clone(), authority.clone(), url.clone()));
                url
            }
        };
        drop(last);
        url.set_path(uri.path());
        url.set_query(uri.query());
        Ok(url)
    }
}
