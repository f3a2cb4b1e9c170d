//! From the URL that a request is made with to the one that reqwest asks for.

use std::sync::{Arc, Mutex, PoisonError};

use http::Uri;
use http::uri::{Authority, Scheme};
use reqwest::Url;

/// The origin that was called last, parsed. It is more than half of the work on a URL, and hardly ever another one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origins(Arc<Mutex<Option<(Scheme, Authority, Url)>>>);

impl Origins {
    /// What the parser of URLs makes of `uri`.
    ///
    /// # Errors
    ///
    /// What it says; a URI without scheme and host is none.
    pub(crate) fn url(&self, uri: &Uri) -> Result<Url, <Url as std::str::FromStr>::Err> {
        let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
            return Url::parse(uri.path());
        };
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut url = match &*last {
            // Letter by letter: to miss one that is written otherwise costs no more than to parse it.
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
