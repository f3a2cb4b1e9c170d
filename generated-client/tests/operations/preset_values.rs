//! A preset, in parts.

use std::collections::BTreeMap;

use cloudflare_realtime_kit::types::{
    BorderRadius, BorderWidth, MediaPermission, PermissionLevel, PluginConfig,
    PluginConfigAccessControl, PresetAudio, PresetConfigMaxVideoStreams, PresetConfigMedia,
    PresetConfigMediaScreenshare, PresetConfigMediaVideo, PresetConfigRequest,
    PresetConfigRequestRequired, PresetPermissions, PresetPermissionsChat,
    PresetPermissionsChatPrivate, PresetPermissionsChatPrivateRequired,
    PresetPermissionsChatPublic, PresetPermissionsConnectedMeetings, PresetPermissionsMedia,
    PresetPermissionsPlugins, PresetPermissionsPluginsRequired, PresetPermissionsPolls,
    PresetPermissionsRequired, PresetUi, PresetUiDesignTokens, PresetUiDesignTokensColors,
    PresetUiDesignTokensColorsBackground, PresetUiDesignTokensColorsBackgroundRequired,
    PresetUiDesignTokensColorsBrand, PresetUiDesignTokensColorsBrandRequired,
    PresetUiDesignTokensColorsRequired, PresetUiDesignTokensRequired, RecorderType, Theme,
    VideoQuality, ViewType, WaitingRoomType,
};

pub fn config() -> PresetConfigRequest {
    PresetConfigRequest::new(PresetConfigRequestRequired {
        max_screenshare_count: 1,
        max_video_streams: PresetConfigMaxVideoStreams::new(16, 6),
        media: PresetConfigMedia::new(
            PresetConfigMediaScreenshare::new(5.0, VideoQuality::Fhd),
            PresetConfigMediaVideo::new(30.0, VideoQuality::Hd).simulcast(true),
        )
        .audio(
            PresetAudio::new()
                .enable_high_bitrate(true)
                .enable_stereo(true),
        ),
        view_type: ViewType::GroupCall,
    })
    .livestream_viewer_qualities([360, 720])
}

pub fn chat() -> PresetPermissionsChat {
    PresetPermissionsChat::new(
        PresetPermissionsChatPrivate::new(PresetPermissionsChatPrivateRequired {
            can_receive: true,
            can_send: true,
            files: true,
            text: true,
        }),
        PresetPermissionsChatPublic::new(true, true, true),
    )
}

pub fn plugins() -> PresetPermissionsPlugins {
    let config = PluginConfig::new()
        .access_control(PluginConfigAccessControl::FullAccess)
        .handles_view_only(false);
    PresetPermissionsPlugins::new(PresetPermissionsPluginsRequired {
        can_close: true,
        can_edit_config: true,
        can_start: true,
        config: BTreeMap::from([("8d2c6a4e-1f3b-4c5d-9e7f-a0b1c2d3e4f5".to_owned(), config)]),
    })
}

pub fn permissions() -> PresetPermissions {
    PresetPermissions::new(PresetPermissionsRequired {
        accept_waiting_requests: true,
        can_accept_production_requests: true,
        can_change_participant_permissions: true,
        can_edit_display_name: true,
        can_livestream: true,
        can_record: true,
        can_spotlight: true,
        chat: chat(),
        connected_meetings: PresetPermissionsConnectedMeetings::new(true, true, true),
        disable_participant_audio: true,
        disable_participant_screensharing: true,
        disable_participant_video: true,
        hidden_participant: false,
        kick_participant: true,
        media: PresetPermissionsMedia::new(
            MediaPermission::new(PermissionLevel::Allowed),
            MediaPermission::new(PermissionLevel::Allowed),
            MediaPermission::new(PermissionLevel::Allowed),
        ),
        pin_participant: true,
        plugins: plugins(),
        polls: PresetPermissionsPolls::new(true, true, true),
        recorder_type: RecorderType::None,
        show_participant_list: true,
        waiting_room_type: WaitingRoomType::Skip,
    })
    .accept_stage_requests(true)
    .is_recorder(false)
    .stage_access(PermissionLevel::Allowed)
    .stage_enabled(false)
    .transcription_enabled(true)
}

pub fn colors() -> PresetUiDesignTokensColors {
    let background = PresetUiDesignTokensColorsBackgroundRequired {
        n1000: "#080808".to_owned(),
        n600: "#3c3c3c".to_owned(),
        n700: "#2c2c2c".to_owned(),
        n800: "#1e1e1e".to_owned(),
        n900: "#1a1a1a".to_owned(),
    };
    let brand = PresetUiDesignTokensColorsBrandRequired {
        n300: "#844d1c".to_owned(),
        n400: "#9d5b22".to_owned(),
        n500: "#b56927".to_owned(),
        n600: "#d37c30".to_owned(),
        n700: "#d9904f".to_owned(),
    };
    PresetUiDesignTokensColors::new(PresetUiDesignTokensColorsRequired {
        background: PresetUiDesignTokensColorsBackground::new(background),
        brand: PresetUiDesignTokensColorsBrand::new(brand),
        danger: "#ff2d2d".to_owned(),
        success: "#62a504".to_owned(),
        text: "#eeeeee".to_owned(),
        text_on_brand: "#eeeeee".to_owned(),
        video_bg: "#191919".to_owned(),
        warning: "#ffcd07".to_owned(),
    })
}

pub fn ui() -> PresetUi {
    PresetUi::new(
        PresetUiDesignTokens::new(PresetUiDesignTokensRequired {
            border_radius: BorderRadius::Rounded,
            border_width: BorderWidth::Thin,
            colors: colors(),
            spacing_base: 4.0,
            theme: Theme::Dark,
        })
        .font_family("Inter")
        .google_font("Inter")
        .logo("https://example.com/logo.png"),
    )
}
