//! What is tried of tickets.

use crate::AGENT;
use client::Client;
use client::tickets::{CreateParams, UpdateParams};
use client::types::{NewTicket, PersonRequest, State, Ticket, TicketPatch};
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("a ticket is shown with each outcome", async |wire| {
            for id in 1..=3 {
                let ticket = client.tickets().get(id).await?;
                assert_eq!(json!(ticket), wire.only().answer_json());
                assert_eq!(ticket.weight(), Some(0.1));
                assert_eq!(ticket.seat(), Some(&(255, "é".to_owned())));
                assert_eq!(ticket.effort().unwrap()["monday"], u32::MAX);
                assert_eq!(ticket.agent(), (id > 1).then_some(AGENT));
                let manager = ticket.reporter().unwrap().manager.as_ref().unwrap();
                assert_eq!(manager.mail.as_deref(), Some("grace@example.org"));
                match (id % 3, ticket) {
                    (0, Ticket::Solved(it)) => assert_eq!(it.by, "Ada"),
                    (1, Ticket::None(it)) => assert_eq!(it.state, State::Open),
                    (2, Ticket::Duplicate(it)) => assert_eq!(it.of, u64::MAX),
                    other => panic!("{other:?}"),
                }
            }
            Ok(())
        })
        .await;
    calls
        .check("a ticket is opened", async |wire| {
            let reporter = PersonRequest::new("Ada")
                .clear_mail()
                .manager(PersonRequest::new("Grace"));
            let ticket = NewTicket::new("Trouble", reporter, (255, "é".to_owned()))
                .labels(["new"])
                .due("2024-02-29")
                .weight(0.1)
                .effort([("monday", 5_u32)]);
            let request = client.tickets().create(CreateParams::new(ticket));
            let response = request.send_with_response().await?;
            let call = wire.only();
            assert_eq!((&*call.line(), call.status()), ("POST /tickets", 201));
            assert_eq!(call.header("authorization"), Some("Bearer d3sk"));
            assert_eq!(
                call.json(),
                json!({
                    "title": "Trouble",
                    "reporter": {"name": "Ada", "mail": null, "manager": {"name": "Grace"}},
                    "labels": ["new"], "due": "2024-02-29", "weight": 0.1,
                    "effort": {"monday": 5}, "seat": [255, "é"],
                })
            );
            assert_eq!(response.headers()["location"], "/tickets/8");
            assert_eq!(json!(response.body()), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check(
            "a ticket is changed: value, null and absent",
            async |wire| {
                let patch = TicketPatch::new().state(State::Closed).clear_agent();
                let ticket = client.tickets().update(2, UpdateParams::new(patch)).await?;
                let call = wire.only();
                assert_eq!(call.line(), "PATCH /tickets/2");
                assert_eq!(call.text(), r#"{"agent":null,"state":"closed"}"#);
                assert_eq!(
                    (ticket.state(), ticket.agent()),
                    (Some(&State::Closed), None)
                );
                assert_eq!(ticket.note(), Some("old"));
                let patch = TicketPatch::new().clear_note();
                let ticket = client.tickets().update(2, UpdateParams::new(patch)).await?;
                assert_eq!((ticket.note(), ticket.agent()), (None, Some(AGENT)));
                Ok(())
            },
        )
        .await;
    calls
        .check("a ticket is removed", async |wire| {
            client.tickets().delete(7).await?;
            let call = wire.only();
            assert_eq!((&*call.line(), call.status()), ("DELETE /tickets/7", 204));
            Ok(())
        })
        .await;
    calls
        .check("what leads elsewhere is followed", async |wire| {
            client.tickets().get_original(2).await?;
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(lines, ["GET /tickets/2/original", "GET /tickets/1"]);
            Ok(())
        })
        .await;
    calls
        .check("a path has an enum, a UUID and a date", async |wire| {
            let shift = client
                .tickets()
                .get_on("waiting-for-reply", AGENT, "2024-02-29")
                .await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                format!("GET /tickets/waiting-for-reply/of/{AGENT}/on/2024-02-29")
            );
            assert_eq!(json!(shift), call.answer_json());
            assert_eq!(
                (&shift[0].0, shift[0].2.as_str()),
                (&State::WaitingForReply, "2024-02-29")
            );
            Ok(())
        })
        .await;
}
