//! A preset, in parts.

use cloudflare_realtime_kit::types::{
    BorderRadius, BorderWidth, MediaPermission, PermissionLevel, PluginConfig,
    PluginConfigAccessControl, PresetAudio, PresetConfigMaxVideoStreams, PresetConfigMedia,
    PresetConfigMediaScreenshare, PresetConfigMediaVideo, PresetConfigRequest, PresetPermissions,
    PresetPermissionsChat, PresetPermissionsChatPrivate, PresetPermissionsChatPublic,
    PresetPermissionsConnectedMeetings, PresetPermissionsMedia, PresetPermissionsPlugins,
    PresetPermissionsPolls, PresetUi, PresetUiDesignTokens, PresetUiDesignTokensColors,
    PresetUiDesignTokensColorsBackground, PresetUiDesignTokensColorsBrand, RecorderType, Theme,
    VideoQuality, ViewType, WaitingRoomType,
};

pub fn config() -> PresetConfigRequest {
    PresetConfigRequest::new(
        1.0,
        PresetConfigMaxVideoStreams::new(16.0, 6.0),
        PresetConfigMedia::new(
            PresetConfigMediaScreenshare::new(5.0, VideoQuality::Fhd),
            PresetConfigMediaVideo::new(30.0, VideoQuality::Hd).simulcast(true),
        )
        .audio(
            PresetAudio::new()
                .enable_high_bitrate(true)
                .enable_stereo(true),
        ),
        ViewType::GroupCall,
    )
    .livestream_viewer_qualities([360, 720])
}

pub fn chat() -> PresetPermissionsChat {
    PresetPermissionsChat::new(
        PresetPermissionsChatPrivate::new(true, true, true, true),
        PresetPermissionsChatPublic::new(true, true, true),
    )
}

pub fn plugins() -> PresetPermissionsPlugins {
    PresetPermissionsPlugins::new(
        true,
        true,
        true,
        [(
            "8d2c6a4e-1f3b-4c5d-9e7f-a0b1c2d3e4f5",
            PluginConfig::new()
                .access_control(PluginConfigAccessControl::FullAccess)
                .handles_view_only(false),
        )],
    )
}

pub fn permissions() -> PresetPermissions {
    PresetPermissions::new(
        true,
        true,
        true,
        true,
        true,
        true,
        true,
        chat(),
        PresetPermissionsConnectedMeetings::new(true, true, true),
        true,
        true,
        true,
        false,
        true,
        PresetPermissionsMedia::new(
            MediaPermission::new(PermissionLevel::Allowed),
            MediaPermission::new(PermissionLevel::Allowed),
            MediaPermission::new(PermissionLevel::Allowed),
        ),
        true,
        plugins(),
        PresetPermissionsPolls::new(true, true, true),
        RecorderType::None,
        true,
        WaitingRoomType::Skip,
    )
    .accept_stage_requests(true)
    .is_recorder(false)
    .stage_access(PermissionLevel::Allowed)
    .stage_enabled(false)
    .transcription_enabled(true)
}

pub fn colors() -> PresetUiDesignTokensColors {
    PresetUiDesignTokensColors::new(
        PresetUiDesignTokensColorsBackground::new(
            "#080808", "#3c3c3c", "#2c2c2c", "#1e1e1e", "#1a1a1a",
        ),
        PresetUiDesignTokensColorsBrand::new("#844d1c", "#9d5b22", "#b56927", "#d37c30", "#d9904f"),
        "#ff2d2d",
        "#62a504",
        "#eeeeee",
        "#eeeeee",
        "#191919",
        "#ffcd07",
    )
}

pub fn ui() -> PresetUi {
    PresetUi::new(
        PresetUiDesignTokens::new(
            BorderRadius::Rounded,
            BorderWidth::Thin,
            colors(),
            4.0,
            Theme::Dark,
        )
        .font_family("Inter")
        .google_font("Inter")
        .logo("https://example.com/logo.png"),
    )
}
