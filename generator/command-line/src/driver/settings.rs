//! The client: its server, its limits, and its credentials.

use std::time::Duration;

use clap::ArgMatches;
use client::runtime::Client;

use super::failure::Failure;
use super::input::Input;
use super::table::{Credential, Tool};

/// The client that a command line asks for. Flags count before environment variables.
pub(super) fn client(
    tool: &Tool,
    matches: &ArgMatches,
    input: &mut Input,
) -> Result<Client, Failure> {
    let name = format!("{}/{}", tool.name, tool.version);
    let mut builder = (tool.client)().user_agent(&name);
    let url = matches.get_one::<String>("base-url").cloned();
    let of_environment = tool.base_url_env.map(environment).transpose()?.flatten();
    if let Some(url) = url.or(of_environment) {
        builder = builder.base_url(&url);
    }
    if let Some(timeout) = matches.get_one::<Duration>("timeout") {
        builder = builder.timeout(*timeout).attempt_timeout(*timeout);
    }
    if let Some(retries) = matches.get_one::<u32>("max-retries") {
        builder = builder.max_retries(*retries);
    }
    for header in matches.get_many::<String>("header").into_iter().flatten() {
        let Some((name, value)) = header.split_once(':') else {
            let message = "--header takes a name and a value: `Name: value`";
            return Err(Failure::Usage(message.to_owned()));
        };
        builder = builder.header(name.trim(), value.trim());
    }
    for credential in tool.credentials {
        if let Some(secret) = secret(credential, matches, input)? {
            builder = (credential.set)(builder, secret);
        }
    }
    let client = builder.build();
    client.map_err(|error| Failure::Call(Box::new(error), false))
}

/// The secret of a credential, if there is one.
fn secret(
    credential: &Credential,
    matches: &ArgMatches,
    input: &mut Input,
) -> Result<Option<String>, Failure> {
    match matches.get_one::<String>(credential.flag) {
        Some(path) => input.secret(path).map(Some),
        None => environment(credential.env),
    }
}

/// The value of an environment variable, if it is set and not empty.
pub(super) fn environment(name: &str) -> Result<Option<String>, Failure> {
    client::runtime::client::env(name).map_err(|error| Failure::Call(Box::new(error), false))
}
