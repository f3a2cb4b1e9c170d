//! What a user of the desk's client writes.

use client::attachments::{CreateParams as AttachParams, ReplaceParams};
use client::operations::{
    CreateRulesActionParams, CreateRulesConditionParams, CreateRulesEventParams,
    CreateRulesTriggerParams, LogInParams,
};
use client::runtime::body::{File, Parts};
use client::tickets::{CreateParams, ListParams, UpdateParams};
use client::types::{
    Action, ActionAddLabels, ActionAskRequest, ActionAssignRequest, ActionAssignVariantRequest,
    ActionMove, ActionRaise, ActionRequest, AppError, Condition, ConditionAll, ConditionNot,
    Details, Event, EventForgotten, EventOpenedRequest, EventRatedRequest, EventRequest,
    EventStateChangedRequest, LogIn, NewTicket, PersonRequest, Rule, State, Ticket, TicketPatch,
    Trigger, TriggerAfter, TriggerAlways, TriggerAt, TriggerRequest, TriggerWithinCRequest,
    TriggerWithinRequest,
};
use client::{Client, Error, StatusError};
use conformance::Calls;
use serde_json::{Value, json};

const AGENT: &str = "00000000-0000-0000-0000-000000000003";

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .bearer("d3sk")
        .max_retries(0);
    let client = client.build().unwrap();
    let stranger = Client::builder()
        .base_url(calls.url())
        .bearer("no")
        .build()
        .unwrap();
    lists(&mut calls, &client).await;
    tickets(&mut calls, &client).await;
    refusals(&mut calls, &client, &stranger).await;
    attachments(&mut calls, &client).await;
    texts(&mut calls, &client).await;
    rules(&mut calls, &client).await;
    more_rules(&mut calls, &client).await;
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

async fn tickets(calls: &mut Calls, client: &Client) {
    calls
        .check("a ticket is shown with each outcome", async |wire| {
            for id in 1..=3 {
                let ticket = client.tickets().get(id).await?;
                assert_eq!(json!(ticket), wire.only().answer_json());
                assert_eq!(ticket.weight(), Some(0.1));
                assert_eq!(ticket.seat(), Some(&(255, "é".to_owned())));
                assert_eq!(ticket.effort().unwrap()["monday"], u32::MAX);
                assert_eq!(ticket.agent(), (id > 1).then_some(AGENT));
                let manager = ticket.reporter().unwrap().manager.as_ref().unwrap();
                assert_eq!(manager.mail.as_deref(), Some("grace@example.org"));
                match (id % 3, ticket) {
                    (0, Ticket::Solved(it)) => assert_eq!(it.by, "Ada"),
                    (1, Ticket::None(it)) => assert_eq!(it.state, State::Open),
                    (2, Ticket::Duplicate(it)) => assert_eq!(it.of, u64::MAX),
                    other => panic!("{other:?}"),
                }
            }
            Ok(())
        })
        .await;
    calls
        .check("a ticket is opened", async |wire| {
            let reporter = PersonRequest::new("Ada")
                .clear_mail()
                .manager(PersonRequest::new("Grace"));
            let ticket = NewTicket::new("Trouble", reporter, (255, "é".to_owned()))
                .labels(["new"])
                .due("2024-02-29")
                .weight(0.1)
                .effort([("monday", 5_u32)]);
            let request = client.tickets().create(CreateParams::new(ticket));
            let response = request.send_with_response().await?;
            let call = wire.only();
            assert_eq!((&*call.line(), call.status()), ("POST /tickets", 201));
            assert_eq!(call.header("authorization"), Some("Bearer d3sk"));
            assert_eq!(
                call.json(),
                json!({
                    "title": "Trouble",
                    "reporter": {"name": "Ada", "mail": null, "manager": {"name": "Grace"}},
                    "labels": ["new"], "due": "2024-02-29", "weight": 0.1,
                    "effort": {"monday": 5}, "seat": [255, "é"],
                })
            );
            assert_eq!(response.headers()["location"], "/tickets/8");
            assert_eq!(json!(response.body()), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check(
            "a ticket is changed: value, null and absent",
            async |wire| {
                let patch = TicketPatch::new().state(State::Closed).clear_agent();
                let ticket = client.tickets().update(2, UpdateParams::new(patch)).await?;
                let call = wire.only();
                assert_eq!(call.line(), "PATCH /tickets/2");
                assert_eq!(call.text(), r#"{"agent":null,"state":"closed"}"#);
                assert_eq!(
                    (ticket.state(), ticket.agent()),
                    (Some(&State::Closed), None)
                );
                assert_eq!(ticket.note(), Some("old"));
                let patch = TicketPatch::new().clear_note();
                let ticket = client.tickets().update(2, UpdateParams::new(patch)).await?;
                assert_eq!((ticket.note(), ticket.agent()), (None, Some(AGENT)));
                Ok(())
            },
        )
        .await;
    calls
        .check("a ticket is removed", async |wire| {
            client.tickets().delete(7).await?;
            let call = wire.only();
            assert_eq!((&*call.line(), call.status()), ("DELETE /tickets/7", 204));
            Ok(())
        })
        .await;
    calls
        .check("what leads elsewhere is followed", async |wire| {
            client.tickets().get_original(2).await?;
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(lines, ["GET /tickets/2/original", "GET /tickets/1"]);
            Ok(())
        })
        .await;
    calls
        .check("a path has an enum, a UUID and a date", async |wire| {
            let shift = client
                .tickets()
                .get_on("waiting-for-reply", AGENT, "2024-02-29")
                .await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                format!("GET /tickets/waiting-for-reply/of/{AGENT}/on/2024-02-29")
            );
            assert_eq!(json!(shift), call.answer_json());
            assert_eq!(
                (&shift[0].0, shift[0].2.as_str()),
                (&State::WaitingForReply, "2024-02-29")
            );
            Ok(())
        })
        .await;
}

async fn refusals(calls: &mut Calls, client: &Client, stranger: &Client) {
    calls
        .check("errors are typed", async |wire| {
            let error = refused(client.tickets().get(u64::MAX).await);
            assert_eq!(wire.only().line(), "GET /tickets/18446744073709551615");
            let body = error.decode::<AppError>()?;
            let Some(Details::Missing(missing)) = body.error_details else {
                panic!()
            };
            assert_eq!(
                (error.status().as_u16(), missing.missing.id),
                (404, u64::MAX)
            );
            let error = refused(client.tickets().delete(8).await);
            assert_eq!(error.decode::<AppError>()?.error, "no such ticket");
            let ticket = || NewTicket::new("", PersonRequest::new("Ada"), (0, "a".to_owned()));
            let error = refused(client.tickets().create(CreateParams::new(ticket())).await);
            let Some(Details::Fields(fields)) = error.decode::<AppError>()?.error_details else {
                panic!()
            };
            assert_eq!(fields.fields["title"], "must not be empty");
            let request = client.tickets().create(CreateParams::new(ticket()));
            let error = refused(request.set_json("/title", 1).await);
            assert_eq!(error.status().as_u16(), 422);
            let Some(Details::String(nothing)) = error.decode::<AppError>()?.error_details else {
                panic!()
            };
            assert_eq!(nothing.as_str(), "nothing");
            let error = refused(stranger.tickets().create(CreateParams::new(ticket())).await);
            let body = error.decode::<AppError>()?;
            assert_eq!(
                (&*body.error, body.error_details.is_none()),
                ("who are you?", true)
            );
            Ok(())
        })
        .await;
}

async fn attachments(calls: &mut Calls, client: &Client) {
    calls
        .check("files are attached", async |wire| {
            let file = File::new(vec![0_u8, 255])
                .name("a.png")
                .media_type("image/png");
            let parts = Parts::new().text("words", "é & more").file("file", file);
            let parts = client
                .attachments()
                .create(1, AttachParams::new(parts))
                .await?;
            let call = wire.only();
            assert_eq!(call.line(), "POST /tickets/1/attachments");
            assert_eq!(json!(parts), call.answer_json());
            assert_eq!(
                (parts[0].name.as_deref(), parts[0].size),
                (Some("words"), 9)
            );
            assert_eq!(parts[1].file_name.as_deref(), Some("a.png"));
            assert_eq!(parts[1].content_type.as_deref(), Some("image/png"));
            Ok(())
        })
        .await;
    calls
        .check("an attachment is bytes in both directions", async |wire| {
            let bytes = client.attachments().get(1, "a/b c").await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /tickets/1/attachments/a%2Fb%20c");
            assert_eq!(
                (&bytes[..], &bytes[..]),
                (&b"\0\xff\na/b c"[..], call.answer_bytes())
            );
            let error = refused(client.attachments().get(8, "a").await);
            assert_eq!(error.decode::<AppError>()?.error, "no such ticket");
            let _ = wire.only();
            let params = ReplaceParams::new(vec![0_u8, 255, 10]);
            let said = client.attachments().replace(1, "a", params).await?;
            let call = wire.only();
            assert_eq!(
                (call.bytes(), &*said),
                (&[0, 255, 10][..], "3 bytes for a of 1")
            );
            Ok(())
        })
        .await;
}

async fn texts(calls: &mut Calls, client: &Client) {
    calls
        .check("an article and the board are texts", async |wire| {
            let article = client.article("how/to ask?").await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /articles/how/to%20ask%3F");
            assert_eq!(article, "\"how/to ask?\" \u{2013} to be written\n");
            assert_eq!(client.board().await?, "<h1>All is well</h1>");
            assert_eq!(
                wire.only().answer_header("content-type"),
                Some("text/html; charset=utf-8")
            );
            Ok(())
        })
        .await;
    calls
        .check("a form logs in", async |wire| {
            let form = LogIn::new("ada + co", "s3cret & more").keep(true);
            let session = client.log_in(LogInParams::new(form)).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                "keep=true&password=s3cret%20%26%20more&user=ada%20%2B%20co"
            );
            assert_eq!(
                (json!(session), &*session.token),
                (call.answer_json(), "d3sk of ada + co")
            );
            let error = refused(
                client
                    .log_in(LogInParams::new(LogIn::new("ada", "guess")))
                    .await,
            );
            assert_eq!(error.status().as_u16(), 401);
            Ok(())
        })
        .await;
}

async fn rules(calls: &mut Calls, client: &Client) {
    calls
        .check("an enum with its tag outside", async |wire| {
            let assign = ActionAssignRequest::new(AGENT).until("2024-01-02T03:04:05Z");
            let actions: [ActionRequest; 6] = [
                "close".into(),
                ActionRaise::new(255).into(),
                ActionAssignVariantRequest::new(assign).into(),
                ActionAddLabels::new(["a"]).into(),
                ActionAskRequest::new(PersonRequest::new("Ada")).into(),
                ActionMove::new(("there".to_owned(), -1)).into(),
            ];
            let read = client.create_rules_action(CreateRulesActionParams::new(actions)).await?;
            let call = wire.only();
            assert_eq!(
                call.json(),
                json!([
                    "close", {"raise": 255}, {"assign": {"agent": AGENT, "until": "2024-01-02T03:04:05Z"}},
                    {"addLabels": ["a"]}, {"ask": {"name": "Ada"}}, {"move": ["there", -1]},
                ])
            );
            assert_eq!(json!(read), call.answer_json());
            assert!(matches!(&read[5], Action::Move(it) if it.move_ == ("there".to_owned(), -1)));
            assert!(!read.iter().any(|it| matches!(it, Action::Unknown(_))));
            Ok(())
        })
        .await;
    calls
        .check("an enum with its tag inside, by names", async |wire| {
            let events: [(&str, EventRequest); 4] = [
                (
                    "a",
                    EventOpenedRequest::new(PersonRequest::new("Ada")).into(),
                ),
                (
                    "b",
                    EventStateChangedRequest::new("closed").clear_from().into(),
                ),
                ("c", EventRatedRequest::new(5).words("good").into()),
                ("d", EventForgotten::new().into()),
            ];
            let read = client
                .create_rules_event(CreateRulesEventParams::new(events))
                .await?;
            let call = wire.only();
            assert_eq!(
                call.json(),
                json!({
                    "a": {"type": "opened", "by": {"name": "Ada"}},
                    "b": {"type": "state-changed", "from": null, "to": "closed"},
                    "c": {"type": "rated", "stars": 5, "words": "good"},
                    "d": {"type": "forgotten"},
                })
            );
            assert_eq!(json!(read), call.answer_json());
            assert!(matches!(&read["c"], Event::Rated(it) if it.stars == 5));
            assert!(!read.values().any(|it| matches!(it, Event::Unknown(_))));
            Ok(())
        })
        .await;
    calls
        .check("an enum with its tag beside", async |wire| {
            let within = TriggerWithinCRequest::new(5_u32).strict(true);
            let triggers: [TriggerRequest; 4] = [
                TriggerAlways::new().into(),
                TriggerAfter::new(0.5).into(),
                TriggerAt::new(["2024-01-02T03:04:05Z"]).into(),
                TriggerWithinRequest::new(within).into(),
            ];
            let read = client.create_rules_trigger(CreateRulesTriggerParams::new(triggers)).await?;
            let call = wire.only();
            assert_eq!(
                call.json(),
                json!([
                    {"t": "Always"}, {"t": "After", "c": 0.5}, {"t": "At", "c": ["2024-01-02T03:04:05Z"]},
                    {"t": "Within", "c": {"minutes": 5, "strict": true}},
                ])
            );
            assert_eq!(json!(read), call.answer_json());
            assert!(!read.iter().any(|it| matches!(it, Trigger::Unknown(_))));
            Ok(())
        })
        .await;
}

async fn more_rules(calls: &mut Calls, client: &Client) {
    calls
        .check("an enum without a tag, in itself", async |wire| {
            let fields = [("a".to_owned(), Some(0.5)), ("b".to_owned(), None)];
            let conditions: [(Condition, Value); 6] = [
                (true.into(), json!(true)),
                (i64::MIN.into(), json!(i64::MIN)),
                ("label".into(), json!("label")),
                (
                    ConditionAll::new([Condition::from(1_i64), "x".into()]).into(),
                    json!({"all": [1, "x"]}),
                ),
                (
                    ConditionNot::new(Condition::from(ConditionNot::new(Condition::from(false))))
                        .into(),
                    json!({"not": {"not": false}}),
                ),
                (
                    Condition::Object(fields.into()),
                    json!({"a": 0.5, "b": null}),
                ),
            ];
            for (condition, sent) in conditions {
                let params = CreateRulesConditionParams::new(condition);
                let read = client.create_rules_condition(params).await?;
                let call = wire.only();
                assert_eq!((&call.json(), &call.answer_json()), (&sent, &sent));
                assert_eq!(json!(read), sent);
                assert!(!matches!(read, Condition::Unknown(_)));
            }
            Ok(())
        })
        .await;
    calls
        .check(
            "a flattened enum has a flattened map beside it",
            async |wire| {
                let rule = client.get_rules_default().await?;
                assert_eq!(json!(rule), wire.only().answer_json());
                let Rule::Raise(rule) = rule else { panic!() };
                assert_eq!(
                    (rule.raise, &rule.additional_properties["since"]),
                    (255, &json!([1, null]))
                );
                assert!(matches!(rule.condition, Some(Condition::Not(_))));
                let Trigger::Within(within) = rule.trigger else {
                    panic!()
                };
                assert_eq!((within.c.minutes, within.c.strict), (5, None));
                Ok(())
            },
        )
        .await;
}
