//! The policy of a page names the style and the script that it has.

use super::{SCRIPT, SCRIPT_HASH, STYLE, STYLE_HASH};

#[test]
fn style_and_script_are_those_of_the_policy() {
    for (name, text, hash) in [
        ("style", STYLE, STYLE_HASH),
        ("script", SCRIPT, SCRIPT_HASH),
    ] {
        let is = format!("sha256-{}", base64(&sha256(text.as_bytes())));
        assert_eq!(is, hash, "of the {name}");
        assert!(!text.contains("</"), "the {name} ends its element");
    }
}

#[test]
fn the_hash_is_that_of_the_standard() {
    // FIPS 180-4 has these as examples.
    let hex = |bytes: [u8; 32]| bytes.map(|it| format!("{it:02x}")).concat();
    assert_eq!(
        hex(sha256(b"abc")),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    let long = b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    assert_eq!(
        hex(sha256(long)),
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    );
    assert_eq!(base64(b"abcde"), "YWJjZGU=");
}

/// The first digits behind the point of the roots of the first primes: square roots for what a hash begins with, cube roots for
/// the rounds.
fn roots(count: usize, exponent: u32) -> Vec<u32> {
    let is_prime = |number: &u128| (2..*number).all(|it| !number.is_multiple_of(it));
    let primes = (2_u128..).filter(is_prime).take(count);
    // The greatest number whose power is at most that of the root times 2^32.
    let root = |prime: u128| {
        let wanted = prime << (32 * exponent);
        let (mut low, mut high) = (0_u128, 1_u128 << 40);
        while low + 1 < high {
            let middle = u128::midpoint(low, high);
            match middle.checked_pow(exponent) {
                Some(power) if power <= wanted => low = middle,
                _ => high = middle,
            }
        }
        u32::try_from(low & 0xffff_ffff).unwrap()
    };
    primes.map(root).collect()
}

/// SHA-256 (FIPS 180-4, 6.2).
fn sha256(message: &[u8]) -> [u8; 32] {
    let rounds = roots(64, 3);
    let mut hash: [u32; 8] = roots(8, 2).try_into().unwrap();
    let mut padded = message.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend((message.len() as u64 * 8).to_be_bytes());
    for block in padded.chunks(64) {
        let words = block.chunks(4);
        let mut words: Vec<u32> = words
            .map(|it| u32::from_be_bytes(it.try_into().unwrap()))
            .collect();
        for at in 16..64 {
            let (near, far) = (words[at - 2], words[at - 15]);
            let near = near.rotate_right(17) ^ near.rotate_right(19) ^ (near >> 10);
            let far = far.rotate_right(7) ^ far.rotate_right(18) ^ (far >> 3);
            let sum = words[at - 16].wrapping_add(far).wrapping_add(words[at - 7]);
            words.push(sum.wrapping_add(near));
        }
        let mut state = hash;
        for (word, constant) in words.iter().zip(&rounds) {
            let [near, far] = [state[0], state[4]];
            let mixed = far.rotate_right(6) ^ far.rotate_right(11) ^ far.rotate_right(25);
            let chosen = (far & state[5]) ^ (!far & state[6]);
            let first = [mixed, chosen, *constant, *word]
                .iter()
                .fold(state[7], |sum, it| sum.wrapping_add(*it));
            let mixed = near.rotate_right(2) ^ near.rotate_right(13) ^ near.rotate_right(22);
            let most = (near & state[1]) ^ (near & state[2]) ^ (state[1] & state[2]);
            state.rotate_right(1);
            state[0] = first.wrapping_add(mixed.wrapping_add(most));
            state[4] = state[4].wrapping_add(first);
        }
        for (sum, it) in hash.iter_mut().zip(state) {
            *sum = sum.wrapping_add(it);
        }
    }
    let bytes: Vec<u8> = hash.iter().flat_map(|it| it.to_be_bytes()).collect();
    bytes.try_into().unwrap()
}

/// Base64 (RFC 4648, 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let number = (0..3).fold(0_usize, |sum, at| {
            (sum << 8) | chunk.get(at).map_or(0, |it| usize::from(*it))
        });
        for at in 0..4 {
            let letter = LETTERS[(number >> (18 - 6 * at)) & 63] as char;
            text.push(if at <= chunk.len() { letter } else { '=' });
        }
    }
    text
}
