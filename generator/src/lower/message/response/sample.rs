//! What answers look like: the examples of responses, by their status.

use crate::ir::Sample;
use crate::lower::docs::example;
use crate::lower::message::representation::Representation;
use crate::origin::Origin;
use crate::spec::Spec;
use openapiv3::MediaType;

/// What an answer of a status looks like as one of its media types; without any, it has no body.
pub(super) fn of_status(
    spec: &Spec,
    status: &str,
    representation: Option<&Representation<'_>>,
    at: &Origin,
) -> Sample {
    match representation {
        Some(it) => of_media_type(spec, status, it.name, it.media_type, &it.at),
        None => Sample {
            status: status.to_owned(),
            media_type: None,
            example: None,
            origin: at.clone(),
        },
    }
}

/// What an answer of a status looks like as a media type.
pub(super) fn of_media_type(
    spec: &Spec,
    status: &str,
    name: &str,
    media_type: &MediaType,
    at: &Origin,
) -> Sample {
    Sample {
        status: status.to_owned(),
        media_type: Some(name.to_owned()),
        example: example::of_media_type(spec, media_type),
        origin: at.clone(),
    }
}

/// Puts those that have a body before the others.
pub(super) fn sort(samples: &mut [Sample]) {
    samples.sort_by_key(|it| it.media_type.is_none());
}
