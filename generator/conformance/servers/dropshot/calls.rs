//! What a user of the rack's client writes.

use client::disks::{AttachParams, CreateParams, ListParams, MetricsParams, UpdateParams};
use client::images::{ReplaceParams, StreamParams, UploadParams};
use client::instances::ListParams as InstancesParams;
use client::rack::LocateParams;
use client::rules::CheckParams;
use client::runtime::body::{File, Parts};
use client::session::LoginParams;
use client::types::{
    Action, ActionForwardRequest, ActionForwardVariantRequest, ActionLimit, ActionRequest,
    ActionTags, Credentials, DiskAttach, DiskCreate, DiskError, DiskSource, DiskSourceBlank,
    DiskSourceImage, DiskSourceSnapshot, DiskState, DiskUpdate, ErrorModel, Metric, RuleRequest,
    RunState, Side, SortMode, Target, TargetObject,
};
use client::{Client, Error, StatusError};
use conformance::Calls;
use serde_json::{Value, json};

const FIRST: &str = "00000000-0000-0000-0000-000000000001";
const NOBODY: &str = "00000000-0000-0000-0000-000000000009";

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder().base_url(calls.url()).max_retries(0);
    let client = client.build().unwrap();
    lists(&mut calls, &client).await;
    disks(&mut calls, &client).await;
    images(&mut calls, &client).await;
    session(&mut calls, &client).await;
    rack(&mut calls, &client).await;
    calls.end()
}

fn refused<T: std::fmt::Debug>(answer: Result<T, Error>) -> StatusError {
    match answer {
        Err(Error::Status(error)) => error,
        other => panic!("{other:?}"),
    }
}

async fn lists(calls: &mut Calls, client: &Client) {
    calls
        .check("disks come page by page", async |wire| {
            let params = ListParams::new()
                .limit(3_u32)
                .project("web")
                .encrypted(true)
                .sort_by(SortMode::IdDescending);
            let mut pages = client.disks().list(params).pages();
            let mut names: Vec<Vec<String>> = Vec::new();
            while let Some(page) = pages.next().await {
                let page = page?;
                let call = wire.only();
                assert_eq!(json!(page), call.answer_json());
                let token = page.next_page.as_deref();
                assert_eq!(token, call.answer_json()["next_page"].as_str());
                names.push(page.items.into_iter().map(|disk| disk.name).collect());
                if names.len() == 1 {
                    let line =
                        "GET /v1/disks?encrypted=true&limit=3&project=web&sort_by=id_descending";
                    assert_eq!(call.line(), line);
                } else {
                    assert!(call.line().contains("&page_token=ey"), "{}", call.line());
                }
            }
            let expected: [Vec<&str>; 4] = [
                vec!["disk-7", "disk-6", "disk-5"],
                vec!["disk-4", "disk-3", "disk-2"],
                vec!["disk-1"],
                vec![],
            ];
            assert_eq!(names, expected);
            Ok(())
        })
        .await;
    calls
        .check("instances come one by one", async |wire| {
            let mut instances = client
                .instances()
                .list(InstancesParams::new().limit(2_u32))
                .items();
            let mut states = Vec::new();
            while let Some(instance) = instances.next().await {
                states.push(instance?.run_state);
            }
            assert_eq!(
                states,
                [RunState::Creating, RunState::Running, RunState::Stopped]
            );
            assert_eq!(wire.all().len(), 3);
            Ok(())
        })
        .await;
}

async fn disks(calls: &mut Calls, client: &Client) {
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
            let DiskError::NotFound(missing) = error.decode::<DiskError>()? else {
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
            let DiskError::TooSmall(small) = error.decode::<DiskError>()? else {
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
            let DiskError::Other(other) = error.decode::<DiskError>()? else {
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
            let model = error.decode::<ErrorModel>()?;
            assert_eq!(model.error_code.as_deref(), Some("ObjectNotFound"));
            Ok(())
        })
        .await;
}

async fn images(calls: &mut Calls, client: &Client) {
    calls
        .check("an image is uploaded in parts", async |wire| {
            let image = File::new(vec![0_u8, 255])
                .name("a.img")
                .media_type("application/x-raw");
            let parts = Parts::new().text("name", "é & more").file("image", image);
            let parts = client.images().upload(UploadParams::new(parts)).await?;
            let call = wire.only();
            assert_eq!(call.status(), 201);
            assert_eq!(json!(parts), call.answer_json());
            assert_eq!((parts[0].name.as_deref(), parts[0].size), (Some("name"), 9));
            assert_eq!(parts[1].file_name.as_deref(), Some("a.img"));
            assert_eq!(parts[1].content_type.as_deref(), Some("application/x-raw"));
            Ok(())
        })
        .await;
    calls
        .check("an image is bytes in both directions", async |wire| {
            let content = client.images().content("a b").await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /v1/images/a%20b/content");
            assert_eq!(
                (&content[..], call.answer_bytes()),
                (&b"\0\xff\na b"[..], &content[..])
            );
            let bytes = vec![0_u8, 255, 10];
            let request = client
                .images()
                .replace("x", ReplaceParams::new(bytes.clone()));
            let response = request.send_with_response().await?;
            let call = wire.only();
            assert_eq!((call.bytes(), call.status()), (&bytes[..], 204));
            assert_eq!(
                call.header("content-type"),
                Some("application/octet-stream")
            );
            assert_eq!(response.headers()["x-size"], "3");
            let echo = client
                .images()
                .stream("x", StreamParams::new(bytes.clone()))
                .await?;
            assert_eq!((&echo[..], wire.only().bytes()), (&bytes[..], &bytes[..]));
            Ok(())
        })
        .await;
}

async fn session(calls: &mut Calls, client: &Client) {
    calls
        .check("a form logs in", async |wire| {
            let credentials = Credentials::new("s3cret & more", "ada").remember(true);
            let request = client.session().login(LoginParams::new(credentials));
            let response = request.send_with_response().await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                "password=s3cret%20%26%20more&remember=true&username=ada"
            );
            assert_eq!(call.status(), 204);
            assert_eq!(
                response.headers()["set-cookie"],
                "session=ada; Max-Age=86400"
            );
            let guess = LoginParams::new(Credentials::new("guess", "ada"));
            let error = refused(client.session().login(guess).await);
            assert_eq!(
                error.decode::<ErrorModel>()?.error_code.as_deref(),
                Some("Unauthorized")
            );
            Ok(())
        })
        .await;
    calls
        .check(
            "the console leads to the message of the day",
            async |wire| {
                client.session().console().await?;
                let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
                assert_eq!(lines, ["GET /v1/console", "GET /v1/motd"]);
                assert_eq!(client.session().motd().await?, "\"hello\" \u{2013} there");
                assert_eq!(wire.only().answer_json(), "\"hello\" \u{2013} there");
                Ok(())
            },
        )
        .await;
}

async fn rack(calls: &mut Calls, client: &Client) {
    calls
        .check("a slot is found by numbers and a side", async |wire| {
            let slot = client.rack().slot_view(u64::MAX, 7, Side::Left).await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /v1/racks/18446744073709551615/slots/7/LEFT"
            );
            assert_eq!(json!(slot), call.answer_json());
            assert_eq!(
                (slot.rack, &*slot.component.unwrap().parts[0].serial),
                (u64::MAX, "fan")
            );
            assert!(
                client
                    .rack()
                    .slot_view(1, 0, "RIGHT")
                    .await?
                    .component
                    .is_none()
            );
            Ok(())
        })
        .await;
    calls
        .check("headers say where a call comes from", async |wire| {
            let error = refused(client.rack().locate(LocateParams::new("nowhere")).await);
            assert_eq!(
                error.decode::<ErrorModel>()?.message,
                "nowhere is no origin"
            );
            let _ = wire.only();
            let params = LocateParams::new("here & there").x_hops(u32::MAX);
            assert_eq!(client.rack().locate(params).await?, Some(u32::MAX));
            let call = wire.only();
            assert_eq!(call.header("x-origin"), Some("here & there"));
            assert_eq!(call.header("x-hops"), Some("4294967295"));
            assert_eq!(client.rack().locate(LocateParams::new("here")).await?, None);
            assert_eq!(wire.only().answer_text(), "null");
            Ok(())
        })
        .await;
    calls
        .check("rules of every shape are checked", async |wire| {
            let forward = ActionForwardRequest::new("::1").port(65_535);
            let rules = [
                RuleRequest::new(ActionRequest::from("allow"), -128, 80),
                RuleRequest::new(ActionLimit::new(u32::MAX), 0, TargetObject::new(1, 65_535)).enabled(true),
                RuleRequest::new(ActionForwardVariantRequest::new(forward), 1, "host").clear_enabled(),
                RuleRequest::new(ActionTags::new(["a", "b"]), 127, vec!["h".to_owned()])
                    .with_property("since", json!([1, null])),
            ];
            let checked = client.rules().check(CheckParams::new(rules)).await?;
            let call = wire.only();
            assert_eq!(
                call.json(),
                json!([
                    {"action": "allow", "priority": -128, "target": 80},
                    {"action": {"limit": u32::MAX}, "priority": 0, "target": {"first": 1, "last": 65_535}, "enabled": true},
                    {"action": {"forward": {"to": "::1", "port": 65_535}}, "priority": 1, "target": "host", "enabled": null},
                    {"action": {"tags": ["a", "b"]}, "priority": 127, "target": ["h"], "since": [1, null]},
                ])
            );
            assert_eq!(json!(checked), call.answer_json());
            assert!(matches!(&checked[0].action, Action::String(it) if it.as_str() == "allow"));
            assert!(matches!(&checked[1].target, Target::Object(it) if it.last == 65_535));
            assert_eq!(checked[3].additional_properties["since"], json!([1, null]));
            Ok(())
        })
        .await;
    calls
        .check("sets of rules are read", async |wire| {
            let sets = client.rules().sets().await?;
            assert_eq!(json!(sets), wire.only().answer_json());
            let [Some(rule), None] = &sets["first"][..] else {
                panic!()
            };
            let Action::Forward(forward) = &rule.action else {
                panic!()
            };
            assert_eq!(
                (&*forward.forward.to, forward.forward.port),
                ("127.0.0.1", Some(65_535))
            );
            assert!(matches!(rule.target, Target::Integer(80)));
            Ok(())
        })
        .await;
}
