//! Says where a pet is, without sending anything.

#[rustfmt::skip]
mod api;

use api::{Client, Error};

fn main() -> Result<(), Error> {
    let client = Client::builder().build()?;
    println!("{}", place(&client, "7")?);
    Ok(())
}

/// The URL of a pet.
fn place(client: &Client, id: &str) -> Result<String, Error> {
    let request = client.pets().get(id).build()?;
    Ok(request.uri().to_string())
}

#[cfg(all(test, feature = "mock"))]
mod tests {
    use super::api::{Client, Error, Mock};

    #[test]
    fn a_pet_has_a_place() -> Result<(), Error> {
        let client = Client::builder().transport(Mock::new()).build()?;
        assert_eq!(super::place(&client, "7")?, "https://pets.example/pets/7");
        Ok(())
    }
}
