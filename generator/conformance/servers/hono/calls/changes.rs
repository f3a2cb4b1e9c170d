//! What is tried of changes.

use crate::FIRST;
use client::Client;
use client::bookings::{ChangeParams, PayParams};
use client::operations::CreatePlaceParams;
use client::types::{BookingChange, Card, Cash, CashCurrency, Kind, Payment, Place, Voucher};
use conformance::{Calls, whole};
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("what is absent stays, what is null goes", async |wire| {
            let change = BookingChange::new()
                .note("n")
                .price(2.5)
                .with_from("2024-02-03T00:00:00Z");
            let booking = client
                .bookings()
                .change(FIRST, ChangeParams::new(change))
                .await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"{"from":"2024-02-03T00:00:00Z","note":"n","price":2.5}"#
            );
            assert_eq!(booking.note.as_deref(), Some("n"));
            let change = BookingChange::new().clear_note().kind(Kind::Desk);
            let booking = client
                .bookings()
                .change(FIRST, ChangeParams::new(change))
                .await?;
            assert_eq!(wire.only().text(), r#"{"kind":"desk","note":null}"#);
            assert_eq!(
                (booking.note, booking.price, booking.kind),
                (None, Some(2.5), Kind::Desk)
            );
            Ok(())
        })
        .await;
    calls
        .check("a booking by its id, and its end", async |wire| {
            let booking = client.bookings().get(FIRST).await?;
            assert_eq!(whole(&booking), wire.only().answer_json());
            client.bookings().cancel(FIRST).await?;
            let call = wire.only();
            assert_eq!((call.status(), call.answer_text().as_str()), (204, ""));
            Ok(())
        })
        .await;
    calls
        .check("each branch of a union with a tag", async |wire| {
            let sent: [Payment; 3] = [
                Cash::new().currency(CashCurrency::Usd).into(),
                Card::new("1", "2030-01-01").into(),
                Voucher::new(["a", "b"]).into(),
            ];
            let read = client.bookings().pay(FIRST, 2, PayParams::new(sent.clone())).await?;
            let call = wire.only();
            assert_eq!(call.line(), format!("PUT /bookings/{FIRST}/payments/2"));
            assert_eq!(
                call.text(),
                r#"[{"method":"cash","currency":"USD"},{"method":"card","number":"1","until":"2030-01-01"},{"method":"voucher","codes":["a","b"]}]"#
            );
            assert_eq!(json!(read), call.answer_json());
            assert_eq!(read, sent);
            Ok(())
        })
        .await;
    calls
        .check("a type that holds itself, and null", async |wire| {
            let place = Place::new("a")
                .places([Place::new("b"), Place::new("c").places(Vec::<Place>::new())]);
            let read = client
                .create_place(CreatePlaceParams::new(Some(place.clone())))
                .await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"{"name":"a","places":[{"name":"b"},{"name":"c","places":[]}]}"#
            );
            assert_eq!(read, Some(place));
            let read = client
                .create_place(CreatePlaceParams::new(Some(Place::new("nowhere"))))
                .await?;
            assert_eq!(wire.only().answer_text(), "null");
            assert_eq!(read, None);
            Ok(())
        })
        .await;
}
