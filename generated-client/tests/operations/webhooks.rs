//! The calls of `realtime_kit().webhooks()`.

use cloudflare_realtime_kit::Client;
use cloudflare_realtime_kit::realtime_kit::webhooks::{
    CreateWebhookParams, DeleteWebhookParams, EditWebhookParams, GetWebhookByIdParams,
    GetWebhooksParams, ReplaceWebhookParams, Webhooks,
};
use cloudflare_realtime_kit::types::WebhookEvent;

use super::{APP, Call, WEBHOOK, call};

pub fn calls() -> Vec<Call> {
    vec![
        get_webhooks(),
        create_webhook(),
        get_webhook_by_id(),
        replace_webhook(),
        delete_webhook(),
        edit_webhook(),
    ]
}

fn webhooks(client: &Client) -> Webhooks {
    client.realtime_kit().webhooks()
}

fn get_webhooks() -> Call {
    call(
        "get-webhooks",
        |client| webhooks(client).get_webhooks(APP, GetWebhooksParams::new()),
        |response| {
            assert_eq!(response.data[0].id, WEBHOOK);
            assert!(response.data[0].enabled);
        },
    )
}

fn create_webhook() -> Call {
    call(
        "create-webhook",
        |client| {
            webhooks(client).create_webhook(
                APP,
                CreateWebhookParams::new(
                    [WebhookEvent::MeetingStarted, WebhookEvent::MeetingEnded],
                    "Meetings",
                    "https://example.com/hooks/meetings",
                )
                .enabled(true),
            )
        },
        |response| {
            assert_eq!(response.data.id, WEBHOOK);
            assert_eq!(response.data.events[1], WebhookEvent::MeetingEnded);
        },
    )
}

fn get_webhook_by_id() -> Call {
    call(
        "get-webhook-by-id",
        |client| webhooks(client).get_webhook_by_id(APP, WEBHOOK, GetWebhookByIdParams::new()),
        |response| {
            assert_eq!(response.data.id, WEBHOOK);
            assert_eq!(response.data.name, "Meetings");
        },
    )
}

fn replace_webhook() -> Call {
    call(
        "replace-webhook",
        |client| {
            webhooks(client).replace_webhook(
                APP,
                WEBHOOK,
                ReplaceWebhookParams::new(
                    [WebhookEvent::MeetingStarted, WebhookEvent::MeetingEnded],
                    "Meetings",
                    "https://example.com/hooks/meetings",
                )
                .enabled(true),
            )
        },
        |response| {
            assert_eq!(response.data.url, "https://example.com/hooks/meetings");
        },
    )
}

fn delete_webhook() -> Call {
    call(
        "delete-webhook",
        |client| webhooks(client).delete_webhook(APP, WEBHOOK, DeleteWebhookParams::new()),
        |response| {
            assert_eq!(response.data.id, WEBHOOK);
        },
    )
}

fn edit_webhook() -> Call {
    call(
        "edit-webhook",
        |client| {
            webhooks(client).edit_webhook(
                APP,
                WEBHOOK,
                EditWebhookParams::new()
                    .enabled(true)
                    .events([WebhookEvent::MeetingStarted, WebhookEvent::MeetingEnded])
                    .name("Meetings")
                    .url("https://example.com/hooks/meetings"),
            )
        },
        |response| {
            assert_eq!(response.data.name, "Meetings");
            assert!(response.data.enabled);
        },
    )
}
