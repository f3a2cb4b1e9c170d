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
    /// A variable that was set is not one of this server, or has a value that it cannot have.
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
            let default = self.variables.iter().find(|it| it.name == name);
            url.push_str(given.map_or_else(
                || default.map_or("", |variable| variable.default),
                |(_, value)| value,
            ));
            url.push_str(pieces.next().unwrap_or_default());
        }
        Ok(url)
    }
}
