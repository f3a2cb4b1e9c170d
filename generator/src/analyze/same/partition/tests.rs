//! Which of some types are equal.

use std::collections::BTreeSet;

use super::{Comparand, classes};

fn of(all: &[(usize, &[usize])]) -> Vec<usize> {
    let all = all.iter().map(|(class, refers_to)| Comparand {
        class: *class,
        refers_to: refers_to.to_vec(),
    });
    classes(&all.collect::<Vec<_>>())
}

#[test]
fn what_refers_to_itself_alike_is_equal() {
    let found = of(&[(0, &[1]), (0, &[0]), (0, &[2]), (0, &[3, 3])]);
    assert_eq!(found[..3], [found[0]; 3]);
    assert_ne!(found[0], found[3]);
}

#[test]
fn a_difference_is_seen_from_everywhere() {
    // 0 → 1 → 2 is like 3 → 4 → 5 but for what is at the end, and like 6 → 7 → 2.
    let found = of(&[
        (0, &[1]),
        (0, &[2]),
        (1, &[]),
        (0, &[4]),
        (0, &[5]),
        (2, &[]),
        (0, &[7]),
        (0, &[2]),
    ]);
    assert_eq!((found[0], found[1]), (found[6], found[7]));
    for (one, other) in [(0, 3), (1, 4), (2, 5), (0, 1)] {
        assert_ne!(found[one], found[other], "{one} {other}");
    }
}

#[test]
fn a_long_chain_is_taken_apart() {
    const LENGTH: usize = 100_000;
    let last = LENGTH - 1;
    let chain = (0..LENGTH).map(|index| Comparand {
        class: usize::from(index == last),
        refers_to: Vec::from_iter((index < last).then_some(index + 1)),
    });
    let found = classes(&chain.collect::<Vec<_>>());
    assert_eq!(found.into_iter().collect::<BTreeSet<_>>().len(), LENGTH);
}
