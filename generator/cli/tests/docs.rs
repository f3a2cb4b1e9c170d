//! `docs` as a user runs it.

mod support;

use support::{Folder, PETS};

#[test]
fn a_page_is_written_compared_and_refused() {
    let folder = Folder::with("docs", PETS);
    let said = folder.run("docs api.yaml");
    assert_eq!(
        said.with_code(0),
        "pets.html: 1 operation, 2 types, 1 file written; 0 warnings"
    );
    let page = folder.read("pets.html");
    for part in [
        "<h1>Pets</h1>",
        "<article id=\"pets.get\">",
        "client.pets().get(&quot;id&quot;, GetParams::new()).await?;",
        "<a href=\"#types.Pet\">Pet</a>",
        "<article id=\"types.Problem\">",
    ] {
        assert!(page.contains(part), "{part}");
    }
    folder.run("docs api.yaml --check").with_code(0);
    folder.write("api.yaml", &PETS.replace("A pet.", "A pet, or a fish."));
    folder.run("docs api.yaml --check").with_code(1);
    assert_eq!(folder.read("pets.html"), page);

    folder
        .run("docs api.yaml --out site/index.html")
        .with_code(0);
    assert!(folder.read("site/index.html").contains("or a fish"));
    folder.write("api.yaml", &PETS.replace("schemas/Pet\"", "schemas/Pat\""));
    folder.run("docs api.yaml").with_code(2);
    assert_eq!(folder.read("pets.html"), page);
}

#[test]
fn several_clients_have_a_page_each() {
    let folder = Folder::with("docs-several", PETS);
    folder.write("more.yaml", &PETS.replace("Pets", "More"));
    let config = "[[client]]\nspec = \"api.yaml\"\nout = \"a\"\n\n[[client]]\nspec = \"more.yaml\"\nout = \"b\"\n";
    folder.write("codegen.toml", config);
    folder.run("docs").with_code(0);
    assert!(folder.read("pets.html").contains("<h1>Pets</h1>"));
    assert!(folder.read("more.html").contains("<h1>More</h1>"));
    let refused = folder.run("docs --out one.html");
    assert_eq!(refused.code, 2);
    assert!(
        refused.err.contains("give --spec as well"),
        "{}",
        refused.err
    );
}
