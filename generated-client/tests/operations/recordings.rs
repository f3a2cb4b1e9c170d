//! The calls of `realtime_kit().recordings()`.

use cloudflare_realtime_kit::Client;
use cloudflare_realtime_kit::realtime_kit::recordings::{
    GetActiveRecordingsParams, GetOneRecordingParams, GetRecordingsParams,
    GetRecordingsParamsSortBy, PauseResumeStopRecordingParams,
    PauseResumeStopRecordingParamsAction, Recordings, StartRecordingsParams,
    StartRecordingsParamsInteractiveConfig, StartRecordingsParamsInteractiveConfigType,
    StartTrackRecordingParams, StartTrackRecordingParamsLayer,
    StartTrackRecordingParamsLayerMediaKind,
};
use cloudflare_realtime_kit::types::{BucketConfig, RecordingStatus, RtmpConfig, SortOrder};

use super::{APP, Call, MEETING, PARTICIPANT, RECORDING, call, recording_values};

pub fn calls() -> Vec<Call> {
    vec![
        get_recordings(),
        start_recordings(),
        start_track_recording(),
        get_active_recordings(),
        get_one_recording(),
        pause_resume_stop_recording(),
    ]
}

fn recordings(client: &Client) -> Recordings {
    client.realtime_kit().recordings()
}

fn get_recordings() -> Call {
    call(
        "get-recordings",
        |client| {
            recordings(client).get_recordings(
                APP,
                GetRecordingsParams::new()
                    .end_time("2026-03-02T00:00:00Z")
                    .expired(false)
                    .meeting_id(MEETING)
                    .page_no(1)
                    .per_page(20)
                    .search("standup")
                    .sort_by(GetRecordingsParamsSortBy::InvokedTime)
                    .sort_order(SortOrder::Desc)
                    .start_time("2026-03-01T00:00:00Z")
                    .status([RecordingStatus::Invoked, RecordingStatus::Uploaded]),
            )
        },
        |response| {
            assert_eq!(response.data[0].id, RECORDING);
            assert_eq!(response.data[0].status, RecordingStatus::Uploaded);
        },
    )
}

fn start_recordings() -> Call {
    call(
        "start-recordings",
        |client| {
            recordings(client).start_recordings(
                APP,
                StartRecordingsParams::new(MEETING)
                    .allow_multiple_recordings(false)
                    .audio_config(recording_values::audio_config())
                    .file_name_prefix("standup")
                    .interactive_config(
                        StartRecordingsParamsInteractiveConfig::new()
                            .type_(StartRecordingsParamsInteractiveConfigType::Id3),
                    )
                    .max_seconds(3600)
                    .realtimekit_bucket_config(BucketConfig::new(true))
                    .rtmp_out_config(
                        RtmpConfig::new()
                            .rtmp_url("rtmps://live.example.com:443/live/6f1c2d3e4b5a"),
                    )
                    .storage_config(recording_values::storage_config())
                    .url("https://example.com/layout")
                    .video_config(recording_values::video_config()),
            )
        },
        |response| {
            let recording = response.data.unwrap();
            assert_eq!(recording.id, RECORDING);
            assert_eq!(recording.file_size, Some(48_210_331));
        },
    )
}

fn start_track_recording() -> Call {
    call(
        "start-track-recording",
        |client| {
            recordings(client).start_track_recording(
                APP,
                StartTrackRecordingParams::new(MEETING)
                    .layers([(
                        "default",
                        StartTrackRecordingParamsLayer::new()
                            .file_name_prefix("standup")
                            .media_kind(StartTrackRecordingParamsLayerMediaKind::Audio),
                    )])
                    .user_ids([PARTICIPANT]),
            )
        },
        |response| {
            let recording = response.data.unwrap().recording;
            assert_eq!(recording.id, RECORDING);
            assert_eq!(recording.download_url, None);
        },
    )
}

fn get_active_recordings() -> Call {
    call(
        "get-active-recordings",
        |client| {
            recordings(client).get_active_recordings(APP, MEETING, GetActiveRecordingsParams::new())
        },
        |response| {
            assert_eq!(response.data.id, RECORDING);
            assert_eq!(response.data.status, RecordingStatus::Recording);
        },
    )
}

fn get_one_recording() -> Call {
    call(
        "get-one-recording",
        |client| recordings(client).get_one_recording(APP, RECORDING, GetOneRecordingParams::new()),
        |response| {
            let caller = response.data.unwrap().start_reason.unwrap().caller.unwrap();
            assert_eq!(caller.name.as_deref(), Some("Ann"));
        },
    )
}

fn pause_resume_stop_recording() -> Call {
    call(
        "pause-resume-stop-recording",
        |client| {
            recordings(client).pause_resume_stop_recording(
                APP,
                RECORDING,
                PauseResumeStopRecordingParams::new(PauseResumeStopRecordingParamsAction::Stop),
            )
        },
        |response| {
            let recording = response.data.unwrap();
            assert_eq!(recording.status, RecordingStatus::Uploaded);
        },
    )
}
