//! What is tried of forms.

use client::Client;
use client::operations::{
    CreateDocumentParams, GetMeParams, GetMeParamsTheme, LoginParams, LoginParamsRemember,
    ManyDocumentsParams,
};
use client::runtime::body::File;
use client::types::Kind;
use conformance::{Calls, whole};
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("a file with fields", async |wire| {
            let file = File::new("Grüße").name("g.txt").media_type("text/plain");
            let params = CreateDocumentParams::new(file, "A title")
                .preview("small")
                .pages(3)
                .kind(Kind::CarPark);
            let stored = client.create_document(params).await?;
            let call = wire.only();
            assert_eq!(whole(&stored), call.answer_json());
            assert_eq!(
                (stored.files[0].name.as_str(), stored.files[0].text.as_str()),
                ("g.txt", "Grüße")
            );
            assert_eq!(stored.files[1].text, "small");
            assert_eq!(
                json!(stored.fields),
                json!({"title": "A title", "pages": 3, "kind": "car park"})
            );
            let stored = client
                .create_document(CreateDocumentParams::new("x", "t"))
                .await?;
            assert_eq!(wire.only().text().matches("Content-Disposition").count(), 2);
            assert_eq!(
                (stored.files.len(), json!(stored.fields)),
                (1, json!({"title": "t"}))
            );
            Ok(())
        })
        .await;
    calls
        .check("several files", async |wire| {
            let files = [File::new("1").name("a"), File::new("22").name("b")];
            let stored = client
                .many_documents(ManyDocumentsParams::new(files).names(["x", "y"]))
                .await?;
            assert_eq!(wire.only().status(), 201);
            let texts: Vec<&str> = stored.files.iter().map(|file| file.text.as_str()).collect();
            assert_eq!(texts, ["1", "22"]);
            assert_eq!(json!(stored.fields), json!({"names": ["x", "y"]}));
            Ok(())
        })
        .await;
    calls
        .check("a form", async |wire| {
            let params = LoginParams::new("ann & co", "ä=+").remember(LoginParamsRemember::Yes);
            let login = client.login(params).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                "user=ann%20%26%20co&password=%C3%A4%3D%2B&remember=yes"
            );
            assert_eq!(
                (login.token.as_str(), login.remember),
                ("ann & co/ä=+", true)
            );
            Ok(())
        })
        .await;
    calls
        .check("two cookies", async |wire| {
            let me = client
                .get_me(GetMeParams::new().theme(GetMeParamsTheme::Dark))
                .await?;
            assert_eq!(
                wire.only().header("cookie"),
                Some("theme=dark; session=ab.c")
            );
            assert_eq!(
                (me.session.as_str(), me.theme.as_deref()),
                ("ab.c", Some("dark"))
            );
            let me = client.get_me(GetMeParams::new()).await?;
            assert_eq!(me.theme, None);
            Ok(())
        })
        .await;
}
