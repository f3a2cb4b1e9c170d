//! A server that speaks TLS, one at a Unix socket, and a proxy.

use std::sync::{Arc, Mutex};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

const ROOT: &[u8] = include_bytes!("certificates/root.pem");
const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";

pub(crate) fn provider() -> Arc<rustls::crypto::CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

pub(crate) fn roots() -> rustls::RootCertStore {
    let mut roots = rustls::RootCertStore::empty();
    roots
        .add(CertificateDer::from_pem_slice(ROOT).unwrap())
        .unwrap();
    roots
}

/// The certificate of the `server` or of the `client`, and its key.
pub(crate) fn identity(of: &str) -> (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>) {
    let (certificate, key): (&[u8], &[u8]) = if of == "server" {
        (
            include_bytes!("certificates/server.pem"),
            include_bytes!("certificates/server.key"),
        )
    } else {
        (
            include_bytes!("certificates/client.pem"),
            include_bytes!("certificates/client.key"),
        )
    };
    let chain = vec![CertificateDer::from_pem_slice(certificate).unwrap()];
    (chain, PrivateKeyDer::from_pem_slice(key).unwrap())
}

/// A server that answers each request with `{}`.
pub(crate) struct TlsServer {
    port: u16,
    requests: Arc<Mutex<Vec<String>>>,
}

impl TlsServer {
    /// Where `asks`, those who call have to show a certificate.
    pub(crate) async fn start(asks: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (chain, key) = identity("server");
        let config = rustls::ServerConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .unwrap();
        let config = if asks {
            let roots = Arc::new(roots());
            let verifier =
                rustls::server::WebPkiClientVerifier::builder_with_provider(roots, provider());
            config.with_client_cert_verifier(verifier.build().unwrap())
        } else {
            config.with_no_client_auth()
        };
        let config = Arc::new(config.with_single_cert(chain, key).unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let acceptor = TlsAcceptor::from(Arc::clone(&config));
                let log = Arc::clone(&log);
                tokio::spawn(async move {
                    if let Ok(stream) = acceptor.accept(stream).await {
                        let request = answer(stream).await;
                        log.lock().unwrap().push(request);
                    }
                });
            }
        });
        Self { port, requests }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn url(&self, host: &str) -> String {
        format!("https://{host}:{}", self.port)
    }

    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// A proxy that leads one connection, for whatever host, to a port of this machine.
pub(crate) struct Proxy {
    port: u16,
    seen: Arc<Mutex<String>>,
}

impl Proxy {
    pub(crate) async fn start(to: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(String::new()));
        let log = Arc::clone(&seen);
        tokio::spawn(async move {
            let (mut here, _) = listener.accept().await.unwrap();
            let head = read_head(&mut here).await;
            log.lock().unwrap().push_str(&head);
            here.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
            let mut there = TcpStream::connect(("127.0.0.1", to)).await.unwrap();
            // Either side may hang up.
            drop(tokio::io::copy_bidirectional(&mut here, &mut there).await);
        });
        Self { port, seen }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What it was asked for.
    pub(crate) fn seen(&self) -> String {
        self.seen.lock().unwrap().clone()
    }
}

/// A server that answers one request at a Unix socket, and gives its head.
#[cfg(unix)]
pub(crate) fn at_socket(path: &std::path::Path) -> tokio::task::JoinHandle<String> {
    let listener = tokio::net::UnixListener::bind(path).unwrap();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        answer(stream).await
    })
}

/// Answers one request, and gives its head.
async fn answer(mut stream: impl AsyncRead + AsyncWrite + Unpin) -> String {
    let head = read_head(&mut stream).await;
    drop(stream.write_all(ANSWER).await);
    drop(stream.shutdown().await);
    head
}

async fn read_head(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => bytes.push(byte),
            Err(_) => break,
        }
    }
    String::from_utf8(bytes).unwrap()
}
