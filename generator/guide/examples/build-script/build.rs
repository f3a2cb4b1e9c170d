//! Brings the sources of this client up to date, whenever its description has changed.

fn main() -> Result<(), openapi_engine::Error> {
    openapi_engine::build_script()
}
