//! Calls of operations: which values their arguments and fields have.

use std::collections::BTreeMap;

use crate::document::{Library, Place, Schemas, is_named};
use crate::instances::{Instance, Maker, Standing};
use crate::json::Json;
use crate::manifest::{Field, Manifest, Operation, is_own};
use crate::schemas::instances;
use crate::validity::Validity;

use super::described::{self, Described, Parameter};
use super::given::{can_be_given, is_sendable, is_typed, member};

/// How many calls of an operation there are at most.
const CASES: usize = 40;

/// An operation, and the schemas of what it sends.
#[derive(Clone, Debug)]
pub struct Call {
    /// How it is called.
    pub operation: Operation,
    /// What the description says.
    pub described: Described,
    schemas: Vec<Option<usize>>,
    body: Option<usize>,
}

/// A call of an operation.
#[derive(Clone, Debug)]
pub struct Case {
    /// The number of the operation.
    pub call: usize,
    /// The values, by the keys of the program: `a0` is the first argument, `f0` the first field.
    pub values: BTreeMap<String, Json>,
    /// The value of each parameter; none for one that is not given.
    pub parameters: Vec<Option<Json>>,
    /// The body; none where there is to be none.
    pub body: Option<Json>,
}

/// The operations that can be called here, with other ways to call them.
pub fn calls(manifest: &Manifest, library: &Library, schemas: &mut Schemas<'_>) -> Vec<Call> {
    let all = manifest
        .operations
        .iter()
        .flat_map(|it| std::iter::once(it).chain(&it.variants));
    let of = |operation: &Operation| {
        let place = Place::named(&operation.file, &operation.pointer);
        let media_type = operation.body.as_ref().map(|it| it.media_type.as_str());
        let described = described::read(library, &place, media_type)?;
        let schemas_of = described
            .parameters
            .iter()
            .map(|it| schemas.number(&it.schema))
            .collect();
        let body = described.body.as_ref().and_then(|it| schemas.number(it));
        let mut operation = operation.clone();
        // What is of another crate is not set.
        for field in &mut operation.fields {
            field.is_set = is_own(&field.ty, &manifest.krate);
        }
        Some(Call {
            operation,
            described,
            schemas: schemas_of,
            body,
        })
    };
    let own = |ty: &str| is_own(ty, &manifest.krate);
    let is_possible = |it: &&Operation| {
        !it.is_stream
            && it.arguments.iter().all(|it| own(&it.ty))
            && it.fields.iter().all(|it| own(&it.ty) || !it.needed)
    };
    all.filter(is_possible).filter_map(of).collect()
}

/// The cases of all calls, and how many values were left out since their style cannot carry them.
pub fn fill(
    library: &Library,
    calls: &[Call],
    schemas: &Schemas<'_>,
    validity: &mut Validity<'_>,
) -> (Vec<Case>, usize) {
    let (mut cases, mut apart) = (Vec::new(), 0);
    for (index, call) in calls.iter().enumerate() {
        let mut values = |number: Option<usize>| -> Vec<Json> {
            let Some(number) = number else {
                return vec![Json::String("text".to_owned())];
            };
            let Ok(validator) = validity.of(number) else {
                return Vec::new();
            };
            let found: Vec<Instance> = instances(Maker { schemas }, number, validator, &[]);
            let valid = found
                .into_iter()
                .filter(|it| it.standing == Standing::Valid);
            // A default may have properties that nobody can give.
            let has_names = |it: &Json| match it {
                Json::Object(members) => members.keys().all(|key| {
                    let key = key.replace('~', "~0").replace('/', "~1");
                    is_named(schemas, number, &format!("/{key}"))
                }),
                _ => true,
            };
            let values = valid.map(|it| it.value).filter(can_be_given);
            values.filter(has_names).collect()
        };
        let mut parameters = Vec::new();
        for (parameter, number) in call.described.parameters.iter().zip(&call.schemas) {
            let all = values(*number);
            let count = all.len();
            let path = &call.operation.template();
            let carried = all
                .into_iter()
                .filter(|it| is_sendable(&call.described, path, parameter, it));
            let carried: Vec<Json> = carried.take(CASES).collect();
            apart += count - carried.len();
            parameters.push(carried);
        }
        let bodies = match call.operation.body.as_ref().map(|it| it.format.as_str()) {
            // JSON has values that XML cannot hold; tests of the runtime are about those that it can.
            None | Some("xml") => Vec::new(),
            // Whatever its schema says of XML and the like, a caller gives a text.
            Some("text" | "bytes") => vec![Json::String("text".to_owned())],
            // Neither has a form for anything else.
            Some("form" | "multipart") => {
                let mut all = values(call.body);
                all.retain(|it| matches!(it, Json::Object(_)));
                all
            }
            Some(_) => values(call.body),
        };
        let longest = parameters
            .iter()
            .map(Vec::len)
            .chain([bodies.len()])
            .max()
            .unwrap_or(0)
            .clamp(1, CASES);
        cases.extend(case(library, index, call, &parameters, &bodies, 0, true));
        for row in 0..longest {
            cases.extend(case(library, index, call, &parameters, &bodies, row, false));
        }
    }
    (cases, apart)
}

/// The values of row `row`, or only those that are needed; none where something that is needed has no value.
fn case(
    library: &Library,
    index: usize,
    call: &Call,
    parameters: &[Vec<Json>],
    bodies: &[Json],
    row: usize,
    only_needed: bool,
) -> Option<Case> {
    let operation = &call.operation;
    let pick = |from: &[Json]| from.get(row % from.len().max(1)).cloned();
    let of_parameter = |wire: &str, place: &str| {
        let is = |it: &Parameter| it.name == wire && it.location == place;
        let number = call.described.parameters.iter().position(is)?;
        Some((number, pick(parameters.get(number)?)?))
    };
    let mut case = Case {
        call: index,
        values: BTreeMap::new(),
        parameters: vec![None; parameters.len()],
        body: None,
    };
    for (position, argument) in operation.arguments.iter().enumerate() {
        let (number, value) = of_parameter(&argument.wire, "path")?;
        is_typed(&argument.ty, &value).then_some(())?;
        *case.parameters.get_mut(number)? = Some(value.clone());
        case.values.insert(format!("a{position}"), value);
    }
    // What the client can hold is no argument that is needed, but nothing holds it here.
    let is_required = |field: &Field| {
        let is_it = |it: &&Parameter| it.name == field.wire && it.location == field.place;
        let parameter = call.described.parameters.iter().find(is_it);
        field.place == "path" || parameter.is_some_and(|it| it.required)
    };
    let body = pick(bodies);
    let mut members: BTreeMap<String, Json> = BTreeMap::new();
    for (position, field) in operation.fields.iter().enumerate() {
        if !field.is_set || only_needed && !field.needed && !is_required(field) {
            continue;
        }
        let key = format!("f{position}");
        let value = match field.place.as_str() {
            "body" => {
                case.body.clone_from(&body);
                body.clone()
            }
            "body-field" => {
                let value = member(library, call, body.as_ref(), field);
                members.extend(value.clone().map(|it| (field.wire.clone(), it)));
                value
            }
            place => of_parameter(&field.wire, place).map(|(number, value)| {
                if let Some(slot) = case.parameters.get_mut(number) {
                    *slot = Some(value.clone());
                }
                value
            }),
        };
        match value {
            Some(value) if !is_typed(&field.ty, &value) => return None,
            Some(value) => {
                case.values.insert(key, value);
            }
            None if field.needed => return None,
            None => {}
        }
    }
    let is_whole = operation.fields.iter().any(|it| it.place == "body");
    if operation.body.is_some() && !is_whole {
        // What can have only one value is there without being set.
        for field in operation
            .fields
            .iter()
            .filter(|it| it.place == "body-field")
        {
            if let Some(value) = &field.preset {
                let member = members.entry(field.wire.clone());
                member.or_insert_with(|| Json::from(value));
            }
        }
        // What is always there, and was not given, is `null`.
        let is_always = |it: &&Field| it.place == "body-field" && it.presence == "nullable";
        let body = operation.body.as_ref();
        let is_sent = |required| required || !members.is_empty();
        if body.is_some_and(|it| it.format == "json" && is_sent(it.required)) {
            for field in operation.fields.iter().filter(is_always) {
                members.entry(field.wire.clone()).or_insert(Json::Null);
            }
        }
        case.body = Some(Json::Object(members));
    }
    Some(case)
}
