//! What was made of texts: many places of a description have the same words, and each is documented more than once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::thread::LocalKey;

/// How many texts are remembered, by each thread.
const MOST: usize = 4096;

/// What a function without side effects has made of texts.
#[derive(Debug)]
pub(super) struct TextMemo<T>(RefCell<HashMap<String, T>>);

impl<T: Clone> TextMemo<T> {
    pub(super) fn new() -> Self {
        Self(RefCell::new(HashMap::new()))
    }

    /// What `make` makes of `text`, or has made of it before.
    pub(super) fn of(memo: &'static LocalKey<Self>, text: &str, make: fn(&str) -> T) -> T {
        if let Some(made) = memo.with(|it| it.0.borrow().get(text).cloned()) {
            return made;
        }
        let made = make(text);
        memo.with(|it| {
            let mut known = it.0.borrow_mut();
            if known.len() >= MOST {
                known.clear();
            }
            known.insert(text.to_owned(), made.clone());
        });
        made
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, TextMemo};

    thread_local! {
        static DOUBLED: TextMemo<String> = TextMemo::new();
    }

    #[test]
    fn a_text_is_made_once_while_it_is_remembered() {
        for number in 0..=MOST {
            let text = number.to_string();
            assert_eq!(
                TextMemo::of(&DOUBLED, &text, |it| it.repeat(2)),
                text.repeat(2)
            );
            assert_eq!(
                TextMemo::of(&DOUBLED, &text, |_| String::new()),
                text.repeat(2)
            );
        }
        assert_eq!(TextMemo::of(&DOUBLED, "0", |_| "again".to_owned()), "again");
    }
}
