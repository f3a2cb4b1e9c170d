//! What a user of an ASP.NET Core service's client writes.

use client::products::{CreateImageParams, CreateParams, ListParams, PatchParams};
use client::runtime::body::File;
use client::shop::{CreateShapeParams, TokenParams, TokenParamsBody};
use client::types::{
    Category, CreateProduct, HttpValidationProblemDetails, JsonPatchDocumentItem,
    JsonPatchDocumentItemAdd, JsonPatchDocumentItemCopy, JsonPatchDocumentItemRemove,
    ProblemDetails, Shape, ShapeRequest, ShapeShapeCircleRequest, ShapeShapeSquareRequest, Size,
};
use client::{Client, Error, StatusError};
use conformance::{Calls, whole};
use serde_json::json;

const STORE: &str = "00000000-0000-0000-0000-000000000007";

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .max_retries(0)
        .build()
        .unwrap();
    lists(&mut calls, &client).await;
    products(&mut calls, &client).await;
    changes(&mut calls, &client).await;
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
        .check("numbers with a pattern are numbers", async |wire| {
            let params = ListParams::new("west & east")
                .page(2)
                .page_size(1)
                .ids([1_i64, 9_007_199_254_740_993])
                .category(Category::Toys)
                .in_stock(true)
                .added_after("2024-01-02T03:04:05Z".parse::<client::DateTime>()?);
            let page = client.products().list(params).await?;
            let call = wire.only();
            assert_eq!(call.header("x-store"), Some("west & east"));
            assert_eq!(whole(&page), whole(call.answer_json()));
            let product = &page.items[0];
            assert_eq!(
                (product.id, product.price, product.stock),
                (9_007_199_254_740_993, 12.5, None)
            );
            assert_eq!(
                product.size.as_ref().map(|it| (it.width, it.height)),
                Some((0.1, 1e-5))
            );
            assert_eq!(product.delivery_time.as_deref(), Some("1.02:03:04.5"));
            assert_eq!(
                product.thumbnail.as_ref().unwrap().decode().unwrap(),
                [0, 255]
            );
            assert_eq!(product.attributes.as_ref().unwrap()["sound"], None);
            Ok(())
        })
        .await;
    calls
        .check("products come page by page", async |wire| {
            let mut products = client
                .products()
                .list(ListParams::new("a").page_size(1))
                .items();
            let mut ids = Vec::new();
            while let Some(product) = products.next().await {
                ids.push(product?.id);
            }
            assert_eq!((ids, wire.all().len()), (vec![1, 2], 2));
            Ok(())
        })
        .await;
}

async fn products(calls: &mut Calls, client: &Client) {
    calls
        .check(
            "a product is made, or what is wrong with it is told",
            async |wire| {
                let product = CreateProduct::new("Yo-yo", 12.5, Category::Toys)
                    .size(Size::new(0.1, 2.0))
                    .tags(["new"])
                    .clear_note();
                let response = client
                    .products()
                    .create(CreateParams::new(product))
                    .send_with_response()
                    .await?;
                assert_eq!(wire.only().status(), 201);
                assert_eq!(
                    (response.headers()["location"].to_str()?, response.body().id),
                    ("/products/3", 3)
                );
                let nameless = CreateProduct::new("", 0, Category::Books);
                let error = refused(client.products().create(CreateParams::new(nameless)).await);
                let problem = error.decode_as::<HttpValidationProblemDetails>()?;
                assert_eq!(problem.status, Some(400));
                assert!(problem.errors.unwrap()["Name"][0].starts_with("The field Name"));
                Ok(())
            },
        )
        .await;
    calls
        .check(
            "numbers may come in quotes, as the description says",
            async |wire| {
                let product = client.products().get(3).await?;
                assert_eq!(
                    (product.id, product.price, product.stock),
                    (3, 12.5, Some(7))
                );
                let size = product.size.unwrap();
                assert!(size.width == 0.1 && size.height == 0.2);
                assert_eq!(product.category.as_str(), "Games");
                assert_eq!(product.added_at.unwrap().as_str(), "2024-01-02T03:04:05");
                assert_eq!(product.related.unwrap()[0].name, "Saw");
                assert_eq!(wire.only().line(), "GET /products/3");
                let problem = refused(client.products().get(4).await).decode_as::<ProblemDetails>()?;
                assert_eq!(
                    (problem.status, problem.title.as_deref()),
                    (Some(404), Some("Not Found"))
                );
                Ok(())
            },
        )
        .await;
}

async fn changes(calls: &mut Calls, client: &Client) {
    calls
        .check("a product is patched and deleted", async |wire| {
            let patch: [JsonPatchDocumentItem; 3] = [
                JsonPatchDocumentItemAdd::new("replace", "/name", json!("Top")).into(),
                JsonPatchDocumentItemCopy::new("copy", "/note", "/name").into(),
                JsonPatchDocumentItemRemove::new("/tags").into(),
            ];
            assert_eq!(
                client
                    .products()
                    .patch(3, PatchParams::new(patch))
                    .await?
                    .name,
                "Top"
            );
            assert_eq!(
                wire.only().header("content-type"),
                Some("application/json-patch+json")
            );
            client.products().delete(3).await?;
            assert_eq!(wire.only().status(), 204);
            Ok(())
        })
        .await;
    calls
        .check("files are sent and received", async |wire| {
            let image = || {
                File::new(vec![0_u8, 255])
                    .name("a.png")
                    .media_type("image/png")
            };
            let params = CreateImageParams::new(image())
                .details([image().name("b.png")])
                .caption("é");
            assert_eq!(
                client.products().create_image(3, params).await?,
                ["a.png", "b.png"]
            );
            let sent = wire.only().text();
            assert!(
                sent.contains("name=\"image\"; filename=\"a.png\"\r\n"),
                "{sent}"
            );
            assert!(
                sent.contains("name=\"details\"; filename=\"b.png\"\r\n"),
                "{sent}"
            );
            assert!(sent.contains("name=\"caption\"\r\n\r\né\r\n"), "{sent}");
            assert_eq!(&client.products().get_manual(3).await?[..], b"%PDF\0\xff");
            assert_eq!(&client.shop().get_file("a/b.txt").await?[..], [0, 255]);
            Ok(())
        })
        .await;
}

async fn others(calls: &mut Calls, client: &Client) {
    calls
        .check("derived types are told apart by `$type`", async |wire| {
            let shapes: [ShapeRequest; 2] = [
                ShapeShapeCircleRequest::new(0.5).name("c").into(),
                ShapeShapeSquareRequest::new(2).into(),
            ];
            let shapes = client
                .shop()
                .create_shape(CreateShapeParams::new(shapes))
                .await?;
            assert_eq!(whole(&shapes), wire.only().answer_json());
            let [
                Shape::ShapeCircle(circle),
                Shape::ShapeSquare(square),
                Shape::Unknown(other),
            ] = &shapes[..]
            else {
                panic!("{shapes:?}")
            };
            assert_eq!(
                (circle.radius, square.side, &other["sides"]),
                (0.5, 2, &json!(6))
            );
            Ok(())
        })
        .await;
    calls
        .check("a path has a UUID, a date and a time", async |wire| {
            let shift = client
                .shop()
                .get_shift(STORE, "2024-02-29", "08:30:00")
                .await?;
            assert_eq!(json!(shift), wire.only().answer_json());
            assert_eq!(
                (shift.day.as_str(), &*shift.from, shift.until),
                ("2024-02-29", "08:30:00", None)
            );
            Ok(())
        })
        .await;
    calls
        .check("a form asks for a token", async |wire| {
            let form = TokenParamsBody::new()
                .user("ada + co")
                .password("s3cret & more")
                .days(7);
            let token = client.shop().token(TokenParams::new(form)).await?;
            let sent = wire.only().text();
            assert_eq!(
                sent,
                "user=ada%20%2B%20co&password=s3cret%20%26%20more&days=7"
            );
            assert_eq!((&*token.access_token, token.expires_in), ("t0k", 3600));
            assert_eq!(client.shop().say_hello().await?, "\"Hello\" \u{2013} world");
            Ok(())
        })
        .await;
}
