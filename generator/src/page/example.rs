//! The call of an operation, as the documentation of its method has it: what is emitted decides, and it is compiled.

use crate::files::Files;

/// The lines of the example in the documentation of a method, without those that rustdoc hides. `modules` lead to the file.
pub(super) fn example(files: &Files, modules: &[&str], method: &str) -> Option<String> {
    let file = if modules.is_empty() {
        "operations".to_owned()
    } else {
        modules.join("/")
    };
    let text = files.get(&format!("src/{file}.rs"))?;
    let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
    let head = format!("pub fn {method}(");
    let is_head = |index: &usize| {
        let at = |index: usize| lines.get(index).copied().unwrap_or_default();
        let first = at(*index).strip_prefix(&head);
        // A constructor of the same name takes no client.
        first.is_some_and(|it| {
            it.starts_with("&self") || (it.is_empty() && at(index + 1) == "&self,")
        })
    };
    let head = (0..lines.len()).find(is_head)?;
    let above = lines.get(..head)?.iter().rev();
    let mut docs: Vec<&str> = above
        .skip_while(|it| it.starts_with("#["))
        .map_while(|it| it.strip_prefix("///"))
        .map(|it| it.strip_prefix(' ').unwrap_or(it))
        .collect();
    docs.reverse();
    let example = docs.iter().rposition(|it| *it == "# Example")?;
    let code = docs
        .iter()
        .skip(example)
        .skip_while(|it| !it.starts_with("```"))
        .skip(1);
    let code = code.take_while(|it| !it.starts_with("```"));
    let shown: Vec<&str> = code
        .copied()
        .filter(|it| *it != "#" && !it.starts_with("# "))
        .collect();
    Some(shown.join("\n").trim().to_owned()).filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::example;
    use crate::files::Files;

    #[test]
    fn an_example_is_that_of_the_method() {
        let text = "
impl ListParams {
    pub fn list(a: u8) -> Self {}
}
impl Pets {
    /// Lists.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use a::Client;
    /// # async fn example(client: Client) {
    /// let pets = client.pets().list().await?;
    ///
    /// println!(\"{pets:?}\");
    /// # }
    /// ```
    #[inline]
    pub fn list(
        &self,
        a: u8,
    ) -> Request<Pets> {}
    pub fn other(&self) {}
}";
        let mut files = Files::default();
        files.insert("src/a/pets.rs", text.to_owned()).unwrap();
        let found = example(&files, &["a", "pets"], "list");
        let expected = "let pets = client.pets().list().await?;\n\nprintln!(\"{pets:?}\");";
        assert_eq!(found.as_deref(), Some(expected));
        assert_eq!(example(&files, &["a", "pets"], "other"), None);
        assert_eq!(example(&files, &[], "list"), None);
    }
}
