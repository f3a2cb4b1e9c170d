//! What is tried of forms.

use client::Client;
use client::operations::{GetMeParams, PostCoversManyParams, PostCoversParams, PostTokenParams};
use client::runtime::body::File;
use conformance::{Calls, whole};

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("files with fields", async |wire| {
            let file = File::new("Grüße").name("g.txt").media_type("text/plain");
            let params = PostCoversParams::new(file, "A title")
                .back(File::new("b").name("b"))
                .pages(3);
            let stored = client.post_covers(params).await?;
            let call = wire.only();
            assert_eq!(call.status(), 201);
            assert_eq!(whole(&stored), call.answer_json());
            let texts: Vec<&str> = stored.files.iter().map(|file| file.text.as_str()).collect();
            assert_eq!(texts, ["Grüße", "b"]);
            assert_eq!(
                (stored.title.as_deref(), stored.pages),
                (Some("A title"), Some(3.0))
            );
            let stored = client
                .post_covers(PostCoversParams::new("x", "t"))
                .await?;
            assert_eq!((stored.files.len(), stored.pages), (1, None));
            Ok(())
        })
        .await;
    calls
        .check("several files", async |_| {
            let files = [File::new("1").name("a"), File::new("22").name("b")];
            let params = PostCoversManyParams::new(files);
            let stored = client.post_covers_many(params).await?;
            let texts: Vec<&str> = stored.files.iter().map(|file| file.text.as_str()).collect();
            assert_eq!(texts, ["1", "22"]);
            Ok(())
        })
        .await;
    calls
        .check("a form", async |wire| {
            let token = client
                .post_token(PostTokenParams::new("ann & co", "ä=+").remember(true))
                .await?;
            assert_eq!(
                wire.only().text(),
                "user=ann%20%26%20co&password=%C3%A4%3D%2B&remember=true"
            );
            assert_eq!((token.token.as_str(), token.remember), ("ann & co!", true));
            Ok(())
        })
        .await;
    calls
        .check("cookies", async |wire| {
            let me = client
                .get_me(GetMeParams::new("ab.c").theme("dark"))
                .await?;
            assert_eq!(
                wire.only().header("cookie"),
                Some("session=ab.c; theme=dark")
            );
            assert_eq!(
                (me.session.as_str(), me.theme.as_deref()),
                ("ab.c", Some("dark"))
            );
            let me = client.get_me(GetMeParams::new("ab.c")).await?;
            assert_eq!(me.theme, None);
            Ok(())
        })
        .await;
}
