//! URLs as reqwest gets them, against the parser that it uses.

use http::Uri;
use proptest::prelude::*;
use reqwest::Url;

use crate::runtime::transport::origins::Origins;

fn same(origins: &Origins, text: &str) {
    let uri: Uri = text.parse().unwrap();
    let expected = Url::parse(&uri.to_string()).unwrap();
    assert_eq!(origins.url(&uri).unwrap(), expected, "{text}");
}

#[test]
fn urls_are_what_their_parser_makes_of_them() {
    let origins = Origins::default();
    let texts = [
        "http://a.example",
        "http://a.example/",
        "http://a.example/v4/x%2Fy/%C3%A4?q=1%202&r=a,b;c=[]",
        "http://a.example//v4//x/?",
        "HTTP://A.example:80/v4/~x/./y/%2e%2e/z",
        "https://a.example/x?a='b'&c=%27",
        "https://a.example:8443/x:y@z!$&()*+,;=-._~",
        "https://xn--bcher-kva.example/b",
        "http://127.0.0.1:80/a?b?c=/d",
        "http://[::1]:8080/|/{x}/\"",
    ];
    for text in texts.into_iter().chain(texts) {
        same(&origins, text);
    }
    assert!(origins.url(&"/x".parse().unwrap()).is_err());
    let userless = "http://a.example:99999/".parse::<Uri>();
    assert!(userless.map_or(true, |uri| origins.url(&uri).is_err()));
}

proptest! {
    #[test]
    fn whatever_the_path_and_the_query(path in "(/[!-~&&[^?#\\\\]]{0,8}){0,5}", query in "(\\?[!-~&&[^#]]{0,20})?") {
        let origins = Origins::default();
        let text = format!("https://api.example{path}{query}");
        prop_assume!(text.parse::<Uri>().is_ok());
        same(&origins, "https://api.example/first?of=all");
        same(&origins, &text);
        same(&origins, &text);
    }
}
