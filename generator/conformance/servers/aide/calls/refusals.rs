//! What is tried of refusals.

use crate::refused;
use client::Client;
use client::tickets::CreateParams;
use client::types::{AppError, Details, NewTicket, PersonRequest};
use conformance::Calls;

pub(crate) async fn calls(calls: &mut Calls, client: &Client, stranger: &Client) {
    calls
        .check("errors are typed", async |wire| {
            let error = refused(client.tickets().get(u64::MAX).await);
            assert_eq!(wire.only().line(), "GET /tickets/18446744073709551615");
            let body = error.decode_as::<AppError>()?;
            let Some(Details::Missing(missing)) = body.error_details else {
                panic!()
            };
            assert_eq!(
                (error.status().as_u16(), missing.missing.id),
                (404, u64::MAX)
            );
            let error = refused(client.tickets().delete(8).await);
            assert_eq!(error.decode_as::<AppError>()?.error, "no such ticket");
            let ticket = || NewTicket::new("", PersonRequest::new("Ada"), (0, "a".to_owned()));
            let error = refused(client.tickets().create(CreateParams::new(ticket())).await);
            let Some(Details::Fields(fields)) = error.decode_as::<AppError>()?.error_details else {
                panic!()
            };
            assert_eq!(fields.fields["title"], "must not be empty");
            let request = client.tickets().create(CreateParams::new(ticket()));
            let error = refused(request.set_json("/title", 1).await);
            assert_eq!(error.status().as_u16(), 422);
            let Some(Details::String(nothing)) = error.decode_as::<AppError>()?.error_details else {
                panic!()
            };
            assert_eq!(nothing.as_str(), "nothing");
            let error = refused(stranger.tickets().create(CreateParams::new(ticket())).await);
            let body = error.decode_as::<AppError>()?;
            assert_eq!(
                (&*body.error, body.error_details.is_none()),
                ("who are you?", true)
            );
            Ok(())
        })
        .await;
}
