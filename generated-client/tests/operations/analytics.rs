//! The calls of `realtime_kit().analytics()`.

use cloudflare_realtime_kit::Client;
use cloudflare_realtime_kit::realtime_kit::analytics::{Analytics, GetOrgAnalyticsParams};

use super::{APP, Call, call};

pub fn calls() -> Vec<Call> {
    vec![get_org_analytics()]
}

fn analytics(client: &Client) -> Analytics {
    client.realtime_kit().analytics()
}

fn get_org_analytics() -> Call {
    call(
        "get-org-analytics",
        |client| {
            analytics(client).get_org_analytics(
                APP,
                GetOrgAnalyticsParams::new()
                    .end_date("2026-03-31")
                    .start_date("2026-03-01"),
            )
        },
        |response| {
            let data = response.data.unwrap();
            let days = data.recording_stats.unwrap().day_stats.unwrap();
            assert_eq!(days[0].total_recordings, Some(2));
        },
    )
}
