//! Tokens for users: the URL they are sent to, the redirect back, and the exchange of the code.

use openapi_runtime::runtime::oauth2::{Authorization, AuthorizationCode, OAuth2Error};

use crate::support::request;
use crate::token_server::{OAUTH, THINGS, TokenServer, answer};

fn authorization_code() -> AuthorizationCode {
    AuthorizationCode::new(&OAUTH, "id", "https://app.example/back")
        .base_url("https://api.example/v1")
}

/// With the verifier of RFC 7636, appendix B.
fn resumed() -> Authorization {
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    authorization_code().resume("the state", verifier).unwrap()
}

#[test]
fn the_url_has_the_state_and_the_challenge() {
    assert_eq!(
        resumed().url(),
        "https://api.example/authorize?a=b&response_type=code&client_id=id\
         &redirect_uri=https%3A%2F%2Fapp.example%2Fback&state=the%20state\
         &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256\
         &scope=read%20write"
    );
    let (one, other) = (
        authorization_code().authorize(),
        authorization_code().authorize(),
    );
    let (one, other) = (one.unwrap(), other.unwrap());
    assert_ne!(one.state(), other.state());
    assert_ne!(one.verifier(), one.state());
    assert_eq!(
        (one.verifier().expose().len(), one.state().expose().len()),
        (43, 43)
    );
    let shown = format!("{one:?}");
    assert!(!shown.contains(one.state().expose()), "{shown}");
    let relative = AuthorizationCode::new(&OAUTH, "id", "https://app.example/back").authorize();
    assert!(relative.unwrap_err().to_string().contains("base_url"));
}

#[test]
fn a_redirect_with_another_state_or_an_error_gives_no_tokens() {
    let reason = |redirected: &str| resumed().callback(redirected).unwrap_err();
    for redirected in [
        "https://app.example/back?code=c&state=the+states",
        "https://app.example/back?code=c",
        "state=the+state",
        "",
    ] {
        let error = reason(redirected);
        assert!(matches!(error, OAuth2Error::Callback { .. }), "{error}");
    }
    let denied = reason("/back?error=access_denied&error_description=Not%20now&state=the+state");
    assert_eq!(
        denied.to_string(),
        "the token server refuses with access_denied: Not now"
    );
}

#[tokio::test]
async fn a_code_is_exchanged_once() {
    let server = TokenServer::start(|number| match number {
        1 => answer(
            200,
            r#"{"access_token":"t1","token_type":"Bearer","refresh_token":"r1"}"#,
        ),
        _ => answer(200, r#"{"access_token":"t2","token_type":"Bearer"}"#),
    })
    .await;
    let oauth = resumed()
        .callback("/back?code=a%2Fb&state=the%20state#x")
        .unwrap();
    let client = server.client().credential(&OAUTH, oauth.client_secret("s"));
    let client = client.build().unwrap();
    request(&client, &THINGS).await.unwrap();
    server.refused.lock().unwrap().push("t1".to_owned());
    request(&client, &THINGS).await.unwrap();
    let asked = server.asked();
    assert_eq!(
        asked[0].body,
        "grant_type=authorization_code&code=a%2Fb&redirect_uri=https%3A%2F%2Fapp.example%2Fback\
         &code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    );
    assert_eq!(asked[0].authorization.as_deref(), Some("Basic aWQ6cw=="));
    assert_eq!(asked[1].body, "grant_type=refresh_token&refresh_token=r1");
    assert_eq!((asked[0].renewed, asked[1].renewed), (false, true));
}

#[tokio::test]
async fn without_a_refresh_token_a_user_has_to_come_again() {
    let server =
        TokenServer::start(|_| answer(200, r#"{"access_token":"t1","token_type":"Bearer"}"#)).await;
    let oauth = resumed().callback("/back?code=c&state=the+state").unwrap();
    let client = server.client().credential(&OAUTH, oauth).build().unwrap();
    request(&client, &THINGS).await.unwrap();
    server.refused.lock().unwrap().push("t1".to_owned());
    let error = request(&client, &THINGS).await.unwrap_err();
    assert!(error.to_string().contains("cannot be renewed"), "{error}");
    assert_eq!(server.asked().len(), 1);
}
