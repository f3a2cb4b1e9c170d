//! What is tried of tickets.

use crate::{FIRST, LAST, status};
use client::Client;
use client::tickets::{CreateParams, UpdateParams, WatchParams};
use client::types::{CreateTicketDto, PersonDto, Priority, Queue, Status, UpdateTicketDto};
use conformance::{Calls, whole};
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("the least of a ticket", async |wire| {
            let body = CreateTicketDto::new("It is broken", PersonDto::new("Ann", "ann@example.com", None));
            let made = client.tickets().create(CreateParams::new(body)).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"{"subject":"It is broken","reporter":{"name":"Ann","email":"ann@example.com","phone":null}}"#
            );
            assert_eq!(call.status(), 201);
            assert_eq!(whole(&made), call.answer_json());
            assert_eq!(made.number, 6);
            assert_eq!(made.closed_at, None);
            assert_eq!(made.duplicate_of.unwrap().number, 1);
            Ok(())
        })
        .await;
    calls
        .check("everything of a ticket", async |wire| {
            let ben = PersonDto::new("Ben", "ben@example.com", Some("+49 40 1".to_owned()));
            let body = CreateTicketDto::new("Zoë's \"printer\"", ben.clone())
                .status(Status::OnHold)
                .priority(Priority::N10)
                .tags(["a", "b"])
                .watchers([ben])
                .labels([("room", "12")])
                .estimate(1.5)
                .clear_due()
                .passphrase("s3cret");
            let made = client.tickets().create(CreateParams::new(body)).await?;
            let call = wire.only();
            let ben = json!({"name": "Ben", "email": "ben@example.com", "phone": "+49 40 1"});
            assert_eq!(
                call.json(),
                json!({
                    "subject": "Zoë's \"printer\"", "reporter": ben, "status": "on-hold", "priority": 10.0, "tags": ["a", "b"],
                    "watchers": [ben], "labels": {"room": "12"}, "estimate": 1.5, "due": null, "passphrase": "s3cret",
                })
            );
            assert_eq!(whole(&made), call.answer_json());
            assert_eq!(made.priority, Some(Priority::N10));
            assert_eq!(made.labels.unwrap()["passphrase"], "s3cret");
            Ok(())
        })
        .await;
    calls
        .check("a ticket by its id", async |wire| {
            let ticket = client.tickets().find_one(FIRST).await?;
            let call = wire.only();
            assert_eq!(call.line(), format!("GET /tickets/{FIRST}"));
            assert_eq!(whole(&ticket), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("what is absent stays, what is null goes", async |wire| {
            let body = UpdateTicketDto::new().due("2024-05-06").estimate(3);
            let ticket = client
                .tickets()
                .update(FIRST, UpdateParams::new(body))
                .await?;
            let call = wire.only();
            assert_eq!(call.json(), json!({"estimate": 3.0, "due": "2024-05-06"}));
            assert_eq!(ticket.due.unwrap().as_str(), "2024-05-06");
            let body = UpdateTicketDto::new().clear_due().status(Status::Closed);
            let ticket = client
                .tickets()
                .update(FIRST, UpdateParams::new(body))
                .await?;
            let call = wire.only();
            assert_eq!(call.text(), r#"{"status":"closed","due":null}"#);
            assert_eq!(whole(&ticket), call.answer_json());
            assert_eq!((ticket.due, ticket.estimate), (None, Some(3.0)));
            Ok(())
        })
        .await;
    calls
        .check("a list is a body", async |wire| {
            let watchers = [
                PersonDto::new("Ann", "a@example.com", None),
                PersonDto::new("Ben", "b@example.com", Some("1".to_owned())),
            ];
            let read = client
                .tickets()
                .watch(FIRST, WatchParams::new(watchers.clone()))
                .await?;
            let call = wire.only();
            assert_eq!(call.line(), format!("PUT /tickets/{FIRST}/watchers"));
            assert_eq!(call.json(), json!(watchers));
            assert_eq!(whole(&read), call.answer_json());
            assert_eq!(read[1].phone.as_deref(), Some("1"));
            Ok(())
        })
        .await;
    calls
        .check("an enum and numbers in a path", async |wire| {
            let tickets = client
                .tickets()
                .in_queue(Queue::AfterSales, Priority::N5)
                .await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /tickets/queues/after%2Fsales/5");
            assert_eq!(
                (tickets[0].subject.as_str(), tickets[0].number),
                ("after/sales", 5)
            );
            let found = client.tickets().by_number(2024.0, 2.0).await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /tickets/numbers/2024/2");
            assert_eq!(whole(&found), call.answer_json());
            assert_eq!(found.unwrap().subject, "Ticket 2");
            Ok(())
        })
        .await;
    calls
        .check("nothing comes back", async |wire| {
            client.tickets().remove(LAST).await?;
            let call = wire.only();
            assert_eq!(call.line(), format!("DELETE /tickets/{LAST}"));
            assert_eq!((call.status(), call.answer_text().as_str()), (204, ""));
            Ok(())
        })
        .await;
}
