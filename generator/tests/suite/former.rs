//! Former names: which are kept as aliases, and when one goes.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may panic"
)]

use openapi_generator::config::Config;
use openapi_generator::diff::report::{Titles, text};
use openapi_generator::diff::{Bump, DescribedVersion, diff};
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;
use openapi_generator::{Client, generate};

const PETS: &str = r##"openapi: 3.0.3
info: {title: Pets, version: "1"}
servers: [{url: "https://pets.example"}]
paths:
  /pets/{id}:
    get:
      operationId: get-pet
      tags: [pets]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}, {name: full, in: query, schema: {type: boolean}}]
      responses:
        "200":
          description: A pet.
          content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
components:
  schemas:
    Pet: {type: object, required: [id], properties: {id: {type: string}}}
"##;

const ALIASES: &str = "[compat]\naliases = true\n";
const RENAMED: &str = "[names.types]\nPet = \"Animal\"\n";

fn client(text: &str, config: &str, lock: &str) -> Client {
    let config = Config::parse("codegen.toml", config).unwrap();
    let lock = NamesLock::parse("names.lock", lock).unwrap();
    let outcome = generate(&Input::new("api.yaml", text), &config, &lock);
    outcome
        .client
        .unwrap_or_else(|| panic!("{}", outcome.report))
}

fn lock(text: &str, config: &str) -> String {
    client(text, config, "").lock.to_text()
}

/// All code of a client beside its runtime.
fn code(client: &Client) -> String {
    let own = client
        .files
        .iter()
        .filter(|(path, _)| !path.starts_with("src/runtime"));
    own.map(|(_, text)| text.as_str()).collect()
}

fn is_alias(client: &Client) -> bool {
    code(client).contains("pub type Pet = Animal;")
}

#[test]
fn a_name_is_former_once_another_is_chosen() {
    let whole = lock(PETS, ALIASES);
    assert!(whole.contains("\nPet = \"Pet\"\n"), "{whole}");
    let renamed = client(PETS, &format!("{ALIASES}{RENAMED}"), &whole);
    assert!(is_alias(&renamed));
    let text = renamed.lock.to_text();
    assert!(
        text.contains("[\"former types\"]\nPet = [\"Pet\"]\n"),
        "{text}"
    );

    // The next run knows it, and changes nothing.
    let again = client(PETS, &format!("{ALIASES}{RENAMED}"), &text);
    assert!(is_alias(&again) && again.lock.to_text() == text);
    // A second rename keeps both.
    let second = RENAMED.replace("Animal", "Creature");
    let second = client(PETS, &format!("{ALIASES}{second}"), &text);
    for alias in ["pub type Pet = Creature;", "pub type Animal = Creature;"] {
        assert!(code(&second).contains(alias), "{alias}");
    }
    // Renamed back, the name in between is the former one.
    let back = RENAMED.replace("Animal", "Pet");
    let back = client(PETS, &format!("{ALIASES}{back}"), &text);
    let code_of_back = code(&back);
    assert!(code_of_back.contains("pub type Animal = Pet;"));
    assert!(!code_of_back.contains("pub type Pet"));
    // Without the line, without the alias.
    let gone = text.replace("[\"former types\"]\nPet = [\"Pet\"]\n", "");
    assert!(!is_alias(&client(
        PETS,
        &format!("{ALIASES}{RENAMED}"),
        &gone
    )));
}

const COLOURS: &str = r##"openapi: 3.0.3
info: {title: Paints, version: "1"}
servers: [{url: "https://paints.example"}]
paths:
  /paints:
    get:
      operationId: get-paint
      responses:
        "200":
          description: A paint.
          content: {application/json: {schema: {$ref: "#/components/schemas/Colour"}}}
components:
  schemas:
    Colour: {type: string, enum: [blue, bottle-green, red]}
"##;

#[test]
fn a_value_that_is_listed_no_more_keeps_its_variant() {
    let whole = lock(COLOURS, ALIASES);
    let fewer = COLOURS.replace("bottle-green, ", "");
    let kept = client(&fewer, ALIASES, &whole);
    let expected = "    Red,\n    /// `bottle-green`, which the description no longer has.\n    \
        #[deprecated(note = \"the description no longer has it\")]\n    BottleGreen,\n";
    assert!(code(&kept).contains(expected), "{}", code(&kept));
    assert!(code(&kept).contains("BottleGreen = \"bottle-green\","));
    let text = kept.lock.to_text();
    let again = client(&fewer, ALIASES, &text);
    assert_eq!(
        (code(&again), again.lock.to_text()),
        (code(&kept), text.clone())
    );
    // Back again, it is a value like others; without its line, without the setting, or in a closed enum there is none.
    assert_eq!(
        code(&client(COLOURS, ALIASES, &text)),
        code(&client(COLOURS, ALIASES, ""))
    );
    let line = "bottle-green = \"BottleGreen\"\n";
    assert!(text.contains(line), "{text}");
    let closed = format!("closed_enums = [\"*\"]\n{ALIASES}");
    for (config, lock) in [
        (ALIASES, text.replace(line, "")),
        ("", text.clone()),
        (&closed, text),
    ] {
        let without = client(&fewer, config, &lock);
        assert!(!code(&without).contains("BottleGreen"), "{config}");
    }
}

#[test]
fn a_value_that_keeps_its_variant_asks_for_a_minor_version() {
    let config = [ALIASES, ""].map(|it| Config::parse("codegen.toml", it).unwrap());
    let fewer = COLOURS.replace("bottle-green, ", "");
    let [old, new] = [COLOURS, &fewer].map(|it| Input::new("api.yaml", it));
    for (config, rule) in config.iter().zip(["enum-value-kept", "enum-value-removed"]) {
        let [old, new] = [&old, &new].map(|input| DescribedVersion { input, config });
        let comparison = diff(&old, &new, &NamesLock::default()).comparison.unwrap();
        let titles = Titles {
            old: "old",
            new: "new",
        };
        let shown = text(&comparison, titles);
        assert!(shown.contains(rule), "{shown}");
        let is_minor = comparison.bump() == Bump::Minor;
        assert_eq!(is_minor, rule == "enum-value-kept", "{shown}");
    }
}

#[test]
fn a_lock_from_before_the_setting_knows_what_it_lists_and_what_is_as_on_the_wire() {
    let short = lock(PETS, "");
    assert!(!short.contains("Pet = \"Pet\""), "{short}");
    let config = format!("{ALIASES}{RENAMED}[operations.get-pet]\nmethod = \"fetch\"\n");
    let renamed = client(PETS, &config, &short);
    assert!(is_alias(&renamed));
    for alias in ["pub fn get(&self", "pub type GetParams = FetchParams;"] {
        assert!(code(&renamed).contains(alias), "{alias}");
    }
}

#[test]
fn a_resource_that_is_called_otherwise_leads_where_it_led() {
    let whole = lock(PETS, ALIASES);
    let config = format!("{ALIASES}[resources]\npets = \"animals\"\n");
    let renamed = client(PETS, &config, &whole);
    for alias in [
        "pub mod pets {",
        "pub type Pets = super::animals::Animals;",
        "pub fn pets(&self) -> crate::animals::Animals",
    ] {
        assert!(code(&renamed).contains(alias), "{alias}");
    }
    let again = client(PETS, &config, &renamed.lock.to_text());
    assert_eq!(code(&again), code(&renamed));
}

#[test]
fn what_has_an_alias_asks_for_a_minor_version() {
    let renamed = format!(
        "{ALIASES}{RENAMED}[operations.get-pet]\nmethod = \"fetch\"\n[resources]\npets = \"animals\"\n"
    );
    for (config, bump) in [
        (renamed.clone(), Bump::Minor),
        (renamed.replace(ALIASES, ""), Bump::Major),
    ] {
        let [old, new] = [ALIASES, &config].map(|it| Config::parse("codegen.toml", it).unwrap());
        let input = Input::new("api.yaml", PETS);
        let [old, new] = [&old, &new].map(|config| DescribedVersion {
            input: &input,
            config,
        });
        let outcome = diff(&old, &new, &NamesLock::default());
        let comparison = outcome.comparison.unwrap();
        let titles = Titles {
            old: "old",
            new: "new",
        };
        let shown = text(&comparison, titles);
        assert_eq!(comparison.bump(), bump, "{shown}");
        let is_told = shown.contains("renamed-with-alias");
        assert_eq!(is_told, bump == Bump::Minor, "{shown}");
    }
}

#[test]
fn nothing_has_an_alias_without_being_asked_for_or_without_having_been_there() {
    let whole = lock(PETS, ALIASES);
    assert!(!is_alias(&client(PETS, RENAMED, &whole)));
    let first = client(PETS, &format!("{ALIASES}{RENAMED}"), "");
    assert!(!is_alias(&first) && !first.lock.to_text().contains("former"));
    // What is new in a client whose names are all known has its first name.
    let new = PETS.replace("Pet", "Cat").replace(
        "required: [id], properties: {id:",
        "required: [mice], properties: {mice:",
    );
    let config = format!("{ALIASES}{}", RENAMED.replace("Pet", "Cat"));
    let new = client(&new, &config, &whole);
    assert!(!code(&new).contains("pub type"), "{}", new.lock.to_text());
}

#[test]
fn a_former_name_is_given_to_nothing_else_but_by_choice() {
    let config = format!("{ALIASES}{RENAMED}");
    let renamed = client(PETS, &config, &lock(PETS, ALIASES));
    let text = renamed.lock.to_text();
    let more = PETS.replace(
        "properties: {id: {type: string}}",
        "properties: {id: {type: string}, one: {$ref: \"#/components/schemas/pet\"}}",
    );
    let more = format!("{more}    pet: {{type: object, properties: {{a: {{type: string}}}}}}\n");
    let by_chance = client(&more, &config, &text);
    assert!(is_alias(&by_chance));
    assert!(code(&by_chance).contains("pub struct Pet2"));
    let chosen = client(&more, &format!("{config}pet = \"Pet\"\n"), &text);
    assert!(!is_alias(&chosen) && code(&chosen).contains("pub struct Pet {"));
    assert!(!chosen.lock.to_text().contains("former types"));
}

#[test]
fn what_cannot_have_been_a_name_is_told_with_its_place() {
    let config = Config::parse("codegen.toml", &format!("{ALIASES}{RENAMED}")).unwrap();
    let text = "[\"former types\"]\nPet = [\"pet\"]\n";
    let lock = NamesLock::parse("names.lock", text).unwrap();
    let outcome = generate(&Input::new("api.yaml", PETS), &config, &lock);
    assert!(outcome.client.is_none());
    let report = outcome.report.to_string();
    let expected = "error[invalid-name]: `pet` cannot be a name here\n --> names.lock:2:";
    assert!(report.contains(expected), "{report}");
    let error = NamesLock::parse("names.lock", &text.replace("pet", "a b")).unwrap_err();
    assert!(
        error.to_string().contains("`a b` cannot be a name in Rust"),
        "{error}"
    );
}
