//! What is tried of lists.

use client::Client;
use client::disks::ListParams;
use client::instances::ListParams as InstancesParams;
use client::types::{RunState, SortMode};
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
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
