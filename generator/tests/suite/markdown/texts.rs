//! Markdown of all kinds, made up by numbers: what is well nested, what is not, and what nearly is.

/// What stands in a line. `evil` is in whatever must not become HTML.
const WORDS: &[&str] = &[
    "word",
    "some more words",
    "`code`",
    "`` a`b ``",
    "`[Vec]`",
    "`<evil>`",
    "``` x ```",
    "`",
    "```",
    "*one*",
    "_two_",
    "**three**",
    "__four__",
    "***five***",
    "~~six~~",
    "~7",
    "a*b*c",
    "_id",
    "a_b_c",
    "* ",
    "**",
    "[Vec]",
    "[`Vec`]",
    "[`Vec`][]",
    "[Item](crate::Item)",
    "[Item]",
    "[`crate::Item`]",
    "[a][Item]",
    "[x]: std::vec",
    "[struct@Item]",
    "[vec!]",
    "[std::vec::Vec<T>]",
    "[ref]",
    "[text][ref]",
    "[web](https://a.example/b_c?d=e&f=g#h)",
    "[web](<https://a.example/b c> \"a title\")",
    "[web](https://a.example 'a \"title\"')",
    "[mail](mailto:a@b.example)",
    "[mail](mailto:struct@Item)",
    "[script](javascript:evil)",
    "[data](data:text/html,<evil>)",
    "[local](/a/b)",
    "[file](a.md)",
    "[part](#part)",
    "[empty]()",
    "[](https://a.example)",
    "[*a* `b` [c]](https://a.example)",
    "![image](https://a.example/a.png)",
    "![image](javascript:evil)",
    "[![badge](https://a.example/a.svg)](https://a.example)",
    "![a [b](c) d](e)",
    "[",
    "]",
    "](",
    "![",
    "[^1]",
    "[^a b]",
    "[ ]",
    "[x]",
    "<https://a.example/b>",
    "<a@b.example>",
    "<struct@Item>",
    "<javascript:evil>",
    "https://a.example/b_c_(d).",
    "(http://a.example)",
    "http://",
    "https://.",
    "xhttps://a.example",
    "<evil>",
    "</evil>",
    "<evil a=\"b\" c='d' e>",
    "<evil",
    "<script>evil()</script>",
    "<img src=a onerror=evil>",
    "<!-- evil",
    "<!-- evil -->",
    "-->",
    "<?evil ?>",
    "<!EVIL evil>",
    "<![CDATA[evil]]>",
    "<br>",
    "<b>",
    "</b>",
    "<p>",
    "</p>",
    "<code>evil</code>",
    "<a href=\"https://a.example\">web</a>",
    "<a href='javascript:evil'>web</a>",
    "<ul>",
    "<li>",
    "</ul>",
    "<table><tr><td>",
    "</td>",
    "<h1>",
    "</h1>",
    "<pre>",
    "<blockquote>",
    "<br/>",
    "Vec<evil>",
    "a < b > c",
    "&lt;evil&gt;",
    "&#60;evil>",
    "&#x202e;",
    "&#0;",
    "&#10;",
    "&#9;",
    "&nbsp;",
    "&amp;lt;",
    "&ampersand",
    "&",
    "\\",
    "\\\\",
    "\\[Vec]",
    "\\<evil>",
    "\\`a`",
    "\\*",
    "C:\\path",
    "\u{0}",
    "\u{7}",
    "\u{1b}[31m",
    "\u{202e}a\u{202c}",
    "\u{2066}",
    "\u{200f}",
    "\u{feff}",
    "\u{2028}",
    "\u{2029}",
    "\u{85}",
    "\u{b}",
    "\u{c}",
    "\t",
    "\u{a0}",
    "ü",
    "日本語。",
    "👩\u{200d}🚀",
    "a | b",
    "|",
    "\\|",
    ":-:",
    "---",
    "--",
    "===",
    "=",
    "-",
    "+",
    "#",
    "##",
    "#!",
    "#![feature(evil)]",
    "1.",
    "2)",
    "1234567890.",
    ">",
    "...",
    "\"quoted\"",
    "'s",
    "*/",
    "/**",
    "///",
    "//!",
    "$x$",
    "{#id}",
    "[!NOTE]",
    "!",
    ":",
    "::",
    "panic!(\"ran\");",
];

/// What stands behind a fence.
const INFOS: &[&str] = &[
    "",
    "rust",
    " rust",
    "text",
    "no_run",
    "should_panic",
    "compile_fail,E0001",
    "ignore",
    "rust,ignore",
    "text,rust",
    "{.rust}",
    "json",
    "rust evil",
    "`",
    "\ttext",
    "TEXT",
    "text\\",
    "&#116;ext",
];

/// How lines of HTML begin that are more than the HTML of a line.
const HTML: &[&str] = &[
    "<div class=evil>",
    "<pre>",
    "<script>",
    "<style>",
    "<textarea>",
    "<!-- evil",
    "<?evil",
    "<!EVIL",
    "<![CDATA[",
    "<evil>",
    "</evil>",
    "<details><summary>",
    "<table><tr>",
    "<p>",
    "</p>",
    "<a href=evil>",
];

/// What is put into a text by mistake.
const SIGNS: &[char] = &[
    '`', '~', '*', '_', '[', ']', '(', ')', '<', '>', '!', '#', '-', '+', '=', '|', '\\', '&', ';',
    ':', '"', '\'', ' ', ' ', ' ', '\t', '\n', '\n', '\r', '1', '.', 'a', '\0', '\u{202e}',
];

/// Decides by numbers; where there are none left, for what is simplest.
pub struct Choices<I>(pub I);

impl<I: Iterator<Item = u16>> Choices<I> {
    /// A text.
    pub fn text(&mut self) -> String {
        let lines = self.blocks(0);
        let end = self.one(&["\n", "\n", "\n", "\r\n", "\r"]);
        let mut letters: Vec<char> = lines.join(end).chars().collect();
        for _ in 0..self.below(12).saturating_sub(8) {
            let at = usize::from(self.next()) % (letters.len() + 1);
            match self.below(3) {
                0 if at < letters.len() => drop(letters.remove(at)),
                1 => letters.truncate(at.max(1)),
                _ => letters.insert(at, SIGNS[usize::from(self.next()) % SIGNS.len()]),
            }
        }
        letters.into_iter().collect()
    }

    fn next(&mut self) -> u16 {
        self.0.next().unwrap_or(0)
    }

    fn below(&mut self, count: u16) -> u16 {
        self.next() % count
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[usize::from(self.next()) % of.len()]
    }

    fn blocks(&mut self, depth: u16) -> Vec<String> {
        let mut lines = Vec::new();
        for index in 0..=self.below(3) {
            if index > 0 {
                let between = usize::from([1_u16, 1, 1, 0, 0, 2][usize::from(self.below(6))]);
                lines.extend(vec![String::new(); between]);
            }
            lines.extend(self.block(depth));
        }
        lines
    }

    fn block(&mut self, depth: u16) -> Vec<String> {
        let kinds = if depth < 5 { 20 } else { 13 };
        match self.below(kinds) {
            0 => self.lines(),
            1 => vec![format!(
                "{} {}",
                "#".repeat(usize::from(self.below(7)) + 1),
                self.line()
            )],
            2 => [
                self.lines(),
                vec![self.one(&["===", "---", "=", "-"]).to_owned()],
            ]
            .concat(),
            3 | 4 => self.fenced(),
            5 => self.code("    "),
            6 => self.code("\t"),
            7 => self.html(),
            8 => {
                let name = self.one(&["ref", "Item", "Vec", "`Vec`", "x"]);
                let to = self.one(&[
                    "https://a.example",
                    "crate::Item",
                    "<javascript:evil>",
                    "Item \"evil\"",
                ]);
                vec![format!("[{name}]: {to}")]
            }
            9 => {
                let inner = self.blocks(depth + 1);
                [
                    vec![format!("[^1]: {}", self.line())],
                    indented("    ", inner),
                ]
                .concat()
            }
            10 => self.table(),
            11 => vec![
                self.one(&["***", "---", "_ _ _", "- - -", "* * *", "+ + +", "- ---"])
                    .to_owned(),
            ],
            12 => vec![
                (0..self.below(9))
                    .map(|_| SIGNS[usize::from(self.next()) % SIGNS.len()])
                    .collect(),
            ],
            13..=15 => {
                let sign = self.one(&["> ", "> ", ">", ">    ", " > ", "   >"]);
                let lines = self.blocks(depth + 1);
                let is_lazy = self.below(4) == 0;
                let quoted = lines.into_iter().enumerate();
                let quoted = quoted.map(|(index, line)| {
                    if is_lazy && index > 0 {
                        line
                    } else {
                        format!("{sign}{line}")
                    }
                });
                quoted.collect()
            }
            _ => (0..=self.below(2)).flat_map(|_| self.item(depth)).collect(),
        }
    }

    fn item(&mut self, depth: u16) -> Vec<String> {
        let sign = self.one(&[
            "- ", "- ", "* ", "+ ", "1. ", "7) ", "-     ", "-\t", "10.  ", " - ", "-",
        ]);
        let mut lines = self.blocks(depth + 1).into_iter();
        let first = lines.next().unwrap_or_default();
        let least = sign.len() - usize::from(self.below(8) == 0);
        let rest = indented(&" ".repeat(least), lines.collect());
        [vec![format!("{sign}{first}")], rest].concat()
    }

    fn lines(&mut self) -> Vec<String> {
        let count = self.below(3) + 1;
        let mut line = || {
            let end = self.one(&["", "", "", "  ", "\\", " "]);
            format!("{}{end}", self.line())
        };
        (0..count).map(|_| line()).collect()
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        for _ in 0..=self.below(6) {
            line.push_str(self.one(WORDS));
            line.push_str(self.one(&[" ", " ", " ", " ", "", "  "]));
        }
        line.trim_end_matches(' ').to_owned()
    }

    fn fenced(&mut self) -> Vec<String> {
        let sign = self.one(&["`", "`", "~"]);
        let length = usize::from(self.below(4)) + 3;
        let indent = " ".repeat(usize::from(self.below(5)));
        let mut lines = vec![format!(
            "{indent}{}{}",
            sign.repeat(length),
            self.one(INFOS)
        )];
        lines.push("panic!(\"ran\");".to_owned());
        lines.extend(self.lines());
        if self.below(4) == 0 {
            lines.push(self.one(&["~~~", "```", "````"]).to_owned());
            lines.push("panic!(\"ran\");".to_owned());
        }
        // One that nothing closes takes whatever follows.
        if self.below(4) > 0 {
            lines.push(format!("{indent}{}", sign.repeat(length)));
        }
        lines
    }

    fn code(&mut self, indent: &str) -> Vec<String> {
        let lines = [vec!["panic!(\"ran\");".to_owned()], self.lines()].concat();
        indented(indent, lines)
    }

    fn html(&mut self) -> Vec<String> {
        let mut lines = vec![format!("{}{}", self.one(HTML), self.line())];
        lines.extend(self.lines());
        if self.below(3) == 0 {
            lines.push(String::new());
        }
        lines.push(
            self.one(&["</div>", "</pre>", "</script>", "-->", "?>", "]]>", ">"])
                .to_owned(),
        );
        lines
    }

    fn table(&mut self) -> Vec<String> {
        let columns = usize::from(self.below(3)) + 1;
        let rows = self.below(3) + 1;
        let mut row = || {
            let cells: Vec<String> = (0..columns).map(|_| self.line()).collect();
            format!("| {} |", cells.join(" | "))
        };
        let mut lines: Vec<String> = (0..rows).map(|_| row()).collect();
        let rule = self.one(&["---", ":-:", "--:", "-"]);
        lines.insert(1, format!("|{}", format!(" {rule} |").repeat(columns)));
        lines
    }
}

fn indented(indent: &str, lines: Vec<String>) -> Vec<String> {
    let lines = lines.into_iter().map(|line| match line.as_str() {
        "" => line,
        _ => format!("{indent}{line}"),
    });
    lines.collect()
}

/// Numbers that are the same in each run (Marsaglia's xorshift).
pub fn numbers(seed: u64) -> impl Iterator<Item = u16> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u16
    })
}
