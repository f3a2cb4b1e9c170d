//! The default transport with settings of the caller's: roots, a certificate of the client, a proxy, a Unix socket. The servers are real ones.

#![cfg(feature = "rustls")]
#![allow(clippy::unwrap_used, reason = "tests may panic")]

mod servers;
#[path = "../support/mod.rs"]
mod support;

use openapi_runtime::runtime::{Client, ClientBuilder, ReqwestTransport};
use reqwest::ClientBuilder as Settings;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use servers::{Proxy, TlsServer, identity, provider, roots};
use support::{GET, TOKEN, request};

/// TLS that trusts the root of the tests and no other, and shows a certificate if there is one.
fn tls(
    own: Option<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)>,
) -> rustls::ClientConfig {
    let config = rustls::ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots());
    match own {
        Some((chain, key)) => config.with_client_auth_cert(chain, key).unwrap(),
        None => config.with_no_client_auth(),
    }
}

fn client(url: &str, change: impl Fn(Settings) -> Settings + Send + Sync + 'static) -> Client {
    let transport = ReqwestTransport::with_builder(change).unwrap();
    let builder = ClientBuilder::new(None).base_url(url).max_retries(0);
    let builder = builder.credential(&TOKEN, "s3cret").transport(transport);
    builder.build().unwrap()
}

#[tokio::test]
async fn a_root_of_ones_own_is_trusted_and_the_others_are_not() {
    let server = TlsServer::start(false).await;
    let own = client(&server.url("localhost"), |it| {
        it.tls_backend_preconfigured(tls(None))
    });
    request(&own, &GET).await.unwrap();

    let of_system = client(&server.url("localhost"), |it| it);
    let error = request(&of_system, &GET).await.unwrap_err();
    assert!(error.is_connect(), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_client_shows_its_certificate() {
    let server = TlsServer::start(true).await;
    let known = client(&server.url("localhost"), |it| {
        it.tls_backend_preconfigured(tls(Some(identity("client"))))
    });
    request(&known, &GET).await.unwrap();

    let unknown = client(&server.url("localhost"), |it| {
        it.tls_backend_preconfigured(tls(None))
    });
    assert!(request(&unknown, &GET).await.is_err());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_proxy_sees_where_a_call_goes_and_nothing_of_it() {
    let server = TlsServer::start(false).await;
    let proxy = Proxy::start(server.port()).await;
    let url = proxy.url();
    let client = client(&server.url("api.test"), move |it| {
        it.proxy(reqwest::Proxy::all(&url).unwrap())
            .tls_backend_preconfigured(tls(None))
    });
    request(&client, &GET)
        .header("authorization", "Bearer s3cret")
        .await
        .unwrap();
    let seen = proxy.seen();
    let asked = format!("CONNECT api.test:{} HTTP/1.1\r\n", server.port());
    assert!(seen.starts_with(&asked), "{seen}");
    assert!(
        !seen.contains("things") && !seen.contains("s3cret"),
        "{seen}"
    );
    let request = server.requests().remove(0);
    assert!(
        request.contains("authorization: Bearer s3cret"),
        "{request}"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn a_server_at_a_unix_socket_is_called() {
    let folder = std::env::temp_dir().join(format!("openapi-runtime-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("docker.sock");
    let server = servers::at_socket(&path);
    let socket = path.clone();
    let client = client("http://docker/v1.43", move |it| {
        it.unix_socket(socket.as_path())
    });
    let answer = request(&client, &GET).await.unwrap();
    assert_eq!(answer, serde_json::json!({}));
    let request = server.await.unwrap();
    assert!(
        request.starts_with("GET /v1.43/things HTTP/1.1\r\n"),
        "{request}"
    );
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn the_certificates_are_there() {
    let pem = include_bytes!("certificates/client.pem");
    assert!(CertificateDer::from_pem_slice(pem).is_ok());
}
