//! The calls of the cases, by the names that the recordings have for operations.

use cloudflare_realtime_kit::realtime_kit::active_session::{
    KickAllParticipantsParams, KickParticipantsParams,
};
use cloudflare_realtime_kit::realtime_kit::meetings::{
    DeleteMeetingParticipantParams, GetParams, UpdateMeetingByIdParams,
};
use cloudflare_realtime_kit::realtime_kit::recordings::GetRecordingsParams;
use cloudflare_realtime_kit::{Client, Error, Json, Method, Request};
use serde::Serialize;

use super::{milliseconds, text};

/// Makes the call of a case.
pub async fn call(client: &Client, op: &str, args: &Json, options: &Json) -> Result<Json, Error> {
    let argument = |name: &str| args[name].as_str().unwrap_or_default();
    let (account, app) = (argument("account_id"), argument("app_id"));
    let meeting = argument("meeting_id");
    let kit = client.realtime_kit();
    match op {
        "kick" => {
            let mut params = KickParticipantsParams::new().account_id(account);
            params.participant_ids = list(&args["participant_ids"]);
            params.custom_participant_ids = list(&args["custom_participant_ids"]);
            let request = kit.active_session().kick_participants(app, meeting, params);
            let names = ["participant_ids", "custom_participant_ids"];
            send(with_nulls(request, args, &names), options).await
        }
        "kick_all" => {
            let params = KickAllParticipantsParams::new().account_id(account);
            let session = kit.active_session();
            send(session.kick_all_participants(app, meeting, params), options).await
        }
        "delete_participant" => {
            let params = DeleteMeetingParticipantParams::new().account_id(account);
            let (meetings, participant) = (kit.meetings(), argument("participant_id"));
            let request = meetings.delete_meeting_participant(app, meeting, participant, params);
            send(request, options).await
        }
        "update_meeting" => {
            let params = UpdateMeetingByIdParams::new().account_id(account);
            let params = params.status(argument("status"));
            let request = kit.meetings().update_meeting_by_id(app, meeting, params);
            send(with_nulls(request, args, &["title"]), options).await
        }
        "meetings_list" => {
            let mut params = GetParams::new().account_id(account);
            params.search = args["search"].as_str().map(str::to_owned);
            params.start_time = args["start_time"].as_str().map(Into::into);
            send(kit.meetings().get(app, params), options).await
        }
        "meetings_list_pages" => {
            let mut params = GetParams::new().account_id(account).page_no(1);
            params.per_page = args["per_page"].as_i64();
            let mut pages = kit.meetings().get(app, params).pages();
            let mut read = Vec::new();
            while let Some(page) = pages.next().await {
                read.push(serde_json::to_value(page?).expect("a value"));
            }
            Ok(Json::Array(read))
        }
        "recordings_list" => {
            let params = GetRecordingsParams::new().account_id(account);
            let status = list(&args["status"]).unwrap_or_default();
            let mut params = params.status(status);
            params.expired = args["expired"].as_bool();
            params.page_no = args["page_no"].as_i64();
            send(kit.recordings().get_recordings(app, params), options).await
        }
        // No operation of this API, but a request as good as any.
        "zones_autopage" => {
            let request = client.request(Method::GET, "/zones");
            let request = request.query("per_page", &args["per_page"].to_string());
            send(
                request.query("account.name", argument("account_name")),
                options,
            )
            .await
        }
        other => panic!("no operation {other}"),
    }
}

/// Sets the arguments that are `null` where no setter can.
fn with_nulls<T, E>(request: Request<T, E>, args: &Json, names: &[&str]) -> Request<T, E> {
    names.iter().fold(request, |request, name| {
        if args.get(name).is_some_and(Json::is_null) {
            request.set_json(&format!("/{name}"), Json::Null)
        } else {
            request
        }
    })
}

async fn send<T: Serialize, E>(mut request: Request<T, E>, options: &Json) -> Result<Json, Error> {
    if let Some(limit) = milliseconds(&options["timeout_ms"]) {
        request = request.attempt_timeout(limit);
    }
    if let Some(limit) = milliseconds(&options["deadline_ms"]) {
        request = request.timeout(limit);
    }
    let answer = request.await?;
    Ok(serde_json::to_value(answer).expect("a value"))
}

/// The elements of an array of texts; nothing where there is none.
fn list(value: &Json) -> Option<Vec<String>> {
    let items = value.as_array()?;
    Some(items.iter().map(|item| text(item).to_owned()).collect())
}
