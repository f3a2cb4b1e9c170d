//! How the client must end each case: never worse than the best of the recorded SDKs.

use std::ops::Range;

use Ends::{Config, Decode, Dropped, NoCredentials, Parameter, Status, Success};

/// How a call ends.
#[derive(Debug, Clone, Copy)]
pub enum Ends {
    Success,
    /// Building the client fails.
    Config,
    NoCredentials,
    /// The parameter of this name is refused.
    Parameter(&'static str),
    /// The server's refusal, by its status.
    Status(u16),
    /// A success whose body does not fit at this place.
    Decode(&'static str),
    /// The caller no longer wanted it.
    Dropped,
}

/// Case, end, requests that reach the server, and milliseconds from the call to its end.
pub type Row = (&'static str, Ends, usize, Range<u64>);

/// Without a wait. The machine may be busy, so this is not about speed.
const SOON: Range<u64> = 0..4000;
/// With the first back-off: 0.5 s, shortened by up to a quarter.
const BACK_OFF: Range<u64> = 375..4500;

#[rustfmt::skip]
pub const EXPECTED: &[Row] = &[
    ("kick_both", Success, 1, SOON),
    ("kick_participant_ids_only", Success, 1, SOON),
    ("kick_custom_ids_only", Success, 1, SOON),
    ("kick_empty_lists", Success, 1, SOON),
    ("kick_null_list", Success, 1, SOON),
    ("kick_body_unicode", Success, 1, SOON),
    ("kick_all_no_body", Success, 1, SOON),

    ("path_space", Success, 1, SOON),
    ("path_slash", Success, 1, SOON),
    ("path_dotdot", Parameter("meeting_id"), 0, SOON),
    ("path_empty", Parameter("meeting_id"), 0, SOON),
    ("path_percent2f", Success, 1, SOON),
    ("path_percent2e2e", Success, 1, SOON),
    ("path_question", Success, 1, SOON),
    ("path_hash", Success, 1, SOON),
    ("path_plus", Success, 1, SOON),
    ("path_slashes_up", Success, 1, SOON),
    ("path_leading_slash", Success, 1, SOON),
    ("path_blank", Success, 1, SOON),
    ("path_account_empty", Parameter("account_id"), 0, SOON),

    ("auth_token", Success, 1, SOON),
    ("auth_key_email", Success, 1, SOON),
    ("auth_all_four", Success, 1, SOON),
    ("auth_token_and_email", Success, 1, SOON),
    ("auth_none", NoCredentials, 0, SOON),
    ("auth_token_trailing_newline", Success, 1, SOON),
    ("auth_token_empty", Config, 0, SOON),

    ("retry_429_retry_after_1", Success, 2, 990..3500),
    ("retry_429_retry_after_0", Success, 2, SOON),
    ("retry_429_retry_after_ms_50", Success, 2, 50..4000),
    ("retry_429_http_date_2s", Success, 2, 900..4500),
    // Asked to stay away for longer than it may wait, the call does not come back earlier: it says so at once.
    ("retry_429_retry_after_61", Status(429), 1, SOON),
    ("retry_408_200", Success, 2, BACK_OFF),
    ("retry_502_html_200", Success, 2, BACK_OFF),
    ("retry_should_retry_true_400", Success, 2, BACK_OFF),
    ("retry_connection_closed_then_200", Success, 2, BACK_OFF),
    ("retry_truncated_body_then_200", Success, 2, BACK_OFF),
    ("retry_timeout_500ms_then_200", Success, 2, 875..3500),
    ("cancel_in_flight", Dropped, 1, 300..1400),

    ("err_400_cloudflare", Status(400), 1, SOON),
    ("err_401", Status(401), 1, SOON),
    ("err_403", Status(403), 1, SOON),
    ("err_404", Status(404), 1, SOON),
    ("err_422", Status(422), 1, SOON),
    ("err_400_empty", Status(400), 1, SOON),
    ("err_400_json_array", Status(400), 1, SOON),
    ("err_400_json_string", Status(400), 1, SOON),
    ("err_400_errors_not_array", Status(400), 1, SOON),
    ("err_400_chain", Status(400), 1, SOON),

    ("ok_200_success_false", Success, 1, SOON),
    ("ok_malformed_json", Decode("data.action"), 1, SOON),
    ("ok_trailing_garbage", Decode(""), 1, SOON),
    ("ok_empty_body_json_ct", Decode(""), 1, SOON),
    ("ok_empty_body_no_ct", Decode(""), 1, SOON),
    ("ok_204", Success, 1, SOON),
    ("ok_text_html", Decode(""), 1, SOON),
    ("ok_json_body_text_plain_ct", Success, 1, SOON),
    ("ok_ct_charset", Success, 1, SOON),
    ("ok_ct_problem_json", Success, 1, SOON),
    ("ok_201", Success, 1, SOON),
    ("ok_json_array", Decode(""), 1, SOON),
    ("ok_json_string", Decode(""), 1, SOON),
    ("ok_unknown_fields", Success, 1, SOON),
    ("ok_missing_all", Success, 1, SOON),
    ("ok_missing_participant_required", Decode("data.participants[0]"), 1, SOON),
    ("ok_null_required", Decode("data.participants[0].id"), 1, SOON),
    ("ok_data_null", Success, 1, SOON),
    ("ok_wrong_types_items", Decode("success"), 1, SOON),
    ("ok_gzip", Success, 1, SOON),
    ("ok_duplicate_keys", Decode(""), 1, SOON),
    ("ok_bom", Success, 1, SOON),
    ("ok_unicode", Success, 1, SOON),

    ("delete_participant", Success, 1, SOON),
    ("update_meeting_null_title", Success, 1, SOON),
    ("meetings_list_three_pages_by_hand", Success, 3, SOON),
    ("meetings_list_query_escape", Success, 1, SOON),
    // What is no date is kept, text or number, and so is an unknown status; a number may stand in quotes.
    ("meetings_list_bad_datetime_unknown_enum", Success, 1, SOON),
    ("recordings_list_array_query", Success, 1, SOON),
    ("zones_autopage_nested_query", Success, 1, SOON),

    ("redirect_302", Success, 2, SOON),
    ("redirect_308", Success, 2, SOON),
    ("redirect_307_other_host", Success, 2, SOON),
    ("redirect_307_other_host_user_service_key", Success, 2, SOON),
];

/// The credentials on the request of this number.
pub fn credentials(case: &str, request: usize) -> &'static [&'static str] {
    match (case, request) {
        ("auth_key_email", _) => &["x-auth-email: e@example.com", "x-auth-key: K"],
        ("redirect_307_other_host_user_service_key", 0) => &["x-auth-user-service-key: U"],
        // Another origin gets none.
        ("redirect_307_other_host" | "redirect_307_other_host_user_service_key", 1) => &[],
        _ => &["authorization: Bearer T"],
    }
}

/// Answers that are read otherwise than by the Python SDK: it takes the absence of a body for an empty text.
/// One whose type does not have the id that the server sends. And one with a date that is a number and a number in quotes.
pub const READ_OTHERWISE: &[(&str, &str)] = &[
    ("ok_204", "{}"),
    (
        "delete_participant",
        r#"{"success": true, "data": {"custom_participant_id": "c", "preset_id": "q",
            "created_at": "2025-01-01T00:00:00Z", "updated_at": "2025-01-01T00:00:00Z"}}"#,
    ),
    (
        "meetings_list_bad_datetime_unknown_enum",
        r#"{"success": true, "paging": {"start_offset": 0, "end_offset": 3, "total_count": 3}, "data": [
            {"id": "m1", "created_at": "not a date", "updated_at": "2025-01-01T00:00:00Z", "status": "PAUSED", "title": "t1"},
            {"id": "m2", "created_at": "1735689600", "updated_at": "2025-01-01T00:00:00Z", "status": "ACTIVE", "title": "t2"},
            {"id": "m3", "created_at": "2025-01-01", "updated_at": "2025-01-01T00:00:00Z", "status": "ACTIVE", "title": "t3"}]}"#,
    ),
];
