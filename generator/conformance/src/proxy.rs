//! What stands between client and server: it passes on what comes, and keeps it.

use std::error::Error;
use std::io;

use bytes::Bytes;
use http::header::{CONNECTION, TRANSFER_ENCODING};
use http::{Request, Response, StatusCode};
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

use crate::Wire;

type Failure = Box<dyn Error + Send + Sync>;
type Answer = Response<BoxBody<Bytes, Failure>>;

/// Takes connections until the runtime ends; `server` is the authority of the server, as `127.0.0.1:80`.
///
/// # Errors
///
/// Where the listener belongs to no runtime.
pub(crate) fn start(listener: std::net::TcpListener, server: String, wire: Wire) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = TcpListener::from_std(listener)?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (server, wire) = (server.clone(), wire.clone());
            tokio::spawn(async move {
                let pass_on = service_fn(|request| answer(request, &server, &wire));
                // A client may hang up whenever it likes.
                let _ = hyper::server::conn::http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), pass_on)
                    .await;
            });
        }
    });
    Ok(())
}

/// The answer of the server, or a 502 that says why there is none.
async fn answer(request: Request<Incoming>, server: &str, wire: &Wire) -> Result<Answer, Failure> {
    Ok(match pass_on(request, server, wire).await {
        Ok(answer) => answer,
        Err(error) => {
            let body = Full::from(format!("the server did not answer: {error}"));
            let mut answer = Response::new(body.map_err(Failure::from).boxed());
            *answer.status_mut() = StatusCode::BAD_GATEWAY;
            answer
        }
    })
}

async fn pass_on(request: Request<Incoming>, server: &str, wire: &Wire) -> Result<Answer, Failure> {
    let (mut head, body) = request.into_parts();
    let body = body.collect().await?.to_bytes();
    let place = wire.begin(&head, &body);
    // The body is whole now, and a connection is for one request.
    head.headers.remove(TRANSFER_ENCODING);
    head.headers.remove(CONNECTION);
    let stream = TokioIo::new(TcpStream::connect(server).await?);
    let (mut sender, connection) = hyper::client::conn::http1::handshake(stream).await?;
    tokio::spawn(connection);
    let request = Request::from_parts(head, Full::new(body));
    let (mut head, body) = sender.send_request(request).await?.into_parts();
    wire.answered(place, &head);
    head.headers.remove(TRANSFER_ENCODING);
    head.headers.remove(CONNECTION);
    let wire = wire.clone();
    let body = body.map_frame(move |frame| {
        if let Some(data) = frame.data_ref() {
            wire.extend(place, data);
        }
        frame
    });
    Ok(Response::from_parts(
        head,
        body.map_err(Failure::from).boxed(),
    ))
}
