//! What is tried of lists.

use client::Client;
use client::tickets::ListParams;
use client::types::State;
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("tickets are filtered", async |wire| {
            let params = ListParams::new("desk & 1")
                .ids([1_u64, 5])
                .states([State::Open, State::WaitingForReply])
                .urgent(true)
                .opened_after("2024-01-02T03:04:05Z".parse::<client::DateTime>()?);
            let list = client.tickets().list(params).await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /tickets?ids=1&ids=5&openedAfter=2024-01-02T03%3A04%3A05Z&states=open&states=waiting-for-reply&urgent=true"
            );
            assert_eq!(call.header("x-desk"), Some("desk & 1"));
            assert_eq!(json!(list), call.answer_json());
            assert_eq!((list.total, list.items[1].id()), (2, Some(5)));
            assert_eq!(list.items[0].note(), Some("desk & 1"));
            let labels = list.items[0].labels().unwrap();
            assert_eq!(labels[..], ["slow", "Open", "WaitingForReply", "urgent true"]);
            Ok(())
        })
        .await;
    calls
        .check("tickets come slice by slice", async |wire| {
            let mut tickets = client
                .tickets()
                .list(ListParams::new("a").limit(3_u64))
                .items();
            let mut ids = Vec::new();
            while let Some(ticket) = tickets.next().await {
                ids.extend(ticket?.id());
            }
            assert_eq!(ids, [1, 2, 3, 4, 5, 6, 7]);
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(
                lines,
                [
                    "GET /tickets?limit=3",
                    "GET /tickets?limit=3&offset=3",
                    "GET /tickets?limit=3&offset=6"
                ]
            );
            Ok(())
        })
        .await;
}
