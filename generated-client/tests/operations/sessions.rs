//! The calls of `realtime_kit().sessions()`.

use cloudflare_realtime_kit::Client;
use cloudflare_realtime_kit::realtime_kit::sessions::{
    GenerateSummaryOfTranscriptsParams, GetParticipantDataFromPeerIdParams,
    GetParticipantDataFromPeerIdParamsFilters, GetSessionChatParams, GetSessionDetailsParams,
    GetSessionParticipantDetailsParams, GetSessionParticipantsParams,
    GetSessionParticipantsParamsSortBy, GetSessionParticipantsParamsView, GetSessionSummaryParams,
    GetSessionTranscriptsParams, GetSessionTranscriptsParamsFormat, GetSessionsParams,
    GetSessionsParamsSortBy, Sessions,
};
use cloudflare_realtime_kit::types::{SessionStatus, SortOrder};

use super::{APP, Call, MEETING, PARTICIPANT, PEER, SESSION, call};

pub fn calls() -> Vec<Call> {
    vec![
        get_sessions(),
        get_session_details(),
        get_session_participants(),
        get_session_participant_details(),
        get_participant_data_from_peer_id(),
        get_session_chat(),
        get_session_summary(),
        generate_summary_of_transcripts(),
        get_session_transcripts(),
    ]
}

fn sessions(client: &Client) -> Sessions {
    client.realtime_kit().sessions()
}

fn get_sessions() -> Call {
    call(
        "get-sessions",
        |client| {
            sessions(client).get_sessions(
                APP,
                GetSessionsParams::new()
                    .associated_id(MEETING)
                    .end_time("2026-03-02T00:00:00Z")
                    .page_no(1)
                    .participants(PARTICIPANT)
                    .per_page(20)
                    .search("standup")
                    .sort_by(GetSessionsParamsSortBy::CreatedAt)
                    .sort_order(SortOrder::Desc)
                    .start_time("2026-03-01T00:00:00Z")
                    .status(SessionStatus::Ended),
            )
        },
        |response| {
            let sessions = response.data.unwrap().sessions.unwrap();
            assert_eq!(sessions[0].id, SESSION);
            assert_eq!(sessions[0].minutes_consumed, 42.5);
        },
    )
}

fn get_session_details() -> Call {
    call(
        "get-session-details",
        |client| {
            sessions(client).get_session_details(
                APP,
                SESSION,
                GetSessionDetailsParams::new().include_breakout_rooms(true),
            )
        },
        |response| {
            let session = response.data.unwrap();
            assert_eq!(session.id, SESSION);
            assert_eq!(session.status, SessionStatus::Ended);
        },
    )
}

fn get_session_participants() -> Call {
    call(
        "get-session-participants",
        |client| {
            sessions(client).get_session_participants(
                APP,
                SESSION,
                GetSessionParticipantsParams::new()
                    .include_peer_events(true)
                    .page_no(1)
                    .per_page(20)
                    .search("standup")
                    .sort_by(GetSessionParticipantsParamsSortBy::JoinedAt)
                    .sort_order(SortOrder::Desc)
                    .with_view(GetSessionParticipantsParamsView::Consolidated),
            )
        },
        |response| {
            let participants = response.data.unwrap().participants.unwrap();
            assert_eq!(participants[0].id.as_deref(), Some(PARTICIPANT));
            assert_eq!(participants[0].duration, Some(42.5));
        },
    )
}

fn get_session_participant_details() -> Call {
    call(
        "get-session-participant-details",
        |client| {
            sessions(client).get_session_participant_details(
                APP,
                SESSION,
                PARTICIPANT,
                GetSessionParticipantDetailsParams::new().include_peer_events(true),
            )
        },
        |response| {
            let participant = response.data.unwrap().participant.unwrap();
            assert_eq!(participant.id.as_deref(), Some(PARTICIPANT));
            assert_eq!(participant.display_name.as_deref(), Some("Ann"));
        },
    )
}

fn get_participant_data_from_peer_id() -> Call {
    call(
        "get-participant-data-from-peer-id",
        |client| {
            sessions(client).get_participant_data_from_peer_id(
                APP,
                PEER,
                GetParticipantDataFromPeerIdParams::new()
                    .filters(GetParticipantDataFromPeerIdParamsFilters::QualityStats)
                    .include_peer_events(true),
            )
        },
        |response| {
            let participant = response.data.unwrap().participant.unwrap();
            assert_eq!(participant.id.as_deref(), Some(PARTICIPANT));
        },
    )
}

fn get_session_chat() -> Call {
    call(
        "get-session-chat",
        |client| sessions(client).get_session_chat(APP, SESSION, GetSessionChatParams::new()),
        |response| {
            assert_eq!(
                response.data.unwrap().chat_download_url,
                "https://downloads.example.com/chat.csv"
            );
        },
    )
}

fn get_session_summary() -> Call {
    call(
        "get-session-summary",
        |client| sessions(client).get_session_summary(APP, SESSION, GetSessionSummaryParams::new()),
        |response| {
            let summary = response.data.unwrap();
            assert_eq!(summary.session_id, SESSION);
            assert_eq!(
                summary.summary_download_url,
                "https://downloads.example.com/summary.md"
            );
        },
    )
}

fn generate_summary_of_transcripts() -> Call {
    call(
        "generate-summary-of-transcripts",
        |client| {
            sessions(client).generate_summary_of_transcripts(
                APP,
                SESSION,
                GenerateSummaryOfTranscriptsParams::new(),
            )
        },
        |response| {
            let data = response.data.unwrap();
            assert_eq!(data.session_id.as_deref(), Some(SESSION));
            assert_eq!(data.status.as_deref(), Some("PROCESSING"));
        },
    )
}

fn get_session_transcripts() -> Call {
    call(
        "get-session-transcripts",
        |client| {
            sessions(client).get_session_transcripts(
                APP,
                SESSION,
                GetSessionTranscriptsParams::new().format(GetSessionTranscriptsParamsFormat::Csv),
            )
        },
        |response| {
            let transcript = response.data.unwrap();
            assert_eq!(transcript.session_id, SESSION);
            assert_eq!(
                transcript.transcript_download_url,
                "https://downloads.example.com/transcript.csv"
            );
        },
    )
}
