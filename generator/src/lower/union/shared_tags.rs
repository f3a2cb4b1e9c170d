//! Tags that several branches of a union have: what else tells these apart.

use std::collections::BTreeMap;

use super::discrimination::{InnerConstants, discriminate};
use super::signature::Signature;
use crate::ir::Sign;

/// How many branches with one tag, and how many such groups, are looked at; of more, the first branch is taken.
const MAX_SHARING: usize = 64;

/// Adds to each tag that several alternatives have the signs that tell these apart. An alternative without further signs is what
/// remains of them.
pub(super) fn tell_apart(
    mut signs: Vec<Vec<Sign>>,
    signatures: &[Signature],
    inner: impl Fn(usize) -> InnerConstants,
) -> Vec<Vec<Sign>> {
    let mut sharing: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (position, signs) in signs.iter().enumerate() {
        for sign in signs {
            if let Sign::Value { key, value } = sign {
                let sharing = sharing.entry((key.clone(), value.clone())).or_default();
                if sharing.last() != Some(&position) {
                    sharing.push(position);
                }
            }
        }
    }
    sharing.retain(|_, positions| positions.len() > 1 && positions.len() <= MAX_SHARING);
    for ((key, value), positions) in sharing.into_iter().take(MAX_SHARING) {
        let alone = |position: &usize| signatures.get(*position).map(|it| without(it, &key));
        let alone: Vec<Signature> = positions.iter().filter_map(alone).collect();
        let inner = |at: usize| {
            positions
                .get(at)
                .map_or_else(BTreeMap::new, |it| inner(*it))
        };
        let found = discriminate(&alone, inner, false);
        if found.iter().all(Vec::is_empty) {
            continue;
        }
        for (position, more) in positions.iter().zip(found) {
            let own = signs.get_mut(*position).into_iter().flatten();
            for sign in own.filter(|it| is_tag(it, &key, &value)) {
                *sign = Sign::Tagged {
                    key: key.clone(),
                    value: value.clone(),
                    more: more.clone(),
                };
            }
        }
    }
    signs
}

fn is_tag(sign: &Sign, wanted_key: &str, wanted: &str) -> bool {
    matches!(sign, Sign::Value { key, value } if key == wanted_key && value == wanted)
}

/// What is known beside a property.
fn without(signature: &Signature, key: &str) -> Signature {
    let mut signature = signature.clone();
    signature.properties.remove(key);
    signature.required.remove(key);
    signature
}
