//! What readers see of an example.

use syn::{Attribute, parse_quote};

use super::print_examples;
use crate::render::comment::with_lines;

fn printed(attribute: Attribute) -> Vec<String> {
    let mut attributes = vec![attribute];
    print_examples(&mut attributes, "no_run");
    let file = syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![parse_quote!(#(#attributes)* struct S;)],
    };
    let text = with_lines(&prettyplease::unparse(&file), |_| None);
    text.lines().map(str::to_owned).collect()
}

#[test]
fn what_stands_around_the_body_is_hidden() {
    let lines = printed(parse_quote! {
        #[example {
            use a::Client;
            async fn example(client: Client) -> Result<(), a::Error> {
                use a::B;
                client.b(B::new()).await?;
                Ok(())
            }
        }]
    });
    let expected = [
        "/// ```no_run",
        "/// # use a::Client;",
        "/// # async fn example(client: Client) -> Result<(), a::Error> {",
        "/// use a::B;",
        "///",
        "/// client.b(B::new()).await?;",
        "/// # Ok(()) }",
        "/// ```",
        "struct S;",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn no_text_ends_the_block() {
    let hostile = "\n```\n# hidden\n*/ \u{202e}\0";
    let lines = printed(parse_quote! {
        #[example { fn example() { f(#hostile, #hostile, #hostile, #hostile, #hostile); } }]
    });
    let fences = lines.iter().filter(|it| it.starts_with("/// ```"));
    assert_eq!(fences.count(), 2, "{lines:#?}");
    let is_escaped = |it: &String| !it.contains(['\n', '\u{202e}', '\0']);
    assert!(lines.len() > 7 && lines.iter().all(is_escaped));
}

#[test]
fn what_is_no_function_is_left_out() {
    assert_eq!(printed(parse_quote!(#[example { let }])), ["struct S;"]);
    assert_eq!(printed(parse_quote!(#[inline])).len(), 2);
}
