//! Tickets are listed, opened and changed.

use aide::{
    axum::{
        ApiRouter, IntoApiResponse,
        routing::{get_with, patch_with},
    },
    transform::TransformOperation,
};
use axum::{
    Json,
    extract::{Form, Path},
    http::{StatusCode, header},
    response::{IntoResponse, NoContent, Redirect, Response},
};
use axum_extra::{
    TypedHeader,
    extract::Query,
    headers::{self, Header, HeaderName, HeaderValue},
};
use chrono::{NaiveDate, TimeZone, Utc};
use std::collections::HashMap;
use uuid::Uuid;

use crate::{
    errors::{Agent, AppError, Body, Details},
    model::{
        LogIn, NewTicket, Outcome, Person, Session, ShiftPath, Slice, State, Ticket, TicketFilter,
        TicketPatch, TicketPath,
    },
};

const LAST: u64 = 7;

pub fn routes() -> ApiRouter {
    ApiRouter::new()
        .api_route("/", get_with(list, list_docs).post_with(open, open_docs))
        .api_route(
            "/{id}",
            get_with(show, show_docs).delete_with(remove, remove_docs),
        )
        .api_route("/{id}", patch_with(change, change_docs))
        .api_route("/{id}/original", get_with(original, original_docs))
        .api_route("/{state}/of/{agent}/on/{day}", get_with(shift, shift_docs))
}

/// The header that says at which desk somebody is.
pub struct Desk(String);

impl Header for Desk {
    fn name() -> &'static HeaderName {
        static NAME: HeaderName = HeaderName::from_static("x-desk");
        &NAME
    }

    fn decode<'i, I: Iterator<Item = &'i HeaderValue>>(
        values: &mut I,
    ) -> Result<Self, headers::Error> {
        let value = values.next().and_then(|value| value.to_str().ok());
        value
            .map(|desk| Self(desk.to_owned()))
            .ok_or_else(headers::Error::invalid)
    }

    fn encode<E: Extend<HeaderValue>>(&self, values: &mut E) {
        values.extend(HeaderValue::from_str(&self.0));
    }
}

fn ticket(id: u64) -> Ticket {
    let manager = Person {
        name: "Grace".to_owned(),
        mail: Some("grace@example.org".to_owned()),
        manager: None,
    };
    let ticket = NewTicket {
        title: format!("Trouble {id}"),
        reporter: Person {
            name: "Ada".to_owned(),
            mail: None,
            manager: Some(Box::new(manager)),
        },
        labels: vec!["slow".to_owned()],
        due: NaiveDate::from_ymd_opt(2024, 2, 29),
        weight: Some(0.1),
        effort: HashMap::from([("monday".to_owned(), u32::MAX)]),
        seat: (255, 'é'),
    };
    let (state, outcome) = match id % 3 {
        0 => (
            State::Closed,
            Outcome::Solved {
                by: "Ada".to_owned(),
            },
        ),
        1 => (State::Open, Outcome::None),
        _ => (State::WaitingForReply, Outcome::Duplicate { of: u64::MAX }),
    };
    let opened_at = Utc.timestamp_nanos(1_700_000_000_123_456_789);
    let agent = (id > 1).then(|| Uuid::from_u128(3));
    Ticket {
        id,
        state,
        opened_at,
        ticket,
        outcome,
        agent,
        note: None,
    }
}

fn missing(id: u64) -> AppError {
    AppError::new(
        StatusCode::NOT_FOUND,
        "no such ticket",
        Some(Details::Missing { id }),
    )
}

async fn list(
    TypedHeader(desk): TypedHeader<Desk>,
    Query(filter): Query<TicketFilter>,
) -> impl IntoApiResponse {
    let mut all: Vec<Ticket> = (1..=LAST)
        .filter(|id| filter.ids.is_empty() || filter.ids.contains(id))
        .map(ticket)
        .collect();
    for ticket in &mut all {
        ticket.note = Some(desk.0.clone());
        ticket
            .ticket
            .labels
            .extend(filter.states.iter().map(|state| format!("{state:?}")));
        ticket
            .ticket
            .labels
            .extend(filter.urgent.map(|urgent| format!("urgent {urgent}")));
        ticket.opened_at = filter.opened_after.unwrap_or(ticket.opened_at);
    }
    let total = all.len();
    let items = all
        .into_iter()
        .skip(filter.offset)
        .take(filter.limit)
        .collect();
    Json(Slice {
        items,
        total,
        offset: filter.offset,
    })
}

fn list_docs(operation: TransformOperation) -> TransformOperation {
    operation
        .id("listTickets")
        .tag("tickets")
        .summary("All tickets")
        .response::<200, Json<Slice<Ticket>>>()
}

async fn open(_: Agent, Body(new): Body<NewTicket>) -> Result<impl IntoApiResponse, AppError> {
    if new.title.is_empty() {
        let details =
            Details::Fields([("title".to_owned(), "must not be empty".to_owned())].into());
        return Err(AppError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "no ticket",
            Some(details),
        ));
    }
    let ticket = Ticket {
        ticket: new,
        ..ticket(8)
    };
    Ok((
        StatusCode::CREATED,
        [(header::LOCATION, "/tickets/8")],
        Json(ticket),
    ))
}

fn open_docs(operation: TransformOperation) -> TransformOperation {
    operation
        .tag("tickets")
        .description("Opens a ticket.")
        .response_with::<201, Json<Ticket>, _>(|response| response.description("It is open."))
        .response::<401, AppError>()
        .response::<422, AppError>()
}

async fn show(Path(TicketPath { id }): Path<TicketPath>) -> Result<Json<Ticket>, AppError> {
    if id > LAST {
        Err(missing(id))
    } else {
        Ok(Json(ticket(id)))
    }
}

fn show_docs(operation: TransformOperation) -> TransformOperation {
    operation
        .tag("tickets")
        .summary("A ticket")
        .response::<404, AppError>()
}

async fn remove(
    _: Agent,
    Path(TicketPath { id }): Path<TicketPath>,
) -> Result<NoContent, AppError> {
    if id > LAST {
        Err(missing(id))
    } else {
        Ok(NoContent)
    }
}

fn remove_docs(operation: TransformOperation) -> TransformOperation {
    operation.tag("tickets").response::<404, AppError>()
}

async fn change(
    _: Agent,
    Path(TicketPath { id }): Path<TicketPath>,
    Body(patch): Body<TicketPatch>,
) -> Result<Json<Ticket>, AppError> {
    let mut ticket = Ticket {
        note: Some("old".to_owned()),
        ..ticket(id)
    };
    ticket.state = patch.state.unwrap_or(ticket.state);
    ticket.agent = patch.agent.unwrap_or(ticket.agent);
    ticket.note = patch.note.unwrap_or(ticket.note);
    Ok(Json(ticket))
}

fn change_docs(operation: TransformOperation) -> TransformOperation {
    operation
        .tag("tickets")
        .description("Changes what is given.")
}

async fn original(Path(TicketPath { id }): Path<TicketPath>) -> Redirect {
    Redirect::to(&format!("/tickets/{}", id - 1))
}

fn original_docs(operation: TransformOperation) -> TransformOperation {
    operation.tag("tickets").response::<303, Redirect>()
}

async fn shift(
    Path(ShiftPath { state, agent, day }): Path<ShiftPath>,
) -> Json<Vec<(State, Uuid, NaiveDate)>> {
    Json(vec![(state, agent, day)])
}

fn shift_docs(operation: TransformOperation) -> TransformOperation {
    operation
        .tag("tickets")
        .summary("What somebody does on a day")
}

pub async fn log_in(Form(form): Form<LogIn>) -> Result<Response, AppError> {
    if form.password != "s3cret & more" {
        return Err(AppError::new(
            StatusCode::UNAUTHORIZED,
            "who are you?",
            None,
        ));
    }
    let until = form.keep.unwrap_or(false).then(|| ticket(1).opened_at);
    Ok(Json(Session {
        token: format!("d3sk of {}", form.user),
        until,
    })
    .into_response())
}

pub fn log_in_docs(operation: TransformOperation) -> TransformOperation {
    operation
        .id("logIn")
        .response::<200, Json<Session>>()
        .response::<401, AppError>()
}
