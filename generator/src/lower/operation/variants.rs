//! Other ways to call an operation: a method for each other media type it can be sent or answer with, and for the stream
//! that it answers with on demand.

use crate::ir::{
    Case, Direction, Method, Operation, OperationId, Outcome, Place, Role, Step, Streaming,
    Success, Variant,
};
use crate::lower::Lowering;
use crate::lower::message::accept::can_be_asked_for;
use crate::lower::message::media_type::word;
use crate::lower::message::outcomes::outcome;
use crate::lower::message::responses::OtherRepresentation;
use crate::lower::operation::Site;
use crate::origin::Origin;

impl<'a> Lowering<'a> {
    /// Adds the variants of the operation that was lowered last.
    pub(in crate::lower) fn variants(
        &mut self,
        site: Site<'a>,
        at: &Origin,
        stream: Option<Streaming>,
        cases: &[Case],
    ) {
        let Some(of) = self.operations.len().checked_sub(1).map(OperationId) else {
            return;
        };
        if let Some(stream) = stream {
            self.stream_variant(of, stream);
        }
        if let Some(body) = &site.operation.request_body {
            for (body, chosen) in self.other_bodies(body, &at.key("requestBody")) {
                let (name, number) = (chosen.name, OperationId(self.operations.len()));
                let docs = format!("Sends its body as `{name}`.");
                let body = self.body_of(body, chosen, number);
                self.variant(of, &word(name), false, docs, |it| it.body = Some(body));
            }
        }
        if site.method() == Method::Head {
            return;
        }
        for other in self.other_answers(&site.operation.responses, &at.key("responses")) {
            let (name, number) = (other.name, OperationId(self.operations.len()));
            let (success, outcomes) = self.success_as(other, cases, number, at);
            let docs = format!("Asks for an answer that is `{name}`.");
            self.variant(of, &word(name), true, docs, |it| {
                it.envelope = None;
                it.success = success;
                it.accept = Some(name.to_owned()).filter(|it| can_be_asked_for(it));
                let is_new = |status: &str| outcomes.iter().any(|it| it.status == status);
                it.outcomes.retain(|it| !is_new(&it.status));
                it.outcomes.extend(outcomes);
            });
        }
    }

    /// The success of an operation that is asked for this media type. Statuses without it hold what they hold otherwise.
    fn success_as(
        &mut self,
        other: OtherRepresentation<'a>,
        cases: &[Case],
        operation: OperationId,
        at: &Origin,
    ) -> (Success, Vec<Outcome>) {
        self.direction = Direction::Read;
        let place = Place::of(Role::Response(operation));
        let mut cases = cases.to_vec();
        let several = cases.len() > 1;
        for (status, response, chosen) in other.statuses {
            if let Some(case) = cases.iter_mut().find(|it| it.status == status) {
                let place = if several {
                    place.then(Step::Branch(case.name.clone()))
                } else {
                    place.clone()
                };
                let (payload, docs) = self.payload_of(response, &chosen, &place);
                (case.payload, case.docs) = (Some(payload), docs);
            }
        }
        let outcomes = cases.iter().filter_map(outcome).collect();
        let success = self.together(cases, &place, at.key("responses"));
        (success, outcomes)
    }

    /// The method for the stream. Where a property of the body asks for it, each method sets that, so that a caller cannot
    /// get what the method does not read.
    fn stream_variant(&mut self, of: OperationId, stream: Streaming) {
        let body = self.operations.get(of.0).and_then(|it| it.body.clone());
        let flagged = body.and_then(|mut body| {
            let other = self.take_flag(&mut body)?;
            Some((body, other))
        });
        let docs = "The answer comes item by item, as the server has them.".to_owned();
        let (own, other) = flagged.unzip();
        if let (Some(operation), Some(own)) = (self.operations.get_mut(of.0), own) {
            operation.body = Some(own);
        }
        self.variant(of, "stream", true, docs, |it| {
            it.envelope = None;
            it.success = Success::Stream(stream);
            it.accept = None;
            it.body = other.or(it.body.take());
        });
    }

    fn variant(
        &mut self,
        of: OperationId,
        name: &str,
        shares_params: bool,
        docs: String,
        change: impl FnOnce(&mut Operation),
    ) {
        if self.is_too_large() {
            return;
        }
        let Some(mut operation) = self.operations.get(of.0).cloned() else {
            return;
        };
        operation.name = format!("{} {name}", operation.name);
        operation.variant = Some(Variant {
            of,
            name: name.to_owned(),
            shares_params,
            docs,
        });
        change(&mut operation);
        self.count_operation(&operation);
        self.operations.push(operation);
    }
}
