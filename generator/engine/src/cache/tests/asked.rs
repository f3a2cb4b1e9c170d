//! What an answer depends on.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use openapi_generator::config::Config;
use openapi_generator::source::{Input, Unread};

use super::super::{Cache, hash, hash_of};
use super::{OTHER, configured, empty, long, other, question};
use crate::client::{Client, Generated, Question};

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
fn what_is_read_is_told_from_why_it_is_not() {
    let said = [
        Ok(OTHER.to_owned()),
        Err(Unread::Failed(OTHER.to_owned())),
        Err(Unread::Refused {
            hint: OTHER.to_owned(),
        }),
    ];
    let hashes: BTreeSet<String> = said.iter().map(hash_of).collect();
    assert_eq!(hashes.len(), said.len());
    let [one, other] = [["a", "b"], ["ab", ""]];
    assert_ne!(hash(one.map(str::as_bytes)), hash(other.map(str::as_bytes)));
}

#[test]
fn a_client_that_is_found_is_the_one_that_was_made() {
    let folder = empty("client");
    fs::create_dir_all(&folder).unwrap();
    // Both begin with a mark that is no part of their text, and one refers to what is not there.
    let api = long().replacen("version: \"1\"", "version: \"1\", odd: 1", 1);
    fs::write(folder.join("api.yaml"), format!("\u{feff}{api}")).unwrap();
    let properties = "{a: {type: unknown}, b: {$ref: lost.yaml}}";
    let other = format!("\u{feff}Pet: {{type: object, properties: {properties}}}\n");
    fs::write(folder.join("other.yaml"), other).unwrap();
    let config = configured("[allow]\nunreadable-file = [\"*\"]\n");
    let client = Client {
        spec: folder.join("api.yaml"),
        out: folder.join("out"),
        command_line: None,
        config,
        manifest: true,
    };
    let told = |generated: &Generated| {
        let Generated {
            name,
            report,
            made,
            files,
            missing,
        } = generated;
        format!("{name}{}{made:?}{files:?}{missing:?}", report.render(true))
    };
    let cache = Cache::new(&folder.join("cache"));
    let made = client.generate_with(&cache).unwrap();
    let anew = client.generate().unwrap();
    // Its entry says that there are other types, so that it shows.
    let entry = fs::read_dir(folder.join("cache")).unwrap().next().unwrap();
    let entry = entry.unwrap().path();
    let text = fs::read_to_string(&entry).unwrap();
    let (_, rest) = text.split_once('\n').unwrap();
    let rest = rest.replacen("\"types\":1,", "\"types\":777,", 1);
    let hash = hash([rest.as_bytes()]);
    fs::write(&entry, format!("openapi-client 1 {hash}\n{rest}")).unwrap();
    let mut found = client.generate_with(&cache).unwrap();
    let types = found
        .made
        .as_mut()
        .map(|it| std::mem::replace(&mut it.types, 1));
    assert_eq!(types, Some(777));
    assert!(told(&made) == told(&anew) && told(&found) == told(&anew));
    assert_eq!((found.files.len(), found.missing.len()), (2, 1));
    assert!(found.report.warnings() > 2, "{}", found.report);
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
