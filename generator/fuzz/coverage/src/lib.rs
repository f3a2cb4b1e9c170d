//! Which edges of the program have been taken: what steers the fuzzer to inputs that do something new.
//!
//! LLVM counts edges in crates that are compiled with `-C passes=sancov-module` and
//! `-C llvm-args=-sanitizer-coverage-inline-8bit-counters`, which every stable compiler can do. It hands the counters to the
//! two functions below, by their names. In a program without such crates nobody calls them, and there are no counters.

use std::slice;
use std::sync::atomic::{AtomicPtr, AtomicU8, AtomicU64, AtomicUsize, Ordering};

static START: AtomicPtr<AtomicU8> = AtomicPtr::new(std::ptr::null_mut());
static LENGTH: AtomicUsize = AtomicUsize::new(0);

/// What LLVM calls before `main`, once for each object file, and always with all counters of the program.
#[unsafe(no_mangle)]
extern "C" fn __sanitizer_cov_8bit_counters_init(start: *mut AtomicU8, end: *mut AtomicU8) {
    LENGTH.store(end.addr() - start.addr(), Ordering::Relaxed);
    START.store(start, Ordering::Relaxed);
}

/// What LLVM calls with the addresses of the edges, which nobody needs here.
#[unsafe(no_mangle)]
extern "C" fn __sanitizer_cov_pcs_init(_start: *const usize, _end: *const usize) {}

/// A byte for each edge, eight in a word; each counts from zero, and begins anew after 255. A few at either end are left out.
pub fn counters() -> &'static [AtomicU64] {
    let start = START.load(Ordering::Relaxed);
    if start.is_null() {
        return &[];
    }
    // SAFETY: the counters are static memory of the program, of so many bytes, and `AtomicU64` allows any bytes. The program
    // itself counts without atomic operations: a count may get lost, which costs nothing.
    unsafe {
        let bytes = slice::from_raw_parts(start, LENGTH.load(Ordering::Relaxed));
        bytes.align_to::<AtomicU64>().1
    }
}
