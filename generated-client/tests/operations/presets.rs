//! The calls of `realtime_kit().presets()`.

use cloudflare_realtime_kit::Client;
use cloudflare_realtime_kit::realtime_kit::presets::{
    CreateParams, CreateParamsRequired, DeleteParams, GetParams, GetPresetByIdParams, Presets,
    ReplacePresetByIdParams, ReplacePresetByIdParamsRequired, UpdateParams,
};
use cloudflare_realtime_kit::types::{Theme, ViewType};

use super::{APP, Call, PRESET, call, preset_changes, preset_values};

pub fn calls() -> Vec<Call> {
    vec![
        get_presets(),
        create_preset(),
        get_preset_by_id(),
        replace_preset_by_id(),
        delete_preset(),
        update_preset(),
    ]
}

fn presets(client: &Client) -> Presets {
    client.realtime_kit().presets()
}

fn get_presets() -> Call {
    call(
        "get-presets",
        |client| {
            presets(client).get(
                APP,
                GetParams::new().page_no(1).per_page(20).search("standup"),
            )
        },
        |response| {
            assert_eq!(response.data[0].id.as_deref(), Some(PRESET));
            assert_eq!(response.data[0].name.as_deref(), Some("group_call_host"));
        },
    )
}

fn create_preset() -> Call {
    call(
        "create-preset",
        |client| {
            presets(client).create(
                APP,
                CreateParams::new(CreateParamsRequired {
                    config: preset_values::config(),
                    name: "group_call_host".to_owned(),
                    permissions: preset_values::permissions(),
                    ui: preset_values::ui(),
                }),
            )
        },
        |response| {
            assert_eq!(response.data.id, PRESET);
            assert_eq!(response.data.config.view_type, ViewType::GroupCall);
        },
    )
}

fn get_preset_by_id() -> Call {
    call(
        "get-preset-by-id",
        |client| presets(client).get_preset_by_id(APP, PRESET, GetPresetByIdParams::new()),
        |response| {
            assert_eq!(response.data.id, PRESET);
            assert!(response.data.permissions.kick_participant);
        },
    )
}

fn replace_preset_by_id() -> Call {
    call(
        "replace-preset-by-id",
        |client| {
            presets(client).replace_preset_by_id(
                APP,
                PRESET,
                ReplacePresetByIdParams::new(ReplacePresetByIdParamsRequired {
                    config: preset_values::config(),
                    name: "group_call_host".to_owned(),
                    permissions: preset_values::permissions(),
                    ui: preset_values::ui(),
                }),
            )
        },
        |response| {
            assert_eq!(response.data.id, PRESET);
            assert_eq!(response.data.ui.design_tokens.theme, Theme::Dark);
        },
    )
}

fn delete_preset() -> Call {
    call(
        "delete-preset",
        |client| presets(client).delete(APP, PRESET, DeleteParams::new()),
        |response| {
            assert_eq!(response.data.id, PRESET);
        },
    )
}

fn update_preset() -> Call {
    call(
        "update-preset",
        |client| {
            presets(client).update(
                APP,
                PRESET,
                UpdateParams::new()
                    .config(preset_changes::config())
                    .name("group_call_host")
                    .permissions(preset_changes::permissions())
                    .ui(preset_changes::ui()),
            )
        },
        |response| {
            assert_eq!(response.data.name, "group_call_host");
            assert_eq!(response.data.config.max_video_streams.desktop, 16);
        },
    )
}
