use super::{address, behind, code, dangers, for_rustdoc, item, joined, lead, literal};

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(for_rustdoc(text), *expected, "for {text:?}");
        assert_eq!(for_rustdoc(expected), *expected, "again, for {text:?}");
        assert_eq!(dangers(expected), [], "for {text:?}");
    }
}

#[test]
fn words_stay_what_they_are() {
    check(&[
        ("plain *text* and `Vec<T>`", "plain *text* and `Vec<T>`"),
        ("__a__ _b_ ~~c~~ a_b_c", "**a** *b* ~~c~~ a_b_c"),
        (
            "see [Foo], [`Foo`] and <b>",
            "see \\[Foo\\], \\[`Foo`\\] and \\<b>",
        ),
        ("one ` tick", "one \\` tick"),
        ("C:\\path and \\[ escape", "C:\\path and \\[ escape"),
        ("a * b, 2*3, id_, _id, ~5", "a * b, 2\\*3, id\\_, _id, \\~5"),
        ("&lt;b&gt; &amp;lt; &copy; a&b", "\\<b> \\&lt; © a&b"),
        (
            "two\nlines  \nand a\\\nbreak",
            "two lines\\\nand a\\\nbreak",
        ),
        ("&nbsp;\u{3000}a&nbsp;\u{2003}b\n\n&nbsp;", "a b"),
        ("1. [x] a", "1. \\[x\\] a"),
        ("so - it + is\n- it", "so - it + is\n\n- it"),
    ]);
}

#[test]
fn links_lead_to_the_web_or_are_words() {
    check(&[
        ("a [link](https://a.b/c)", "a [link](https://a.b/c)"),
        (
            "[link](<https://a.b/c d> 'title')",
            "[link](https://a.b/c%20d) (title)",
        ),
        ("[*a* `b`][c]\n\n[c]: https://a.b", "[*a* `b`](https://a.b)"),
        ("see https://a.b/c_d.", "see <https://a.b/c_d>."),
        ("<a@b.c> <https://a.b>", "<a@b.c> <https://a.b>"),
        ("![image](https://a.b/c.png)", "[image](https://a.b/c.png)"),
        (
            "[![image](https://a.b)](https://c.d)",
            "[image](https://c.d)",
        ),
        ("![](https://a.b)", "<https://a.b>"),
        ("a [trap](javascript:x)", "a trap (`javascript:x`)"),
        ("[Foo](crate::Foo) [Bar](Bar)", "Foo (`crate::Foo`) Bar"),
        ("[a](#a) [b](/b) ![c](c.png)", "a b (`/b`) c (`c.png`)"),
        ("<ftp://a> <struct@Foo>", "ftp://a struct@Foo"),
        ("a[^1]\n\n[^1]: b\n\n    c", "a\\[1\\]\n\n\\[1\\]: b\n\nc"),
    ]);
}

#[test]
fn what_nobody_sees_keeps_nothing_apart() {
    check(&[
        ("`a`\u{feff}`b`", "`ab`"),
        ("`&`\u{feff}``\r`&mp;``", "``& `&mp;``"),
        ("*a*\u{200b}*b*", "*ab*"),
        ("~~\u{feff}~~&#56;", "8"),
        ("# [](b\u{2028}/)`&#0;`", "# `b /&#0;`"),
    ]);
}

#[test]
fn code_is_no_test() {
    check(&[
        ("```rust\nlet x;\n```", "```text\nlet x;\n```"),
        ("~~~\nopen", "```text\nopen\n```"),
        ("````\n```\n````", "````text\n```\n````"),
        ("a\n\n    b\n\tc\n\nd", "a\n\n```text\nb\nc\n```\n\nd"),
        ("- ~~~\n\n  a\n\n  ~~~", "- ```text\n\n  a\n  ```"),
        ("-     a", "- ```text\n  a\n  ```"),
        (">     a", "> ```text\n> a\n> ```"),
        ("> - 1.     a", "> - 1. ```text\n>      a\n>      ```"),
    ]);
}

#[test]
fn blocks_have_one_form() {
    check(&[
        ("Title\n=====\ntext", "# Title\n\ntext"),
        ("## Title ##", "## Title"),
        ("# C#", "# C\\#"),
        ("a:\n* b\n  c\n* d", "a:\n\n- b c\n- d"),
        ("- a\n- b\n\n* c", "- a\n- b\n\n* c"),
        ("3) a\n4) b", "3. a\n4. b"),
        ("- a\n  - b\n\n  c", "- a\n\n  - b\n\n  c"),
        ("> a\nb\n> # c", "> a b\n>\n> # c"),
        (
            "a|b\n-|:-:\nc `|`|d\\|e",
            "| a | b |\n| --- | :-: |\n| c \\` | \\` |",
        ),
        ("a\n***\nb", "a\n\n___\n\nb"),
        ("<dl>\n*a*\n</dl>\n\nb", "\\<dl> \\*a\\* \\</dl>\n\nb"),
        ("<!-- a\n\nb", "\\<!-- a b"),
        ("-\n- a", "- a"),
        ("", ""),
        ("[a]: b", ""),
        ("- - -\n+ + +", "___"),
    ]);
}

#[test]
fn html_is_what_markdown_has_for_it() {
    check(&[
        (
            "<p>a <b>b</b></p><p>c &amp; *d*</p>",
            "a **b**\n\nc & \\*d\\*",
        ),
        ("a <strong>b</strong> <i>*c* d</i>", "a **b** *c d*"),
        ("a<br>b<br/>\n<br />c", "a\\\nb\n\nc"),
        ("see <code>GET /a?b=<i>c</i></code>", "see `GET /a?b=c`"),
        (
            "a <a class='x' href=\"https://b.c?d=1&amp;e\">f</a>",
            "a [f](https://b.c?d=1&e)",
        ),
        ("<a href='https://a.b'>https://a.b</a>", "<https://a.b>"),
        (
            "<a href='javascript:x'>a</a> <a name='x'>b</a>",
            "a (`javascript:x`) b",
        ),
        (
            "a <img src='https://b.c/d.png' alt='e'>",
            "a [e](https://b.c/d.png)",
        ),
        ("a <span style='b'>c</span>d", "a cd"),
        (
            "a:<ul><li>b</li><li><p>c</p></li></ul>d",
            "a:\n\n- b\n- c\n\nd",
        ),
        ("<ol start='3'><li>a<ul><li>b</ol>c", "3. a\n   - b\n\nc"),
        (">a<table><td>b<td>", "> a\n>\n> | b |\n> | --- |"),
        ("a<li>b<li>c", "a\n\n- b\n- c"),
        ("<ul><li><ul><li><li><ul><li></ul>a", "- - a"),
        ("- - - a\n    -\n    -", "- - - a"),
        ("1.\n2. a", "1.\n2. a"),
        ("- a <ul><li>b\n- c", "- a\n  - b\n- c"),
        ("<h3>a <b>b</b></h3>\nc", "### a **b**\n\nc"),
        (
            "a<blockquote><b>Note:</b> b</blockquote>c",
            "a\n\n> **Note:** b\n\nc",
        ),
        (
            "<pre><code>a &lt;b>\n  c</code></pre>d",
            "```text\na <b>\n  c\n```\n\nd",
        ),
        ("a<hr>b", "a\n\n___\n\nb"),
        (
            "<table><thead><tr><th>a</th><th>b</th></tr></thead><tr><td>c<td>d|<p>e</table>f",
            "| a | b |\n| --- | --- |\n| c | d\\| e |\n\nf",
        ),
        (
            "| a<br>b | <ul><li>c |\n| - | - |",
            "| a b | c |\n| --- | --- |",
        ),
        ("# a <p>b", "# a b"),
        ("a <!-- b --> c", "a c"),
    ]);
}

#[test]
fn half_of_html_is_text() {
    check(&[
        ("from <a> to <b>", "from \\<a> to \\<b>"),
        ("a</b> **b <i>c** d</i>", "a\\</b> **b \\<i>c** d\\</i>"),
        ("<b>a <i>b</b> c</i>", "**a \\<i>b** c\\</i>"),
        ("<b></b>", ""),
        ("<u>a <id></u>", "a \\<id>"),
        ("a</ul></li></p></td></table>b", "a\n\nb"),
        ("<code>a", "\\<code>a"),
    ]);
}

#[test]
fn what_is_hidden_is_shown() {
    check(&[
        ("a\u{202e}b\0 `\u{7}`", "a\\u{202e}b\\u{0} `\\u{7}`"),
        ("&#x202e;&#0;", "\\u{202e}\u{fffd}"),
        ("a\r\nb\rc\u{2028}d", "a b c d"),
        ("```\na\u{2066}\tb\n```", "```text\na\\u{2066}    b\n```"),
        ("[a](https://b.c/\u{202e})", "[a](https://b.c/%5Cu{202e})"),
    ]);
    // What shows a character means nothing by itself.
    check(&[
        ("[e]:\u{8}", "\\[e\\]:\\u{8}"),
        ("[e](\u{8})", "\\[e\\](\\u{8})"),
        ("~~~\n~~~\u{85}~~~r", "```text\n~~~\n~~~r\n```"),
        ("```\u{200b}\n```a", "````text\n```a\n````"),
        ("a\u{2028}[b]: c", "a \\[b\\]: c"),
        ("a\u{c}- b\u{b}# c", "a - b # c"),
        ("`\u{200b}`\u{200b}`a", "\\`a"),
    ]);
}

#[test]
fn long_lines_are_broken_between_words() {
    let text = format!(
        "{}`some code` {}",
        "word ".repeat(18),
        "- 1. # + word ".repeat(20)
    );
    let made = for_rustdoc(&text);
    assert!(
        made.lines().count() > 3 && made.lines().all(|line| line.len() <= 100),
        "{made}"
    );
    assert_eq!(for_rustdoc(&made), made);
    assert!(!made.contains("\n- ") && !made.contains("some\n"), "{made}");
    let words = |text: &str| text.replace('\\', "").split_whitespace().count();
    assert_eq!(words(&made), words(&text));
    // The backticks of an address begin no code.
    let text = format!("{}<a`b@c.d> `x y z some words`", "word ".repeat(15));
    let made = for_rustdoc(&text);
    assert!(made.ends_with("\n`x y z some words`"), "{made}");
}

#[test]
fn joined_texts_leave_each_other_alone() {
    let cases = [
        ("```\na", "b", "```text\na\n```\n\nb"),
        ("[a]", "[a]: https://b.c", "\\[a\\]"),
        ("- a", "- b", "- a\n\n* b"),
        ("<!-- a", "*b*", "\\<!-- a\n\n*b*"),
        ("[^1]", "[^1]: a", "\\[^1\\]\n\n\\[1\\]: a"),
    ];
    for (text, more, expected) in cases {
        assert_eq!(for_rustdoc(&joined(text, more)), expected);
    }
}

#[test]
fn texts_stand_in_lines_of_others() {
    assert_eq!(behind("Each:", "1 to 2"), "Each: 1 to 2");
    for text in [
        "- a",
        "1. a",
        "```\na\n```",
        "~~~\na",
        "    a",
        "# a",
        "> a",
        "| a |",
    ] {
        assert_eq!(behind("Each:", text), joined("Each:", text));
    }
    let made = for_rustdoc("a\nb\\\nc\n\n- d");
    assert_eq!(lead(&made), ("a b\\\nc".to_owned(), "- d"));
    for text in [
        "# a",
        "- a",
        "1. a",
        "> a",
        "```\na\n```",
        "|a|\n|-|",
        "***",
    ] {
        let made = for_rustdoc(text);
        assert_eq!(lead(&made), (String::new(), made.as_str()));
    }
    assert_eq!(item("`a`: b", "c\n\n- d"), "- `a`: b\n\n  c\n\n  - d");
    assert_eq!(item("", "```text\na\n```"), "- ```text\n  a\n  ```");
}

#[test]
fn what_is_no_markdown_stays_as_it_is() {
    assert_eq!(code("a"), "`a`");
    assert_eq!(code("a`b"), "``a`b``");
    assert_eq!(code("`a\n\u{202e}"), "`` `a \\u{202e} ``");
    assert_eq!(code(" a "), "`  a  `");
    assert_eq!(code(""), "\"\"");
    assert_eq!(literal("*A*\n[B] #"), "\\*A\\* \\[B\\] \\#");
    assert_eq!(literal("see https://a.b"), "see https\\://a.b");
    assert_eq!(address("https://a.b/c d"), "<https://a.b/c%20d>");
    assert_eq!(address("javascript:a"), "`javascript:a`");
}

#[test]
fn nothing_is_too_deep() {
    for sign in [
        "> ", "- ", "1. ", "> - ", "*", "[", "![", "<a", "~~~", "`", "#",
    ] {
        stays_flat(&format!("{}a", sign.repeat(100_000)));
    }
    for tags in [
        "<ul><li>",
        "<p><ul>",
        "<blockquote>",
        "a <b>",
        "<p><i>",
        "<p><!-- ",
        "<p><a b='",
        "<tr><td>a",
        "<p>&",
    ] {
        stays_flat(&format!("{}a", tags.repeat(20_000)));
    }
}

fn stays_flat(text: &str) {
    let sign: String = text.chars().take(10).collect();
    let made = for_rustdoc(text);
    assert_eq!(dangers(&made), [], "for {sign:?}");
    assert!(made.len() < 400_000, "for {sign:?}: {}", made.len());
}
