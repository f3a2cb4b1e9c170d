//! The transport of a client whose caller gives none, if the features of the build have one.

use std::sync::Arc;

use crate::runtime::{Error, Transport};

#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
pub(crate) fn default_transport(base_url: &str) -> Result<Arc<dyn Transport>, Error> {
    if cfg!(not(any(feature = "rustls", feature = "native-tls"))) && base_url.starts_with("https") {
        return Err(Error::config(
            "an https URL needs the feature rustls or native-tls, or a transport of your own",
        ));
    }
    Ok(Arc::new(crate::runtime::transport::ReqwestTransport::new()?))
}

#[cfg(not(all(feature = "reqwest", not(target_family = "wasm"))))]
pub(crate) fn default_transport(_base_url: &str) -> Result<Arc<dyn Transport>, Error> {
    Err(Error::config(
        "this build has no transport of its own: set one, or turn on the feature rustls or native-tls",
    ))
}
