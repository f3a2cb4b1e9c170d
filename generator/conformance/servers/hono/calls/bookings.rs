//! What is tried of bookings.

use crate::{NOBODY, least};
use client::bookings::CreateParams;
use client::types::{
    BookingState, BookingVersion, Card, Guest, NewBookingLevel, NewBookingTarget,
    NewBookingTargetObject, Payment, Problem, ProblemCode,
};
use client::{Client, Error};
use conformance::{Calls, whole};
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("the least of a booking", async |wire| {
            let answer = client.bookings().create(CreateParams::new(least(7))).send_with_response().await?;
            let call = wire.only();
            assert_eq!(call.header("authorization"), Some("Bearer guest"));
            assert_eq!(
                call.text(),
                r#"{"kind":"car park","guests":[{"name":"Ann","email":null},{"name":"Ben","email":"ben@example.com","age":40}],"from":"2024-05-06T07:08:09Z","target":7.0}"#
            );
            assert_eq!(answer.header("location"), Some("/bookings/7d444840-9dc0-41d1-b245-000000000006"));
            let made = answer.into_body();
            assert_eq!(whole(&made), call.answer_json());
            assert_eq!((made.state, made.version, made.is_private), (BookingState::Open, BookingVersion::N1, Some(false)));
            assert_eq!(made.target, NewBookingTarget::Number(7.0));
            assert_eq!((made.parent, made.guests[0].email.as_deref()), (None, None));
            Ok(())
        })
        .await;
    calls
        .check("everything of a booking", async |wire| {
            let booking = least(NewBookingTargetObject::new(3, "B"))
                .to("2024-05-07T00:00:00.5Z")
                .note("Grüße")
                .price(9.5)
                .payment(Card::new("4711", "2030-12-31"))
                .position((1.5, 2.0))
                .labels([("a", "b")])
                .level(NewBookingLevel::N2)
                .extra(json!({"any": [null]}))
                .is_private(true);
            let made = client.bookings().create(CreateParams::new(booking)).await?;
            let call = wire.only();
            let sent = call.json();
            let rest = json!({
                "to": "2024-05-07T00:00:00.5Z", "note": "Grüße", "price": 9.5,
                "payment": {"method": "card", "number": "4711", "until": "2030-12-31"}, "target": {"floor": 3, "seat": "B"},
                "position": [1.5, 2.0], "labels": {"a": "b"}, "level": 2, "extra": {"any": [null]}, "isPrivate": true,
            });
            for (name, value) in rest.as_object().unwrap() {
                assert_eq!(sent[name], *value, "{name}");
            }
            assert_eq!(whole(&made), call.answer_json());
            assert!(matches!(made.payment, Some(Payment::Card(_))));
            assert_eq!((made.level, made.position), (Some(NewBookingLevel::N2), Some((1.5, 2.0))));
            let NewBookingTarget::Object(target) = made.target else { panic!("{:?}", made.target) };
            assert_eq!((target.floor, target.seat.as_str()), (3, "B"));
            let made = client.bookings().create(CreateParams::new(least("door").clear_note().clear_to())).await?;
            let call = wire.only();
            assert_eq!((call.json()["note"].is_null(), call.json()["to"].is_null()), (true, true));
            assert_eq!(whole(&made), call.answer_json());
            assert_eq!((made.note, made.target), (None, NewBookingTarget::String("door".to_owned())));
            Ok(())
        })
        .await;
    calls
        .check("errors have a type", async |wire| {
            let Err(Error::Status(error)) = client
                .bookings()
                .create(CreateParams::new(least("taken")))
                .await
            else {
                panic!("it is booked")
            };
            assert_eq!(error.status().as_u16(), 409);
            let problem: Problem = error.decode_as()?;
            assert_eq!(whole(&problem), wire.only().answer_json());
            assert_eq!((problem.code, problem.issues), (ProblemCode::Taken, None));
            let booking = least("t").guests(Vec::<Guest>::new()).price(-1);
            let Err(Error::Status(error)) =
                client.bookings().create(CreateParams::new(booking)).await
            else {
                panic!("it is booked")
            };
            assert_eq!(error.status().as_u16(), 422);
            let problem: Problem = error.decode_as()?;
            assert_eq!(whole(&problem), wire.only().answer_json());
            let paths: Vec<_> = problem
                .issues
                .unwrap()
                .into_iter()
                .map(|issue| json!(issue.path))
                .collect();
            assert_eq!(paths, [json!(["guests"]), json!(["price"])]);
            let Err(Error::Status(error)) = client.bookings().get(NOBODY).await else {
                panic!("it is found")
            };
            let problem: Problem = error.decode_as()?;
            assert_eq!(
                (error.status().as_u16(), problem.code),
                (404, ProblemCode::Unknown)
            );
            Ok(())
        })
        .await;
}
