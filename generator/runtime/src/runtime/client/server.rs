//! The servers that a description names.

/// A server of the API, with values for the variables in its URL, if it has any.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a server does nothing until the client's builder has it"]
pub struct Server {
    url: &'static str,
    variables: &'static [ServerVariable],
    given: Vec<(&'static str, String)>,
}

/// A variable in the URL of a server (`OpenAPI` 3.0.4, 4.8.6).
#[doc(hidden)]
#[derive(Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name, as between the braces.
    name: &'static str,
    /// Its value unless it is set.
    default: &'static str,
    /// The values it can have; any if this is empty.
    values: &'static [&'static str],
}

impl ServerVariable {
    /// A variable.
    pub const fn new(
        name: &'static str,
        default: &'static str,
        values: &'static [&'static str],
    ) -> Self {
        Self {
            name,
            default,
            values,
        }
    }
}

impl Server {
    /// A server whose variables have their defaults.
    #[doc(hidden)]
    pub const fn new(url: &'static str, variables: &'static [ServerVariable]) -> Self {
        Self {
            url,
            variables,
            given: Vec::new(),
        }
    }

    /// Sets a variable. What is wrong with the value is reported when the client is built.
    #[doc(hidden)]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.given.retain(|(known, _)| *known != name);
        self.given.push((name, value.to_owned()));
        self
    }

    /// Its URL.
    ///
    /// # Errors
    ///
    /// A variable that was set is not one of this server, or has a value that it cannot have. A value that the description does not
    /// list is held against the place that it stands at, so that it is no more than a part of that.
    pub(crate) fn url(self) -> Result<String, String> {
        for (name, value) in &self.given {
            let Some(variable) = self.variables.iter().find(|it| it.name == *name) else {
                return Err(format!("the server {} has no variable {name}", self.url));
            };
            if !variable.values.is_empty() && !variable.values.contains(&value.as_str()) {
                let values = variable.values.join(", ");
                return Err(format!(
                    "the server variable {name} is {value:?}, and not one of {values}"
                ));
            }
        }
        let mut url = String::with_capacity(self.url.len());
        // Literals and names alternate, as in the path of an operation.
        let mut pieces = self.url.split(['{', '}']);
        url.push_str(pieces.next().unwrap_or_default());
        while let Some(name) = pieces.next() {
            let given = self.given.iter().find(|(known, _)| *known == name);
            let variable = self.variables.iter().find(|it| it.name == name);
            let behind = pieces.next().unwrap_or_default();
            match (given, variable) {
                (Some((_, value)), Some(variable)) => {
                    if variable.values.is_empty() && !fits(value, &url, behind) {
                        return Err(format!(
                            "the server variable {name} has a value that would change the meaning of the URL around it"
                        ));
                    }
                    url.push_str(value);
                }
                (_, variable) => url.push_str(variable.map_or("", |it| it.default)),
            }
            url.push_str(behind);
        }
        Ok(url)
    }
}

/// Whether a value between these two texts is a part of what it stands in: a scheme, a host with its port, or a path.
fn fits(value: &str, before: &str, behind: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
    match before.split_once("://") {
        // The scheme, or all of a URL.
        None if behind.starts_with("://") => value.chars().all(|c| c.is_ascii_alphabetic()),
        None => true,
        Some((_, authority)) if !authority.contains('/') => {
            let is_whole = authority.is_empty() && (behind.is_empty() || behind.starts_with('/'));
            let is_part = |c: char| is_word(c) || is_whole && ":[]".contains(c);
            !value.is_empty() && value.chars().all(is_part)
        }
        Some(_) => {
            let is_part = |c: char| is_word(c) || "/!$&'()*+,;=:@".contains(c);
            let has_dots = value.split('/').any(|it| matches!(it, "." | ".."));
            value.chars().all(is_part) && !has_dots
        }
    }
}
