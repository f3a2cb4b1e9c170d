//! What is tried of changes.

use client::Client;
use client::records::{ChangeParams, SetFormatsParams};
use client::types::{Format, FormatAlbum, FormatSingle, FormatSingleSide, RecordChange};
use conformance::{Calls, whole};
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("what is absent stays, what is null goes", async |wire| {
            let change = RecordChange::new().note("n").price(2.5);
            let record = client
                .records()
                .change(1, ChangeParams::new(change))
                .await?;
            assert_eq!(wire.only().text(), r#"{"price":2.5,"note":"n"}"#);
            assert_eq!((record.note.as_deref(), record.price), (Some("n"), 2.5));
            let record = client
                .records()
                .change(1, ChangeParams::new(RecordChange::new().clear_note()))
                .await?;
            let call = wire.only();
            assert_eq!(call.text(), r#"{"note":null}"#);
            assert_eq!(whole(&record), call.answer_json());
            assert_eq!((record.note, record.price), (None, 2.5));
            Ok(())
        })
        .await;
    calls
        .check("each branch of a union", async |wire| {
            let sent: [Format; 2] = [
                FormatSingle::new(FormatSingleSide::B).into(),
                FormatAlbum::new(2).into(),
            ];
            let read = client
                .records()
                .set_formats(1, SetFormatsParams::new(sent.clone()))
                .await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"[{"kind":"single","side":"B"},{"kind":"album","discs":2}]"#
            );
            assert_eq!(json!(read), call.answer_json());
            assert_eq!(read, sent);
            Ok(())
        })
        .await;
    calls
        .check("nothing comes back", async |wire| {
            client.records().delete(1).await?;
            let call = wire.only();
            assert_eq!(
                (call.line().as_str(), call.status()),
                ("DELETE /records/1", 204)
            );
            Ok(())
        })
        .await;
}
