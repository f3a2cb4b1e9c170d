//! What is tried of disks.

use crate::{FIRST, NOBODY, refused};
use client::Client;
use client::disks::{AttachParams, CreateParams, MetricsParams, UpdateParams};
use client::types::{
    DiskAttach, DiskCreate, DiskError, DiskSource, DiskSourceBlank, DiskSourceImage,
    DiskSourceSnapshot, DiskState, DiskUpdate, ErrorModel, Metric,
};
use conformance::Calls;
use serde_json::{Value, json};

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("a disk is viewed in each state", async |wire| {
            for number in 1..=4 {
                let id = format!("00000000-0000-0000-0000-{number:012}");
                let disk = client.disks().view(&id).await?;
                let call = wire.only();
                assert_eq!(call.line(), format!("GET /v1/disks/{id}"));
                assert_eq!(json!(disk), call.answer_json());
                assert_eq!(disk.size, 1 << (40 + number));
                match (number % 4, disk.state) {
                    (0, DiskState::Creating(_)) | (1, DiskState::Detached(_)) => {}
                    (2, DiskState::Attached(it)) => assert!(it.instance.ends_with("63")),
                    (3, DiskState::Faulted(it)) => {
                        assert_eq!((&*it.instance.reason, it.instance.at), ("broken", None));
                    }
                    other => panic!("{other:?}"),
                }
            }
            let error = refused(client.disks().view(NOBODY).await);
            let DiskError::NotFound(missing) = error.decode_as::<DiskError>()? else {
                panic!()
            };
            assert_eq!((error.status().as_u16(), &*missing.id), (404, NOBODY));
            Ok(())
        })
        .await;
    calls
        .check("a disk is created from each source", async |wire| {
            let sources: [(DiskSource, Value); 3] = [
                (
                    DiskSourceBlank::new(4_096).into(),
                    json!({"type": "blank", "block_size": 4_096}),
                ),
                (
                    DiskSourceSnapshot::new(FIRST).into(),
                    json!({"type": "snapshot", "snapshot_id": FIRST}),
                ),
                (
                    DiskSourceImage::new(FIRST).read_only(true).into(),
                    json!({"type": "image", "image_id": FIRST, "read_only": true}),
                ),
            ];
            for (source, sent) in sources {
                let new = DiskCreate::new(source, "data", u64::MAX)
                    .description("of é")
                    .labels([("team", "a")]);
                let disk = client.disks().create(CreateParams::new(new)).await?;
                let call = wire.only();
                assert_eq!((&*call.line(), call.status()), ("POST /v1/disks", 201));
                assert_eq!(
                    call.json(),
                    json!({
                        "name": "data", "size": u64::MAX, "disk_source": sent,
                        "description": "of é", "labels": {"team": "a"},
                    })
                );
                assert_eq!(json!(disk), call.answer_json());
                assert_eq!(disk.size, u64::MAX);
            }
            let small = DiskCreate::new(DiskSourceBlank::new(512), "small", 0_u64);
            let error = refused(client.disks().create(CreateParams::new(small)).await);
            let DiskError::TooSmall(small) = error.decode_as::<DiskError>()? else {
                panic!()
            };
            assert_eq!(
                (error.status().as_u16(), small.asked, small.least),
                (422, 0, 512)
            );
            // What dropshot itself refuses is of the same type.
            let new = DiskCreate::new(DiskSourceBlank::new(512), "data", 600_u64);
            let request = client
                .disks()
                .create(CreateParams::new(new))
                .set_json("/size", "big");
            let error = refused(request.await);
            let DiskError::Other(other) = error.decode_as::<DiskError>()? else {
                panic!()
            };
            assert_eq!(error.status().as_u16(), 400);
            assert!(other.message.contains("invalid type: string"), "{other:?}");
            Ok(())
        })
        .await;
    calls
        .check("a disk is updated: value, null and absent", async |wire| {
            let update = DiskUpdate::new().name("new").clear_note();
            let disk = client
                .disks()
                .update(FIRST, UpdateParams::new(update))
                .await?;
            let call = wire.only();
            assert_eq!(call.line(), format!("PATCH /v1/disks/{FIRST}"));
            assert_eq!(call.text(), r#"{"name":"new","note":null}"#);
            assert_eq!((&*disk.name, disk.note), ("new", None));
            let disk = client
                .disks()
                .update(FIRST, UpdateParams::new(DiskUpdate::new().size(5_u64)))
                .await?;
            assert_eq!(wire.only().text(), r#"{"size":5}"#);
            assert_eq!((disk.size, disk.note.as_deref()), (5, Some("old")));
            Ok(())
        })
        .await;
    calls
        .check("a disk is attached, measured and deleted", async |wire| {
            let attach = DiskAttach::new().instance(NOBODY);
            let disk = client.disks().attach(FIRST, AttachParams::new(attach)).await?;
            assert_eq!(wire.only().status(), 202);
            let DiskState::Attached(attached) = disk.state else { panic!() };
            assert_eq!(attached.instance, NOBODY);
            let detach = AttachParams::new(DiskAttach::new().clear_instance());
            let disk = client.disks().attach(FIRST, detach).await?;
            assert_eq!(wire.only().text(), r#"{"instance":null}"#);
            assert!(matches!(disk.state, DiskState::Detached(_)));
            let params = MetricsParams::new("2024-01-02T03:04:05Z".parse::<client::DateTime>()?)
                .end_time("2024-01-02T03:04:05.5Z".parse::<client::DateTime>()?)
                .scale(0.1);
            let measured = client.disks().metrics(FIRST, Metric::Write, params).await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                format!(
                    "GET /v1/disks/{FIRST}/metrics/write?end_time=2024-01-02T03%3A04%3A05.5Z&scale=0.1&start_time=2024-01-02T03%3A04%3A05Z"
                )
            );
            assert_eq!(json!(measured), call.answer_json());
            assert_eq!((measured.len(), measured[0].datum.amount, measured[0].scale), (2, 0.1, Some(0.1)));
            client.disks().delete(FIRST).await?;
            assert_eq!(wire.only().status(), 204);
            let error = refused(client.disks().delete(NOBODY).await);
            let model = error.decode_as::<ErrorModel>()?;
            assert_eq!(model.error_code.as_deref(), Some("ObjectNotFound"));
            Ok(())
        })
        .await;
}
