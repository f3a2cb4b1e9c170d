//! A change of every part of a preset.

use cloudflare_realtime_kit::realtime_kit::presets::{
    UpdateParamsConfig, UpdateParamsConfigMaxVideoStreams, UpdateParamsConfigMedia,
    UpdateParamsConfigMediaScreenshare, UpdateParamsConfigMediaVideo, UpdateParamsPermissions,
    UpdateParamsPermissionsChat, UpdateParamsPermissionsChatPrivate,
    UpdateParamsPermissionsChatPublic, UpdateParamsPermissionsConnectedMeetings,
    UpdateParamsPermissionsMedia, UpdateParamsPermissionsPlugins, UpdateParamsPermissionsPolls,
    UpdateParamsUi, UpdateParamsUiDesignTokens, UpdateParamsUiDesignTokensColors,
    UpdateParamsUiDesignTokensColorsBackground, UpdateParamsUiDesignTokensColorsBrand,
};
use cloudflare_realtime_kit::types::{
    BorderRadius, BorderWidth, MediaPermissionChange, PermissionLevel, PluginConfig,
    PluginConfigAccessControl, PresetAudio, RecorderType, Theme, VideoQuality, ViewType,
    WaitingRoomType,
};

pub fn config() -> UpdateParamsConfig {
    UpdateParamsConfig::new()
        .livestream_viewer_qualities([360, 720])
        .max_screenshare_count(1)
        .max_video_streams(
            UpdateParamsConfigMaxVideoStreams::new()
                .desktop(16)
                .mobile(6),
        )
        .media(
            UpdateParamsConfigMedia::new()
                .audio(
                    PresetAudio::new()
                        .enable_high_bitrate(true)
                        .enable_stereo(true),
                )
                .screenshare(
                    UpdateParamsConfigMediaScreenshare::new()
                        .frame_rate(5.0)
                        .quality(VideoQuality::Fhd),
                )
                .video(
                    UpdateParamsConfigMediaVideo::new()
                        .frame_rate(30.0)
                        .quality(VideoQuality::Hd)
                        .simulcast(true),
                ),
        )
        .view_type(ViewType::GroupCall)
}

pub fn chat() -> UpdateParamsPermissionsChat {
    UpdateParamsPermissionsChat::new()
        .private(
            UpdateParamsPermissionsChatPrivate::new()
                .can_receive(true)
                .can_send(true)
                .files(true)
                .text(true),
        )
        .public(
            UpdateParamsPermissionsChatPublic::new()
                .can_send(true)
                .files(true)
                .text(true),
        )
}

pub fn media() -> UpdateParamsPermissionsMedia {
    UpdateParamsPermissionsMedia::new()
        .audio(MediaPermissionChange::new().can_produce(PermissionLevel::Allowed))
        .screenshare(MediaPermissionChange::new().can_produce(PermissionLevel::Allowed))
        .video(MediaPermissionChange::new().can_produce(PermissionLevel::Allowed))
}

pub fn plugins() -> UpdateParamsPermissionsPlugins {
    UpdateParamsPermissionsPlugins::new()
        .can_close(true)
        .can_edit_config(true)
        .can_start(true)
        .config([(
            "8d2c6a4e-1f3b-4c5d-9e7f-a0b1c2d3e4f5",
            PluginConfig::new()
                .access_control(PluginConfigAccessControl::FullAccess)
                .handles_view_only(false),
        )])
}

pub fn permissions() -> UpdateParamsPermissions {
    UpdateParamsPermissions::new()
        .accept_stage_requests(true)
        .accept_waiting_requests(true)
        .can_accept_production_requests(true)
        .can_change_participant_permissions(true)
        .can_edit_display_name(true)
        .can_livestream(true)
        .can_record(true)
        .can_spotlight(true)
        .chat(chat())
        .connected_meetings(
            UpdateParamsPermissionsConnectedMeetings::new()
                .can_alter_connected_meetings(true)
                .can_switch_connected_meetings(true)
                .can_switch_to_parent_meeting(true),
        )
        .disable_participant_audio(true)
        .disable_participant_screensharing(true)
        .disable_participant_video(true)
        .hidden_participant(false)
        .is_recorder(false)
        .kick_participant(true)
        .media(media())
        .pin_participant(true)
        .plugins(plugins())
        .polls(
            UpdateParamsPermissionsPolls::new()
                .can_create(true)
                .can_view(true)
                .can_vote(true),
        )
        .recorder_type(RecorderType::None)
        .show_participant_list(true)
        .stage_access(PermissionLevel::Allowed)
        .stage_enabled(false)
        .transcription_enabled(true)
        .waiting_room_type(WaitingRoomType::Skip)
}

pub fn colors() -> UpdateParamsUiDesignTokensColors {
    UpdateParamsUiDesignTokensColors::new()
        .background(
            UpdateParamsUiDesignTokensColorsBackground::new()
                .n1000("#080808")
                .n600("#3c3c3c")
                .n700("#2c2c2c")
                .n800("#1e1e1e")
                .n900("#1a1a1a"),
        )
        .brand(
            UpdateParamsUiDesignTokensColorsBrand::new()
                .n300("#844d1c")
                .n400("#9d5b22")
                .n500("#b56927")
                .n600("#d37c30")
                .n700("#d9904f"),
        )
        .danger("#ff2d2d")
        .success("#62a504")
        .text("#eeeeee")
        .text_on_brand("#eeeeee")
        .video_bg("#191919")
        .warning("#ffcd07")
}

pub fn ui() -> UpdateParamsUi {
    UpdateParamsUi::new().design_tokens(
        UpdateParamsUiDesignTokens::new()
            .border_radius(BorderRadius::Rounded)
            .border_width(BorderWidth::Thin)
            .colors(colors())
            .font_family("Inter")
            .google_font("Inter")
            .logo("https://example.com/logo.png")
            .spacing_base(4.0)
            .theme(Theme::Dark),
    )
}
