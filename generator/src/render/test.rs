//! Tests: functions with literals of JSON, for which prettyplease has no layout, and with blank lines.

use proc_macro2::TokenStream;
use syn::File;

use crate::emit::tests::literal::layout;
use crate::ir::Value;

/// A test as text.
pub(super) fn print_test(code: &TokenStream, literals: &[Value]) -> syn::Result<String> {
    let file = syn::parse2::<File>(code.clone())?;
    let text = prettyplease::unparse(&file);
    let mut lines = Vec::new();
    for line in text.lines() {
        if line.trim() == "blank!();" {
            lines.push(String::new());
        } else {
            lines.push(with_literals(line, literals));
        }
    }
    Ok(lines.iter().flat_map(|line| [line, "\n"]).collect())
}

/// A line with its literals. No text of a description looks like one: within a string, quotes are escaped.
fn with_literals(line: &str, literals: &[Value]) -> String {
    let mut out = String::new();
    let mut rest = line;
    let margin = line.len() - line.trim_start().len();
    while let Some((before, behind)) = rest.split_once("json!(\"") {
        let literal = behind.split_once("\")");
        let literal = literal.and_then(|(number, behind)| {
            Some((literals.get(number.parse::<usize>().ok()?)?, behind))
        });
        out.push_str(before);
        let Some((value, behind)) = literal else {
            out.push_str("json!(\"");
            rest = behind;
            continue;
        };
        let start = out.chars().rev().take_while(|it| *it != '\n').count();
        let text = layout(value, margin, start + "json!()".len() + behind.len());
        out.extend(["json!(", &text, ")"]);
        rest = behind;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::print_test;
    use crate::ir::Value;

    fn text(text: &str) -> Value {
        Value::String(text.to_owned())
    }

    #[test]
    fn literals_are_written_out_and_nothing_else_is() {
        let code = quote! {
            fn test() {
                let answer = json!("0");
                blank!();
                f("json!(\"0\")", "blank!();");
                assert_eq!(request.json(), json!("1"));
            }
        };
        let long = vec![
            ("a\"b".to_owned(), text(&"x".repeat(60))),
            (
                "c".to_owned(),
                Value::List(vec![Value::Number(-1.0), Value::Integer(1 << 40)]),
            ),
        ];
        let printed = print_test(&code, &[text("json!(\"1\")"), Value::Object(long)]).unwrap();
        let expected = format!(
            "fn test() {{\n    let answer = json!(\"json!(\\\"1\\\")\");\n\n    f(\"json!(\\\"0\\\")\", \"blank!();\");\n    \
             assert_eq!(request.json(), json!({{\n        \"a\\\"b\": \"{}\",\n        \"c\": [-1.0, 1099511627776_i64],\n    }}));\n}}\n",
            "x".repeat(60)
        );
        assert_eq!(printed, expected);
    }
}
