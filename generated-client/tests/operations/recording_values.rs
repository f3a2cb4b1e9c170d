//! What meetings and recordings are recorded with.

use cloudflare_realtime_kit::types::{
    AiConfig, AiConfigSummarization, AiConfigSummarizationSummaryType,
    AiConfigSummarizationTextFormat, AiConfigTranscription, AiConfigTranscriptionLanguage,
    AudioConfig, AudioConfigChannel, AudioConfigCodec, BucketConfig, RecordingConfigRequest,
    RtmpConfig, StorageConfigRequest, StorageConfigType, VideoConfig, VideoConfigCodec,
    VideoConfigWatermark, VideoConfigWatermarkPosition, VideoConfigWatermarkSize,
};

pub fn ai_config() -> AiConfig {
    AiConfig::new()
        .summarization(
            AiConfigSummarization::new()
                .summary_type(AiConfigSummarizationSummaryType::TeamMeeting)
                .text_format(AiConfigSummarizationTextFormat::Markdown)
                .word_limit(500),
        )
        .transcription(
            AiConfigTranscription::new()
                .keywords(["RealtimeKit"])
                .language(AiConfigTranscriptionLanguage::EnUs)
                .profanity_filter(false),
        )
}

pub fn audio_config() -> AudioConfig {
    AudioConfig::new()
        .channel(AudioConfigChannel::Stereo)
        .codec(AudioConfigCodec::Aac)
        .export_file(true)
}

pub fn storage_config() -> StorageConfigRequest {
    StorageConfigRequest::new()
        .access_key("AKIAEXAMPLE")
        .bucket("recordings")
        .path("standups")
        .region("eu-west-1")
        .secret("6a7b8c9d")
        .type_(StorageConfigType::Aws)
}

pub fn video_config() -> VideoConfig {
    VideoConfig::new()
        .codec(VideoConfigCodec::H264)
        .export_file(true)
        .height(720)
        .watermark(
            VideoConfigWatermark::new()
                .position(VideoConfigWatermarkPosition::RightTop)
                .size(VideoConfigWatermarkSize::new().height(32).width(128))
                .url("https://example.com/logo.png"),
        )
        .width(1280)
}

pub fn recording_config() -> RecordingConfigRequest {
    RecordingConfigRequest::new()
        .audio_config(audio_config())
        .file_name_prefix("standup")
        .live_streaming_config(
            RtmpConfig::new().rtmp_url("rtmps://live.example.com:443/live/6f1c2d3e4b5a"),
        )
        .max_seconds(3600)
        .realtimekit_bucket_config(BucketConfig::new(true))
        .storage_config(storage_config())
        .video_config(video_config())
}
