//! What a user of a Rails service's client writes.

use client::articles::{
    CreateParams, ListParams, ListParamsFilterStatus, ListParamsQ, UpdateParams,
};
use client::covers::CreateParams as AttachParams;
use client::notes::{GetParams, GetParamsIncludeItem};
use client::runtime::body::File;
use client::sessions::SignInParams;
use client::types::{
    ArticleStatus, ErrorObject, ErrorsObject, NewArticle, NewArticleArticle,
    NewArticleArticleCommentsAttribute as Comment,
};
use client::{Client, Error, StatusError};
use conformance::Calls;
use serde_json::json;

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .token_auth("Token t0k")
        .max_retries(0);
    let client = client.build().unwrap();
    lists(&mut calls, &client).await;
    articles(&mut calls, &client).await;
    covers(&mut calls, &client).await;
    others(&mut calls, &client).await;
    calls.end()
}

fn refused<T: std::fmt::Debug>(answer: Result<T, Error>) -> StatusError {
    match answer {
        Err(Error::Status(error)) => error,
        other => panic!("{other:?}"),
    }
}

async fn lists(calls: &mut Calls, client: &Client) {
    calls
        .check(
            "names with brackets are sent as Rails reads them",
            async |wire| {
                let params = ListParams::new()
                    .page_number(1)
                    .page_size(1)
                    .filter_status(ListParamsFilterStatus::InReview)
                    .ids([1, 2])
                    .q(ListParamsQ::new().title_cont("a b"))
                    .published(false);
                let list = client.articles().list(params).await?;
                let call = wire.only();
                assert_eq!(call.header("authorization"), Some("Token t0k"));
                // Rails takes a list that ends in `*/*` for that of a browser.
                assert_eq!(call.header("accept"), Some("application/json"));
                assert_eq!(json!(list.articles), call.answer_json()["articles"]);
                let article = &list.articles[0];
                assert_eq!(
                    (article.price.as_deref(), article.body.as_deref()),
                    (Some("12.50"), None)
                );
                assert_eq!(
                    article.author.as_ref().unwrap().name.as_deref(),
                    Some("Ada")
                );
                assert_eq!(article.meta.as_ref().unwrap()["deep"], json!({"a": [null]}));
                assert_eq!(
                    article.created_at.as_ref().unwrap().as_str(),
                    "2024-01-02T03:04:05.678Z"
                );
                let error = refused(client.articles().list(ListParams::new()).await);
                assert_eq!(
                    error.decode_as::<ErrorObject>()?.error.as_deref(),
                    Some("You need to sign in.")
                );
                Ok(())
            },
        )
        .await;
    calls
        .check("articles come page by page", async |wire| {
            let mut articles = client
                .articles()
                .list(ListParams::new().page_size(1))
                .items();
            let mut ids = Vec::new();
            while let Some(article) = articles.next().await {
                ids.push(article?.id);
            }
            assert_eq!((ids, wire.all().len()), (vec![1, 2], 2));
            Ok(())
        })
        .await;
}

async fn articles(calls: &mut Calls, client: &Client) {
    calls
        .check(
            "an article is created with what belongs to it",
            async |wire| {
                let comments = [
                    Comment::new().text("first"),
                    Comment::new().id(4).destroy(true),
                ];
                let article = NewArticleArticle::new("Three")
                    .price("0.10")
                    .tag_list(["a"])
                    .comments_attributes(comments);
                let params = CreateParams::new(NewArticle::new(article));
                let response = client
                    .articles()
                    .create(params)
                    .send_with_response()
                    .await?;
                let call = wire.only();
                assert_eq!(
                    (call.status(), call.header("content-type")),
                    (201, Some("application/json"))
                );
                assert_eq!(
                    response.headers()["location"],
                    "http://www.example.com/api/v1/articles/3"
                );
                let article = response.into_body();
                assert_eq!(
                    (article.status, article.author.is_none()),
                    (Some(ArticleStatus::Draft), true)
                );
                assert_eq!(article.published_on.unwrap().as_str(), "2024-02-29");
                let params = CreateParams::new(NewArticle::new(NewArticleArticle::new("")));
                let error = refused(client.articles().create(params).await);
                let errors = error.decode_as::<ErrorsObject>()?.errors.unwrap();
                assert_eq!(
                    (&*errors["title"][0], errors["base"].len()),
                    ("can't be blank", 0)
                );
                Ok(())
            },
        )
        .await;
    calls
        .check("an article is shown, changed and deleted", async |wire| {
            assert_eq!(client.articles().get("a/b").await?.id, 5);
            let error = refused(client.articles().get("none").await);
            assert_eq!(
                error.decode_as::<ErrorObject>()?.error.as_deref(),
                Some("Couldn't find Article")
            );
            let params = UpdateParams::new(NewArticle::new(NewArticleArticle::new("Drei")));
            assert_eq!(client.articles().update("3", params).await?.title, "Drei");
            let _ = wire.all();
            client.articles().delete("3").await?;
            assert_eq!(wire.only().status(), 204);
            Ok(())
        })
        .await;
    calls
        .check("articles are exported as a text", async |wire| {
            assert_eq!(
                client.articles().export().await?,
                "id,title\n1,\"One, é\"\n"
            );
            assert!(
                wire.only()
                    .header("accept")
                    .unwrap()
                    .starts_with("text/csv")
            );
            Ok(())
        })
        .await;
}

async fn covers(calls: &mut Calls, client: &Client) {
    calls
        .check("files are sent under names with brackets", async |wire| {
            let file = |name: &str| {
                File::new(vec![0_u8, 255])
                    .name(name)
                    .media_type("image/png")
            };
            let params = AttachParams::new(file("a.png"))
                .article_pages([file("1.png"), file("2.png")])
                .article_caption("é");
            let cover = client.covers().create("3", params).await?;
            assert_eq!(cover.url.as_deref(), Some("/storage/a.png"));
            let sent = wire.only().text();
            for part in [
                "name=\"article[cover]\"; filename=\"a.png\"\r\n",
                "name=\"article[pages][]\"; filename=\"1.png\"\r\n",
                "name=\"article[pages][]\"; filename=\"2.png\"\r\n",
                "name=\"article[caption]\"\r\n\r\né\r\n",
            ] {
                assert!(sent.contains(part), "{sent}");
            }
            Ok(())
        })
        .await;
    calls
        .check("a redirect to the storage is followed", async |wire| {
            client.covers().get("3").await?;
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(
                lines,
                ["GET /api/v1/articles/3/cover", "GET /storage/a.png"]
            );
            Ok(())
        })
        .await;
}

async fn others(calls: &mut Calls, client: &Client) {
    calls
        .check("a form signs in", async |wire| {
            let params =
                SignInParams::new("ada@example.org", "s3cret & more").user_remember_me(true);
            let response = client
                .sessions()
                .sign_in(params)
                .send_with_response()
                .await?;
            assert_eq!(response.headers()["authorization"], "Bearer t0k");
            assert_eq!(
                (response.body().id, wire.only().header("authorization")),
                (Some(7), None)
            );
            let error = refused(
                client
                    .sessions()
                    .sign_in(SignInParams::new("ada", "guess"))
                    .await,
            );
            let error = error.decode_as::<ErrorObject>()?;
            assert_eq!(error.error.as_deref(), Some("Invalid Email or password."));
            Ok(())
        })
        .await;
    calls
        .check("a document of JSON:API is read", async |wire| {
            let params = GetParams::new()
                .include([GetParamsIncludeItem::Author, GetParamsIncludeItem::Article])
                .fields_notes("text");
            let note = client.notes().get(1, params).await?;
            assert_eq!(
                wire.only().header("accept"),
                Some("application/vnd.api+json")
            );
            let relationships = note.data.relationships.unwrap();
            assert_eq!(
                relationships["author"].data.as_ref().unwrap().id.as_deref(),
                Some("7")
            );
            assert!(relationships["article"].data.is_none());
            assert_eq!(note.data.attributes.unwrap().text, None);
            Ok(())
        })
        .await;
}
