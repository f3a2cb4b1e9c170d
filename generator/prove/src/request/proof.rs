//! The judgement on requests.

use crate::compare::{Difference, Kind};
use crate::document::Library;
use crate::driver::Answer;
use crate::json::Json;
use crate::report::{Failure, Report};

use super::body;
use super::cases::{Call, Case};
use super::described::{Parameter, Style};
use super::message::Message;

/// The path that the program puts before those of the description.
pub const BASE: &str = "/base";

/// Compares what was sent with what was to be sent.
pub fn judge(
    library: &Library,
    calls: &[Call],
    cases: &[Case],
    answers: &[Answer],
    report: &mut Report,
) {
    for (case, answer) in cases.iter().zip(answers) {
        let Some(call) = calls.get(case.call) else {
            continue;
        };
        report.requests += 1;
        let (differences, got) = match answer {
            Answer::Refused(why) => (
                vec![Difference {
                    kind: Ok(Kind::Refused),
                    path: String::new(),
                }],
                why.clone(),
            ),
            Answer::Written(shown) => match Message::parse(shown, BASE) {
                Some(message) => (compare(library, call, case, &message), message.shown()),
                None => (
                    vec![Difference {
                        kind: Ok(Kind::EncodingInvalid),
                        path: String::new(),
                    }],
                    shown.to_string(),
                ),
            },
        };
        let values = Json::Object(case.values.clone()).to_string();
        let failures = differences.into_iter().filter_map(|it| {
            Some(Failure {
                kind: it.kind.ok()?,
                pointer: call.operation.pointer.clone(),
                ty: call.operation.call.join("."),
                path: it.path,
                label: "a request".to_owned(),
                instance: values.clone(),
                got: got.clone(),
            })
        });
        let failures: Vec<Failure> = failures.collect();
        report.requests_proven += usize::from(failures.is_empty());
        report.failures.extend(failures);
    }
}

fn compare(library: &Library, call: &Call, case: &Case, message: &Message) -> Vec<Difference> {
    let mut found = body::compare(library, call, case.body.as_ref(), message);
    let parameters = &call.described.parameters;
    for (index, (parameter, value)) in parameters.iter().zip(&case.parameters).enumerate() {
        let Some(value) = value else { continue };
        let mut others: Vec<String> = parameters.iter().map(|it| it.name.clone()).collect();
        // Two objects may share the query; what has a name in both, nobody can tell apart.
        for (other, (it, value)) in parameters.iter().zip(&case.parameters).enumerate() {
            if let (true, true, Some(Json::Object(members))) =
                (other != index, is_spread(it), value)
            {
                others.extend(members.keys().cloned());
            }
        }
        let is_told = match value {
            Json::Object(members) => {
                !is_spread(parameter) || !members.keys().any(|key| others.contains(key))
            }
            _ => true,
        };
        if is_told {
            found.extend(body::parameter_differs(
                parameter,
                value,
                &others,
                &call.operation.template(),
                message,
            ));
        }
    }
    found
}

/// Whether the properties of an object stand beside other parameters.
fn is_spread(parameter: &Parameter) -> bool {
    parameter.style == Style::Form && parameter.explode
}
