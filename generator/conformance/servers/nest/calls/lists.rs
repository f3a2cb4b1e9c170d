//! What is tried of lists.

use crate::{FIRST, status};
use client::Client;
use client::tickets::{FindAllParams, FindAllParamsOrder};
use client::types::Status;
use conformance::{Calls, whole};

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("a page of tickets", async |wire| {
            let page = client.tickets().find_all(FindAllParams::new()).await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /tickets");
            assert_eq!(call.header("authorization"), Some("Bearer desk-token"));
            assert_eq!(whole(&page), call.answer_json());
            assert_eq!(page.data.len(), 5);
            assert_eq!(page.data[0].id, FIRST);
            assert_eq!(page.data[0].created_at.as_str(), "2024-01-01T03:04:05.678Z");
            assert_eq!(page.data[1].status, Some(Status::OnHold));
            assert!(!page.meta.has_next_page);
            Ok(())
        })
        .await;
    calls
        .check("every parameter of a list", async |wire| {
            let params = FindAllParams::new()
                .page(1)
                .take(2)
                .order(FindAllParamsOrder::Desc)
                .status([Status::Open, Status::OnHold])
                .numbers([1, 2, 3])
                .overdue(false)
                .since("2024-01-02T00:00:00Z");
            let page = client.tickets().find_all(params).await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /tickets?page=1&take=2&order=DESC&status=open&status=on-hold\
                 &numbers=1&numbers=2&numbers=3&overdue=false&since=2024-01-02T00%3A00%3A00Z"
            );
            let numbers: Vec<i64> = page.data.iter().map(|ticket| ticket.number).collect();
            assert_eq!(numbers, [3, 2]);
            Ok(())
        })
        .await;
    calls
        .check("one value of a list", async |wire| {
            let params = FindAllParams::new().status([Status::OnHold]);
            let page = client.tickets().find_all(params).await?;
            assert_eq!(wire.only().line(), "GET /tickets?status=on-hold");
            assert_eq!(page.data.len(), 1);
            Ok(())
        })
        .await;
    calls
        .check("all pages, and no more", async |wire| {
            let mut items = client
                .tickets()
                .find_all(FindAllParams::new().take(2))
                .items();
            let mut numbers = Vec::new();
            while let Some(ticket) = items.next().await {
                numbers.push(ticket?.number);
            }
            assert_eq!(numbers, [1, 2, 3, 4, 5]);
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(
                lines,
                [
                    "GET /tickets?take=2",
                    "GET /tickets?take=2&page=2",
                    "GET /tickets?take=2&page=3"
                ]
            );
            Ok(())
        })
        .await;
    calls
        .check("a number", async |wire| {
            let count = client.tickets().count().await?;
            assert_eq!(wire.only().answer_text(), "5");
            assert_eq!(count, 5.0);
            Ok(())
        })
        .await;
}
