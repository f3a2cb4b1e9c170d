//! What a user of the client of an ASP.NET Core service with controllers writes.

use client::runtime::body::File;
use client::tickets::{CreateAttachmentParams, CreateParams, ListParams, ReplaceParams};
use client::types::{
    CreateTicketCommand, PersonRequest, ProblemDetails, TicketDtoReporter, TicketState,
    UpdateTicketCommand, ValidationProblemDetails,
};
use client::{Client, Error, StatusError};
use conformance::Calls;
use serde_json::json;

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .bearer("t0k")
        .max_retries(0);
    let client = client.build().unwrap();
    lists(&mut calls, &client).await;
    tickets(&mut calls, &client).await;
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
        .check("tickets are filtered", async |wire| {
            let params = ListParams::new()
                .page_number(1)
                .page_size(2)
                .states([TicketState::Open, TicketState::Closed])
                .filter_text("a b")
                .filter_since("2024-01-02T03:04:05Z".parse::<client::DateTime>()?)
                .x_correlation_id("00000000-0000-0000-0000-000000000007");
            let page = client.tickets().list(params).await?;
            let call = wire.only();
            assert_eq!(
                call.header("x-correlation-id"),
                Some("00000000-0000-0000-0000-000000000007")
            );
            assert_eq!(
                (call.header("authorization"), call.header("accept")),
                (Some("Bearer t0k"), Some("application/json"))
            );
            let items = page.items.unwrap();
            assert_eq!(
                (items[0].state.clone(), json!(items[1].state)),
                (Some(TicketState::Open), json!(7))
            );
            assert_eq!(
                items[0].created_at.as_ref().unwrap().as_str(),
                "2024-01-02T03:04:05.1234567"
            );
            let Some(TicketDtoReporter::Person(person)) = &items[0].reporter else {
                panic!()
            };
            assert_eq!(person.name.as_deref(), Some("Ada"));
            let Some(TicketDtoReporter::Robot(robot)) = &items[1].reporter else {
                panic!()
            };
            assert_eq!(robot.version, Some(1.5));
            let child = &items[1].children.as_ref().unwrap()[0];
            assert_eq!(
                (
                    child.id,
                    child.reporter.is_none(),
                    items[1].labels.is_none()
                ),
                (Some(3), true, true)
            );
            Ok(())
        })
        .await;
    calls
        .check("tickets come page by page", async |wire| {
            let mut tickets = client
                .tickets()
                .list(ListParams::new().page_size(2))
                .items();
            let mut ids = Vec::new();
            while let Some(ticket) = tickets.next().await {
                ids.extend(ticket?.id);
            }
            assert_eq!((ids, wire.all().len()), (vec![1, 2, 3], 2));
            Ok(())
        })
        .await;
}

async fn tickets(calls: &mut Calls, client: &Client) {
    calls
        .check(
            "a ticket is created, or what is wrong with it is told",
            async |wire| {
                let command = CreateTicketCommand::new()
                    .title("One")
                    .state(TicketState::Waiting)
                    .reporter(PersonRequest::new(Some("person".to_owned())).name("Ada"))
                    .clear_hours();
                let response = client.tickets().create(CreateParams::new().body(command));
                let response = response.send_with_response().await?;
                assert_eq!(wire.only().header("content-type"), Some("application/json"));
                assert_eq!(response.body().state, Some(TicketState::Waiting));
                let command = CreateParams::new().body(CreateTicketCommand::new());
                let error = refused(client.tickets().create(command).await);
                let problem = error.decode_as::<ValidationProblemDetails>()?;
                assert_eq!(
                    problem.errors.unwrap()["Title"],
                    ["The Title field is required."]
                );
                assert_eq!(problem.additional_properties["traceId"], "00-1");
                Ok(())
            },
        )
        .await;
    calls
        .check("a ticket is found, replaced and deleted", async |wire| {
            assert_eq!(
                client.tickets().get(1).await?.state,
                Some(TicketState::Closed)
            );
            let error = refused(client.tickets().get(i32::MIN).await);
            assert_eq!(
                error.decode_as::<ProblemDetails>()?.title.as_deref(),
                Some("Not Found")
            );
            let command = UpdateTicketCommand::new()
                .title("Two")
                .state(TicketState::Closed);
            client
                .tickets()
                .replace(1, ReplaceParams::new().body(command))
                .await?;
            client.tickets().delete(1).await?;
            assert_eq!(wire.all().len(), 4);
            Ok(())
        })
        .await;
}

async fn others(calls: &mut Calls, client: &Client) {
    calls
        .check("files are sent and received", async |wire| {
            let file = File::new(vec![0_u8, 255])
                .name("a.png")
                .media_type("image/png");
            let params = CreateAttachmentParams::new(file)
                .more([File::new("b").name("b.txt")])
                .title("é")
                .author_name("Ada")
                .state(TicketState::Waiting);
            assert_eq!(
                client.tickets().create_attachment(1, params).await?,
                ["a.png"]
            );
            let sent = wire.only().text();
            for part in [
                "name=\"File\"; filename=\"a.png\"\r\n",
                "name=\"More\"; filename=\"b.txt\"\r\n",
                "name=\"Author.Name\"\r\n\r\nAda\r\n",
                "name=\"State\"\r\n\r\n1\r\n",
            ] {
                assert!(sent.contains(part), "{sent}");
            }
            assert_eq!(
                &client.tickets().get_attachment(1, "a b.png").await?[..],
                b"\x89PNG\0\xff"
            );
            Ok(())
        })
        .await;
    calls
        .check("a number and a text stand alone", async |wire| {
            assert_eq!(client.tickets().count().await?, 9_007_199_254_740_993);
            assert_eq!(client.status().get().await?, "\"fine\" \u{2013} really");
            assert_eq!(wire.all().len(), 2);
            Ok(())
        })
        .await;
}
