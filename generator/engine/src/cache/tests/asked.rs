//! What an answer depends on.

use std::cell::Cell;
use std::path::Path;

use openapi_generator::config::Config;
use openapi_generator::source::{Input, Unread};

use super::super::Cache;
use super::{OTHER, configured, empty, long, other, question};
use crate::client::Question;

#[test]
fn all_that_an_answer_depends_on_is_asked() {
    let cache = Cache::new(&empty("asked"));
    let long = long();
    let config = configured("");
    let input = Input::new("api.yaml", &long).with_loader(&other);
    let lock = ("out/names.lock".to_owned(), "# empty\n".to_owned());
    let first = question(&config, Some(&lock));
    assert!(cache.find(&first, &input).is_none());
    cache.generate(&first, &input).unwrap();
    assert!(cache.find(&first, &input).is_some());

    for lock in [
        None,
        Some(("names.lock".to_owned(), lock.1.clone())),
        Some((lock.0.clone(), "# Empty\n".to_owned())),
    ] {
        assert!(
            cache
                .find(&question(&config, lock.as_ref()), &input)
                .is_none()
        );
    }
    let accepting = Config {
        allow_all: vec!["not-carried".to_owned()],
        ..config.clone()
    };
    let tested = Config {
        tests: true,
        ..config.clone()
    };
    for config in [
        configured("# a"),
        configured("strict_nulls = true"),
        accepting,
        tested,
    ] {
        assert!(
            cache
                .find(&question(&config, Some(&lock)), &input)
                .is_none()
        );
    }
    let without = Question {
        manifest: false,
        ..question(&config, Some(&lock))
    };
    assert!(cache.find(&without, &input).is_none());
    let elsewhere = Question {
        out: Path::new("elsewhere"),
        ..question(&config, Some(&lock))
    };
    assert!(cache.find(&elsewhere, &input).is_none());

    let renamed = Input::new("api.yml", &long).with_loader(&other);
    let changed = long.replace("ok", "OK");
    let changed = Input::new("api.yaml", &changed).with_loader(&other);
    let gone = |_: &str| Err(Unread::Failed(OTHER.to_owned()));
    let refused = |_: &str| {
        Err(Unread::Refused {
            hint: OTHER.to_owned(),
        })
    };
    let others = |_: &str| Ok(OTHER.replace("Pet", "Pit"));
    let [gone, refused, others] = [
        &gone as &dyn Fn(&str) -> Result<String, Unread>,
        &refused,
        &others,
    ]
    .map(|loader| Input::new("api.yaml", &long).with_loader(loader));
    for input in [renamed, changed, gone, refused, others] {
        assert!(cache.find(&first, &input).is_none(), "{input:?}");
    }
    assert!(cache.find(&first, &input).is_some());
}

#[test]
fn files_that_change_meanwhile_are_not_kept() {
    let cache = Cache::new(&empty("meanwhile"));
    let config = configured("[allow]\nunresolved-reference = [\"*\"]\n");
    let long = long();
    let times = Cell::new(0);
    // Whoever leaves something out reads everything once more.
    let loader = |_: &str| {
        times.set(times.get() + 1);
        let properties = "{a: {$ref: \"#/None\"}, b: {type: string}}";
        Ok(format!(
            "Pet: {{type: object, properties: {properties}}}\n# {}\n",
            times.get()
        ))
    };
    let input = Input::new("api.yaml", &long).with_loader(&loader);
    let answer = cache.generate(&question(&config, None), &input).unwrap();
    assert!(answer.texts.is_some(), "{}", answer.report);
    assert!(times.get() > 1);
    assert!(cache.find(&question(&config, None), &input).is_none());
    assert!(!cache.place(&question(&config, None)).exists());
}
