//! What is tried of errors.

use crate::{LAST, status};
use client::Client;
use client::tickets::{CreateParams, SetRuleError409, SetRuleParams};
use client::types::{
    CreateTicketDto, ErrorDto, ErrorDtoMessage, PersonDto, RuleDtoRequest, WebhookTarget,
};
use conformance::{Calls, whole};

pub(crate) async fn calls(calls: &mut Calls, client: &Client, url: &str) {
    calls
        .check("errors have a type", async |wire| {
            let error = status(client.tickets().find_one(LAST).await);
            let call = wire.only();
            assert_eq!((error.status().as_u16(), call.status()), (404, 404));
            let read: ErrorDto = error.decode_as()?;
            assert_eq!(whole(&read), call.answer_json());
            assert_eq!(
                read.message,
                ErrorDtoMessage::String(format!("There is no ticket {LAST}"))
            );

            let body = CreateTicketDto::new("s", PersonDto::new("Ann", "no address", None));
            let error = status(client.tickets().create(CreateParams::new(body)).await);
            assert_eq!(error.status().as_u16(), 400);
            let read: ErrorDto = error.decode_as()?;
            assert_eq!(whole(&read), wire.only().answer_json());
            let ErrorDtoMessage::List(messages) = read.message else {
                panic!("{read:?}")
            };
            assert_eq!(messages, ["reporter.email must be an email"]);

            let error = status(client.tickets().find_one("7").await);
            assert_eq!(error.status().as_u16(), 400);
            let error = status(client.tickets().by_number(1999.0, 1.0).await);
            let read: ErrorDto = error.decode_as()?;
            assert_eq!((read.status_code, read.error), (404.0, None));
            Ok(())
        })
        .await;
    calls
        .check("who may not come in", async |_| {
            let stranger = Client::builder()
                .base_url(url)
                .bearer("wrong")
                .max_retries(0)
                .build()?;
            let error = status(stranger.tickets().count().await);
            assert_eq!(error.status().as_u16(), 401);
            let read: ErrorDto = error.decode_as()?;
            assert_eq!(
                read.message,
                ErrorDtoMessage::String("Unauthorized".to_owned())
            );
            Ok(())
        })
        .await;
    calls
        .check("an error of its own", async |wire| {
            let target = WebhookTarget::new("https://example.com/hook").secret("s");
            let rule = RuleDtoRequest::new(target, [vec![8.0, 12.5], vec![]]).share(100);
            let error = status(client.tickets().set_rule(SetRuleParams::new(rule)).await);
            let read: SetRuleError409 = error.decode_as()?;
            assert_eq!(wire.only().status(), 409);
            assert_eq!(read.held, "all of it");
            Ok(())
        })
        .await;
}
