#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| openapi_fuzz::assert("stream", data));
