//! The calls of `realtime_kit().meetings()`.

use cloudflare_realtime_kit::realtime_kit::meetings::{
    AddParticipantParams, CreateParams, DeleteMeetingParticipantParams, EditParticipantParams,
    GetMeetingByIdParams, GetMeetingParticipantParams, GetMeetingParticipantsParams, GetParams,
    Meetings, RefreshParticipantTokenParams, ReplaceMeetingByIdParams, UpdateMeetingByIdParams,
};
use cloudflare_realtime_kit::types::MeetingStatus;
use cloudflare_realtime_kit::{Client, DateTime};

use super::{APP, Call, MEETING, PARTICIPANT, PRESET, TOKEN, call, recording_values};

pub fn calls() -> Vec<Call> {
    vec![
        get_meetings(),
        create_meeting(),
        get_meeting_by_id(),
        replace_meeting_by_id(),
        update_meeting_by_id(),
        get_meeting_participants(),
        add_participant(),
        get_meeting_participant(),
        delete_meeting_participant(),
        edit_participant(),
        refresh_participant_token(),
    ]
}

fn meetings(client: &Client) -> Meetings {
    client.realtime_kit().meetings()
}

fn get_meetings() -> Call {
    call(
        "get-meetings",
        |client| {
            meetings(client).get(
                APP,
                GetParams::new()
                    .end_time("2026-03-02T00:00:00Z")
                    .page_no(1)
                    .per_page(20)
                    .search("standup")
                    .start_time("2026-03-01T00:00:00Z")
                    .status(MeetingStatus::Active),
            )
        },
        |response| {
            assert_eq!(response.data[0].id, MEETING);
            assert_eq!(response.paging.total_count, 1);
        },
    )
}

fn create_meeting() -> Call {
    call(
        "create-meeting",
        |client| {
            meetings(client).create(
                APP,
                CreateParams::new()
                    .ai_config(recording_values::ai_config())
                    .live_stream_on_start(false)
                    .persist_chat(true)
                    .record_on_start(true)
                    .recording_config(recording_values::recording_config())
                    .session_keep_alive_time_in_secs(60)
                    .summarize_on_end(true)
                    .title("Standup")
                    .transcribe_on_end(true),
            )
        },
        |response| {
            let meeting = response.data.unwrap();
            assert_eq!(meeting.id, MEETING);
            assert_eq!(
                meeting.created_at,
                DateTime::from("2026-03-01T08:00:00.000Z")
            );
        },
    )
}

fn get_meeting_by_id() -> Call {
    call(
        "get-meeting-by-id",
        |client| {
            meetings(client).get_meeting_by_id(
                APP,
                MEETING,
                GetMeetingByIdParams::new().name("Standup"),
            )
        },
        |response| {
            let meeting = response.data.unwrap();
            assert_eq!(meeting.id, MEETING);
            assert_eq!(meeting.title.as_deref(), Some("Standup"));
        },
    )
}

fn replace_meeting_by_id() -> Call {
    call(
        "replace-meeting-by-id",
        |client| {
            meetings(client).replace_meeting_by_id(
                APP,
                MEETING,
                ReplaceMeetingByIdParams::new()
                    .ai_config(recording_values::ai_config())
                    .live_stream_on_start(false)
                    .persist_chat(true)
                    .record_on_start(true)
                    .recording_config(recording_values::recording_config())
                    .session_keep_alive_time_in_secs(60)
                    .summarize_on_end(true)
                    .title("Standup")
                    .transcribe_on_end(true),
            )
        },
        |response| {
            let config = response.data.unwrap().recording_config.unwrap();
            assert_eq!(config.file_name_prefix.as_deref(), Some("standup"));
        },
    )
}

fn update_meeting_by_id() -> Call {
    call(
        "update-meeting-by-id",
        |client| {
            meetings(client).update_meeting_by_id(
                APP,
                MEETING,
                UpdateMeetingByIdParams::new()
                    .ai_config(recording_values::ai_config())
                    .live_stream_on_start(false)
                    .persist_chat(true)
                    .record_on_start(true)
                    .recording_config(recording_values::recording_config())
                    .session_keep_alive_time_in_secs(60)
                    .status(MeetingStatus::Inactive)
                    .summarize_on_end(true)
                    .title("Standup")
                    .transcribe_on_end(true),
            )
        },
        |response| {
            assert_eq!(response.data.unwrap().status, Some(MeetingStatus::Active));
        },
    )
}

fn get_meeting_participants() -> Call {
    call(
        "get-meeting-participants",
        |client| {
            meetings(client).get_meeting_participants(
                APP,
                MEETING,
                GetMeetingParticipantsParams::new().page_no(1).per_page(20),
            )
        },
        |response| {
            assert_eq!(response.data[0].id, PARTICIPANT);
            assert_eq!(response.data[0].custom_participant_id, "ann@example.com");
        },
    )
}

fn add_participant() -> Call {
    call(
        "add-participant",
        |client| {
            meetings(client).add_participant(
                APP,
                MEETING,
                AddParticipantParams::new("ann@example.com", "group_call_host")
                    .name("Ann")
                    .picture("https://example.com/ann.png"),
            )
        },
        |response| {
            let participant = response.data.unwrap();
            assert_eq!(participant.id, PARTICIPANT);
            assert_eq!(participant.token, TOKEN);
        },
    )
}

fn get_meeting_participant() -> Call {
    call(
        "get-meeting-participant",
        |client| {
            meetings(client).get_meeting_participant(
                APP,
                MEETING,
                PARTICIPANT,
                GetMeetingParticipantParams::new(),
            )
        },
        |response| {
            assert_eq!(response.data.id, PARTICIPANT);
            assert_eq!(response.data.preset_name, "group_call_host");
        },
    )
}

fn delete_meeting_participant() -> Call {
    call(
        "delete-meeting-participant",
        |client| {
            meetings(client).delete_meeting_participant(
                APP,
                MEETING,
                PARTICIPANT,
                DeleteMeetingParticipantParams::new(),
            )
        },
        |response| {
            let participant = response.data.unwrap();
            assert_eq!(participant.custom_participant_id, "ann@example.com");
            assert_eq!(participant.preset_id, PRESET);
        },
    )
}

fn edit_participant() -> Call {
    call(
        "edit-participant",
        |client| {
            meetings(client).edit_participant(
                APP,
                MEETING,
                PARTICIPANT,
                EditParticipantParams::new()
                    .name("Ann")
                    .picture("https://example.com/ann.png")
                    .preset_name("group_call_host"),
            )
        },
        |response| {
            let participant = response.data.unwrap();
            assert_eq!(participant.name.as_deref(), Some("Ann"));
        },
    )
}

fn refresh_participant_token() -> Call {
    call(
        "refresh-participant-token",
        |client| {
            meetings(client).refresh_participant_token(
                APP,
                MEETING,
                PARTICIPANT,
                RefreshParticipantTokenParams::new(),
            )
        },
        |response| {
            assert_eq!(response.data.token, TOKEN);
        },
    )
}
