//! Asks for a pet, without sending anything.

#[rustfmt::skip]
mod api;

use api::{Client, Error};

fn main() -> Result<(), Error> {
    let client = Client::builder().build()?;
    let request = client.pets().get("7").build()?;
    println!("{} {}", request.method(), request.uri());
    Ok(())
}
