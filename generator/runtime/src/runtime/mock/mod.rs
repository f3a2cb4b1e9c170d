//! A transport for tests: answers from memory, and remembers what it was sent.
//!
//! ```ignore
//! let mock = Mock::new();
//! mock.answer("kick-participants", &KickParticipantsResponse::new().success(true));
//! mock.answer_status("get-active-session", 404, &json!({"success": false}));
//! let client = Client::builder().api_token("t").transport(mock.clone()).build()?;
//! // … run what is to be tested …
//! let request = mock.requests_to("kick-participants").remove(0);
//! assert_eq!(request.json()["participant_ids"], json!(["a"]));
//! ```
//!
//! An operation goes by its name, which its errors and its documentation give, or by method and path as they are sent, such
//! as `GET /client/v4/things`, for a request the description does not know. The answers to an operation are given in the
//! order they were set; the last is repeated. A call that there is no answer for fails, and is not tried again.
//!
//! Time is the mock's own: waits end at once, and its clock advances by them. A test of retries takes no time, and neither
//! does one of timeouts, by [`MockAnswer::never`].

// mock_transport  which answer a request gets, and the clock
// mock_answer     what an answer can be
// mock_request    what is kept of a request

mod mock_answer;
mod mock_request;
mod mock_transport;

pub use mock_answer::MockAnswer;
pub use mock_request::MockRequest;
pub use mock_transport::Mock;
