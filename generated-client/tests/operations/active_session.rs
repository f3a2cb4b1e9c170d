//! The calls of `realtime_kit().active_session()`.

use cloudflare_realtime_kit::Client;
use cloudflare_realtime_kit::realtime_kit::active_session::{
    ActiveSession, CreatePollParams, GetActiveSessionParams, GetActiveSessionResponseDataStatus,
    KickAllParticipantsParams, KickParticipantsParams,
};

use super::{ACCOUNT, APP, Call, MEETING, PARTICIPANT, SESSION, call};

pub fn calls() -> Vec<Call> {
    vec![
        kick_participants(),
        kick_all_participants(),
        get_active_session(),
        create_poll(),
    ]
}

fn active_session(client: &Client) -> ActiveSession {
    client.realtime_kit().active_session()
}

fn kick_participants() -> Call {
    call(
        "kick-participants",
        |client| {
            active_session(client).kick_participants(
                APP,
                MEETING,
                KickParticipantsParams::new()
                    .account_id(ACCOUNT)
                    .custom_participant_ids(["ann@example.com"])
                    .participant_ids([PARTICIPANT]),
            )
        },
        |response| {
            let data = response.data.unwrap();
            assert_eq!(data.action.as_deref(), Some("kicked"));
            assert_eq!(data.participants.unwrap()[0].id, PARTICIPANT);
        },
    )
}

fn kick_all_participants() -> Call {
    call(
        "kick-all-participants",
        |client| {
            active_session(client).kick_all_participants(
                APP,
                MEETING,
                KickAllParticipantsParams::new(),
            )
        },
        |response| {
            let data = response.data.unwrap();
            assert_eq!(data.action.as_deref(), Some("kicked"));
            assert_eq!(data.kicked_participants_count, Some(4));
        },
    )
}

fn get_active_session() -> Call {
    call(
        "get-active-session",
        |client| {
            active_session(client).get_active_session(APP, MEETING, GetActiveSessionParams::new())
        },
        |response| {
            let session = response.data.unwrap();
            assert_eq!(session.id, SESSION);
            assert_eq!(session.status, GetActiveSessionResponseDataStatus::Live);
            assert_eq!(session.ended_at, None);
        },
    )
}

fn create_poll() -> Call {
    call(
        "create-poll",
        |client| {
            active_session(client).create_poll(
                APP,
                MEETING,
                CreatePollParams::new(["Tea", "Coffee"], "What shall we have?")
                    .anonymous(true)
                    .hide_votes(false),
            )
        },
        |response| {
            let poll = response.data.unwrap().poll.unwrap();
            assert_eq!(poll.question, "What shall we have?");
            assert_eq!(poll.options[0].text, "Tea");
        },
    )
}
