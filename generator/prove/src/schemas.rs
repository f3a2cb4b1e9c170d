//! The proof of the types: instances of their schemas, read and written.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::{Difference, Expectation, Kind, differences};
use crate::document::{Place, Schemas, View, is_integer, is_named};
use crate::driver::Answer;
use crate::instances::{Instance, Maker, Standing, limits};
use crate::json::Json;
use crate::manifest::{self, Manifest, Type};
use crate::report::{Contradiction, Failure, Report};
use crate::validity::{Validity, objection, repaired};

/// An instance for a type.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The number of the type, in [`Trials::types`].
    pub ty: usize,
    /// The view of its schema.
    pub view: View,
    /// The number of its schema.
    pub schema: usize,
    /// The instance.
    pub instance: Instance,
}

/// What is to be tried.
#[derive(Debug, Default)]
pub struct Trials {
    /// The types.
    pub types: Vec<Type>,
    /// The instances.
    pub trials: Vec<Trial>,
}

/// The types of the manifest that values of a schema have.
pub fn types(manifest: &Manifest) -> Vec<Type> {
    // What is of several schemas is tried with what it is a part of. An event is no JSON value, though its data may be one.
    let is_value = |it: &&Type| {
        let is_event = it.pointer.contains("/text~1event-stream/");
        it.kind != manifest::TypeKind::Answer && !it.is_part && !is_event
    };
    manifest.schemas.iter().filter(is_value).cloned().collect()
}

/// Makes the instances for one view, and notes what the description has against itself.
///
/// # Errors
///
/// Why the schemas cannot be judged at all.
pub fn make(
    schemas: &mut Schemas<'_>,
    view: View,
    trials: &mut Trials,
    report: &mut Report,
) -> Result<(), String> {
    let mut wanted = Vec::new();
    for (ty, it) in trials.types.iter().enumerate() {
        if it.views().contains(&view) {
            let number = schemas.number_in_whole(&Place::named(&it.file, &it.pointer));
            // The list of an enum is of the schema around it.
            let number = number.or_else(|| {
                let around = it.pointer.strip_suffix("/enum")?;
                schemas.number_in_whole(&Place::named(&it.file, around))
            });
            match number {
                Some(number) => wanted.push((ty, number)),
                None => report.unplaced.push(format!("{}: {}", it.pointer, it.path)),
            }
        }
    }
    schemas.complete();
    let mut validity = Validity::new(schemas)?;
    let mut samples: BTreeMap<usize, Vec<Json>> = BTreeMap::new();
    for sample in &schemas.samples {
        let objection = match validity.of(sample.schema) {
            Ok(validator) => objection(validator, &sample.value),
            Err(_) => continue,
        };
        match objection {
            None => samples
                .entry(sample.schema)
                .or_default()
                .push(Json::from(&sample.value)),
            Some(why) => report.contradictions.push(Contradiction {
                place: sample.place.pointer.clone(),
                why,
            }),
        }
    }
    let maker = Maker { schemas };
    for (ty, schema) in wanted {
        let validator = match validity.of(schema) {
            Ok(validator) => validator,
            Err(error) => {
                let place = trials
                    .types
                    .get(ty)
                    .map(|it| it.pointer.clone())
                    .unwrap_or_default();
                report.unjudged.push(format!("{place}: {error}"));
                continue;
            }
        };
        let samples = samples.get(&schema).map(Vec::as_slice).unwrap_or_default();
        let instances = instances(maker, schema, validator, samples);
        if instances.is_empty() {
            let place = trials
                .types
                .get(ty)
                .map(|it| it.pointer.clone())
                .unwrap_or_default();
            report.unsatisfied.push(place);
        }
        let is_closed = trials
            .types
            .get(ty)
            .is_some_and(|it| it.kind == manifest::TypeKind::ClosedEnum);
        let is_taken = |it: &Instance| !is_closed || it.standing == Standing::Valid;
        let instances = instances.into_iter().filter(is_taken);
        trials.trials.extend(instances.map(|instance| Trial {
            ty,
            view,
            schema,
            instance,
        }));
    }
    Ok(())
}

/// The instances of a schema: `samples`, and those of the candidates that the validator takes.
pub fn instances(
    maker: Maker<'_>,
    schema: usize,
    validator: &jsonschema::Validator,
    samples: &[Json],
) -> Vec<Instance> {
    // Where a type may be `null`, what holds it says so.
    let samples = samples.iter().filter(|it| **it != Json::Null);
    let samples = samples.map(|value| Instance {
        value: value.clone(),
        label: "an example of the description".to_owned(),
        standing: Standing::Valid,
    });
    let mut ordinary: Option<Json> = None;
    let mut found: Vec<Instance> = samples.collect();
    for mut candidate in maker.candidates(schema) {
        if candidate.value.size() > limits::SIZE || candidate.value == Json::Null {
            continue;
        }
        if candidate.standing == Standing::Valid {
            let Some(value) = repaired(validator, &candidate.value, ordinary.as_ref()) else {
                continue;
            };
            ordinary.get_or_insert_with(|| value.clone());
            candidate.value = value;
        } else if validator.is_valid(&candidate.value.to_value()) {
            candidate.standing = Standing::Valid;
        }
        found.push(candidate);
    }
    let mut seen = BTreeSet::new();
    found.retain(|it| seen.insert(it.value.clone()));
    found
}

/// Compares the answers with the instances.
///
/// # Errors
///
/// Why the schemas cannot be judged at all.
pub fn judge(
    schemas: &[Schemas<'_>],
    trials: &Trials,
    answers: &[Answer],
    report: &mut Report,
) -> Result<(), String> {
    let mut validity: BTreeMap<View, Validity<'_>> = BTreeMap::new();
    let tags: Vec<String> = schemas
        .iter()
        .flat_map(|it| it.tags.iter().cloned())
        .collect();
    for it in schemas {
        validity.insert(it.view(), Validity::new(it)?);
    }
    for (trial, answer) in trials.trials.iter().zip(answers) {
        let Some(ty) = trials.types.get(trial.ty) else {
            continue;
        };
        let of_view = schemas.iter().find(|it| it.view() == trial.view);
        let may_drop = |path: &str| {
            // What is further inside is of another type, which keeps it if it travels both ways.
            let is_own = path.matches('/').count() == 1;
            let keeps = if is_own {
                ty.keeps_unknown
            } else {
                ty.directions.len() == 2
            };
            !keeps && of_view.is_some_and(|it| !is_named(it, trial.schema, path))
        };
        let expectation = Expectation {
            tags: &tags,
            may_drop: &may_drop,
            is_integer: &|path| of_view.is_some_and(|it| is_integer(it, trial.schema, path)),
            is_only_sent: ty.is_only_sent(),
        };
        let differences = match answer {
            Answer::Refused(why) => {
                report.refusal(ty, trial, why);
                continue;
            }
            Answer::Written(written) => differences(&trial.instance.value, written, &expectation),
        };
        let Answer::Written(written) = answer else {
            continue;
        };
        let mut differences: Vec<Difference> = differences;
        // What may differ is valid all the same.
        let is_checked = ty.is_only_sent() || differences.iter().any(|it| it.kind.is_err());
        if is_checked
            && trial.instance.standing == Standing::Valid
            && let Some(validator) = validity
                .get_mut(&trial.view)
                .and_then(|it| it.of(trial.schema).ok())
            && !validator.is_valid(&written.to_value())
        {
            differences.push(Difference {
                kind: Ok(Kind::EncodingInvalid),
                path: String::new(),
            });
        }
        report.add(ty, trial, written, &differences);
    }
    Ok(())
}

impl Failure {
    /// A failure of a trial.
    pub fn of(ty: &Type, trial: &Trial, kind: Kind, path: &str, got: String) -> Self {
        Self {
            kind,
            pointer: ty.pointer.clone(),
            ty: ty.path.clone(),
            path: path.to_owned(),
            label: trial.instance.label.clone(),
            instance: trial.instance.value.to_string(),
            got,
        }
    }
}
