//! The calls of `realtime_kit().livestreams()`.

use cloudflare_realtime_kit::Client;
use cloudflare_realtime_kit::realtime_kit::livestreams::{
    CreateIndependentLivestreamParams, GetActiveLivestreamsForLivestreamIdParams,
    GetAllLivestreamsParams, GetAllLivestreamsParamsSortOrder,
    GetLivestreamAnalyticsCompleteParams, GetLivestreamAnalyticsDaywiseParams,
    GetLivestreamSessionDetailsForSessionIdParams, GetLivestreamSessionForLivestreamIdParams,
    GetMeetingActiveLivestreamsParams, Livestreams, StartLivestreamingAMeetingParams,
    StartLivestreamingAMeetingParamsVideoConfig, StopLivestreamingAMeetingParams,
};
use cloudflare_realtime_kit::types::LivestreamStatus;

use super::{APP, Call, LIVESTREAM, LIVESTREAM_SESSION, MEETING, call};

pub fn calls() -> Vec<Call> {
    vec![
        get_all_livestreams(),
        create_independent_livestream(),
        get_livestream_session_for_livestream_id(),
        get_active_livestreams_for_livestream_id(),
        get_livestream_session_details_for_session_id(),
        get_meeting_active_livestreams(),
        start_livestreaming_a_meeting(),
        stop_livestreaming_a_meeting(),
        get_livestream_analytics_complete(),
        get_livestream_analytics_daywise(),
    ]
}

fn livestreams(client: &Client) -> Livestreams {
    client.realtime_kit().livestreams()
}

fn get_all_livestreams() -> Call {
    call(
        "get-all-livestreams",
        |client| {
            livestreams(client).get_all_livestreams(
                APP,
                GetAllLivestreamsParams::new()
                    .end_time("2026-03-02T00:00:00Z")
                    .exclude_meetings(false)
                    .page_no(1)
                    .per_page(20)
                    .sort_order(GetAllLivestreamsParamsSortOrder::Dsc)
                    .start_time("2026-03-01T00:00:00Z")
                    .status(LivestreamStatus::Live),
            )
        },
        |response| {
            let livestream = response.data.unwrap();
            assert_eq!(livestream.id.as_deref(), Some(LIVESTREAM));
            assert_eq!(livestream.disabled.as_deref(), Some("false"));
        },
    )
}

fn create_independent_livestream() -> Call {
    call(
        "create-independent-livestream",
        |client| {
            livestreams(client).create_independent_livestream(
                APP,
                CreateIndependentLivestreamParams::new().name("All hands"),
            )
        },
        |response| {
            let livestream = response.data.unwrap();
            assert_eq!(livestream.name.as_deref(), Some("All hands"));
            assert_eq!(livestream.disabled, Some(false));
        },
    )
}

fn get_livestream_session_for_livestream_id() -> Call {
    call(
        "get-livestream-session-for-livestream-id",
        |client| {
            livestreams(client).get_livestream_session_for_livestream_id(
                APP,
                LIVESTREAM,
                GetLivestreamSessionForLivestreamIdParams::new()
                    .page_no(1)
                    .per_page(20),
            )
        },
        |response| {
            let livestream = response.data.unwrap().livestream.unwrap();
            assert_eq!(livestream.id.as_deref(), Some(LIVESTREAM));
        },
    )
}

fn get_active_livestreams_for_livestream_id() -> Call {
    call(
        "get-active-livestreams-for-livestream-id",
        |client| {
            livestreams(client).get_active_livestreams_for_livestream_id(
                APP,
                LIVESTREAM,
                GetActiveLivestreamsForLivestreamIdParams::new(),
            )
        },
        |response| {
            let livestream = response.data.unwrap().livestream.unwrap();
            assert_eq!(livestream.id.as_deref(), Some(LIVESTREAM));
        },
    )
}

fn get_livestream_session_details_for_session_id() -> Call {
    call(
        "get-livestream-session-details-for-session-id",
        |client| {
            livestreams(client).get_livestream_session_details_for_session_id(
                APP,
                LIVESTREAM_SESSION,
                GetLivestreamSessionDetailsForSessionIdParams::new(),
            )
        },
        |response| {
            let session = response.data.unwrap();
            assert_eq!(session.id.as_deref(), Some(LIVESTREAM_SESSION));
            assert_eq!(session.err_message.as_deref(), Some(""));
        },
    )
}

fn get_meeting_active_livestreams() -> Call {
    call(
        "get-meeting-active-livestreams",
        |client| {
            livestreams(client).get_meeting_active_livestreams(
                APP,
                MEETING,
                GetMeetingActiveLivestreamsParams::new(),
            )
        },
        |response| {
            let livestream = response.data.unwrap();
            assert_eq!(livestream.id.as_deref(), Some(LIVESTREAM));
        },
    )
}

fn start_livestreaming_a_meeting() -> Call {
    call(
        "start-livestreaming-a-meeting",
        |client| {
            livestreams(client).start_livestreaming_a_meeting(
                APP,
                MEETING,
                StartLivestreamingAMeetingParams::new()
                    .name("All hands")
                    .video_config(
                        StartLivestreamingAMeetingParamsVideoConfig::new()
                            .height(720)
                            .width(1280),
                    ),
            )
        },
        |response| {
            let livestream = response.data.unwrap();
            assert_eq!(livestream.id.as_deref(), Some(LIVESTREAM));
            assert_eq!(
                livestream.ingest_server.as_deref(),
                Some("rtmps://live.example.com:443/live")
            );
        },
    )
}

fn stop_livestreaming_a_meeting() -> Call {
    call(
        "stop-livestreaming-a-meeting",
        |client| {
            livestreams(client).stop_livestreaming_a_meeting(
                APP,
                MEETING,
                StopLivestreamingAMeetingParams::new(),
            )
        },
        |response| {
            let message = response.data.unwrap().message;
            assert_eq!(message.as_deref(), Some("Livestream stopped."));
        },
    )
}

fn get_livestream_analytics_complete() -> Call {
    call(
        "get-livestream-analytics-complete",
        |client| {
            livestreams(client).get_livestream_analytics_complete(
                APP,
                GetLivestreamAnalyticsCompleteParams::new()
                    .end_time(1_772_409_600)
                    .filters("status:LIVE")
                    .start_time(1_772_323_200),
            )
        },
        |response| {
            let data = response.data.unwrap();
            assert_eq!(data.count, Some(4));
            assert_eq!(data.total_viewer_seconds, Some(54_000));
        },
    )
}

fn get_livestream_analytics_daywise() -> Call {
    call(
        "get-livestream-analytics-daywise",
        |client| {
            livestreams(client).get_livestream_analytics_daywise(
                APP,
                GetLivestreamAnalyticsDaywiseParams::new()
                    .end_time(1_772_409_600)
                    .filters("status:LIVE")
                    .start_time(1_772_323_200),
            )
        },
        |response| {
            let days = response.data.unwrap();
            assert_eq!(days[0].date.as_deref(), Some("2026-03-01"));
            assert_eq!(days[0].count, Some(4));
        },
    )
}
