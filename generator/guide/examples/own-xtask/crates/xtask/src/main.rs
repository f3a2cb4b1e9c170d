//! `cargo xtask codegen` writes the clients of `codegen.toml`; `cargo xtask --help` shows what else there is.

fn main() -> std::process::ExitCode {
    openapi_engine::cli::main("cargo xtask")
}
