//! The calls of `realtime_kit().apps()`.

use cloudflare_realtime_kit::Client;
use cloudflare_realtime_kit::realtime_kit::apps::{Apps, GetParams, PostParams};
use cloudflare_realtime_kit::types::SortOrder;

use super::{APP, Call, call};

pub fn calls() -> Vec<Call> {
    vec![get_apps(), create_app()]
}

fn apps(client: &Client) -> Apps {
    client.realtime_kit().apps()
}

fn get_apps() -> Call {
    call(
        "get-apps",
        |client| {
            apps(client).get(
                GetParams::new()
                    .page_no(1)
                    .per_page(20)
                    .search("standup")
                    .sort_order(SortOrder::Desc),
            )
        },
        |response| {
            let apps = response.data.unwrap();
            assert_eq!(apps[0].id.as_deref(), Some(APP));
            assert_eq!(apps[0].name.as_deref(), Some("Classroom"));
        },
    )
}

fn create_app() -> Call {
    call(
        "create-app",
        |client| apps(client).post(PostParams::new("Classroom")),
        |response| {
            let app = response.data.unwrap().app.unwrap();
            assert_eq!(app.id.as_deref(), Some(APP));
        },
    )
}
