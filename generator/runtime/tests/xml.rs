//! Bodies of XML, judged by another reader and writer of XML: that of Python, on a server of its own.

#![cfg(all(feature = "xml", feature = "reqwest"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod support;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use openapi_runtime::runtime::data::Json;
use openapi_runtime::runtime::data::xml::{
    XmlField, XmlName, XmlNode, XmlObject, XmlRoot, XmlShape, XmlSpace,
};
use openapi_runtime::runtime::{ClientBuilder, Error, Request, decode};
use serde_json::json;
use support::POST;

/// Answers a document with what it says, in a document that it writes itself.
const SERVER: &str = r"
import http.server, xml.etree.ElementTree as ET
class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        book = ET.fromstring(self.rfile.read(int(self.headers['content-length'])))
        answer = ET.Element('{urn:books}book')
        for key, value in book.attrib.items():
            answer.set(key, value)
        for child in reversed(list(book)):
            answer.append(child)
        body = ET.tostring(answer, encoding='utf-8', xml_declaration=True)
        self.send_response(200)
        self.send_header('content-type', self.headers['content-type'])
        self.send_header('content-length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_):
        pass
server = http.server.HTTPServer(('127.0.0.1', 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
";

struct Python(Child);

impl Drop for Python {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// The server and its port; nothing where there is no Python.
fn start() -> Option<(Python, u16)> {
    let mut command = Command::new("python3");
    command.args(["-c", SERVER]).stdout(Stdio::piped());
    let mut child = command.spawn().ok()?;
    let out = child.stdout.take()?;
    let python = Python(child);
    let mut line = String::new();
    BufReader::new(out).read_line(&mut line).ok()?;
    Some((python, line.trim().parse().ok()?))
}

const fn plain(local: &'static str) -> XmlName {
    XmlName { local, space: None }
}

const BOOKS: Option<XmlSpace> = Some(XmlSpace {
    uri: "urn:books",
    prefix: "b",
});

static BOOK: XmlObject = XmlObject {
    fields: &[
        XmlField {
            wire: "isbn",
            name: plain("isbn"),
            node: XmlNode::Attribute,
            shape: XmlShape::Text,
        },
        XmlField {
            wire: "title",
            name: XmlName {
                local: "title",
                space: BOOKS,
            },
            node: XmlNode::Element,
            shape: XmlShape::Text,
        },
        XmlField {
            wire: "authors",
            name: plain("authors"),
            node: XmlNode::Element,
            shape: XmlShape::List(&plain("author"), &XmlShape::Text),
        },
        XmlField {
            wire: "pages",
            name: plain("page"),
            node: XmlNode::Items,
            shape: XmlShape::Number,
        },
        XmlField {
            wire: "notes",
            name: plain("notes"),
            node: XmlNode::Element,
            shape: XmlShape::Any,
        },
    ],
    rest: None,
};

static DOCUMENT: XmlRoot = XmlRoot {
    name: XmlName {
        local: "book",
        space: BOOKS,
    },
    is_named: true,
    shape: XmlShape::Object(&BOOK),
};

#[tokio::test]
async fn another_library_reads_and_writes_the_same() {
    let Some((_python, port)) = start() else {
        return;
    };
    let client = ClientBuilder::new(None)
        .base_url(&format!("http://127.0.0.1:{port}"))
        .build()
        .unwrap();
    let call = |value: &Json| -> Request<Json> {
        Request::new(&client, &POST, |response| decode::xml(response, &DOCUMENT)).xml_body(
            "application/xml",
            &DOCUMENT,
            value,
        )
    };
    for value in [
        json!({"isbn": "1"}),
        json!({
            "isbn": "a \"quoted\" <b> & 'c'\n\td", "title": "  Ü & <€> \u{1f600}\n]]> ", "authors": ["", "one", "<two>"],
            "pages": [1, -2.5, 3e10], "notes": {"a": ["1", "2"], "b": {"@c": "x", "#text": "y"}},
        }),
    ] {
        let mut expected = value.clone();
        // The server turns the order of elements around.
        if let Some(Json::Array(pages)) = expected.get_mut("pages") {
            pages.reverse();
        }
        assert_eq!(call(&value).await.unwrap(), expected);
    }
    let refused = call(&json!({"title": "\u{0}"})).await.unwrap_err();
    assert!(matches!(refused, Error::InvalidRequest { .. }), "{refused}");
    let message = refused.to_string();
    assert!(
        message.contains("its body has a character that XML cannot hold"),
        "{message}"
    );
}
