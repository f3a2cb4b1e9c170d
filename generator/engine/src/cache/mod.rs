//! What was generated before, so that the same is not generated again.
//!
//! The generator is a function of texts, and takes long for a giant. What it has made of them last is kept for each client, in a file of the
//! user's cache folder ([`entry`]), and found again where all of them are the same: the program, the description, the files that it refers to,
//! also those that were not there, the configuration and the names. Nothing else is remembered. What lies in the folder of the client is
//! compared with it as ever.
//!
//! There is no error here: what cannot be read, kept or used is no entry.

mod entry;
mod folder;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use blake3::{Hash, Hasher};
use openapi_generator::source::{Input, Unread};

use self::entry::Entry;
use crate::access::absolute;
use crate::client::{Answer, Question};
use crate::description::{Description, FilesAsked};
use crate::error::Error;
use crate::read;

/// How many bytes the description has at least, with the files that it refers to. A shorter one is compiled in the time that this program
/// takes to be read.
const LEAST: usize = 256 << 10;

/// What was generated before, in a folder.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// That of the user. There is none where `CI` is set, nor where `OPENAPI_CLIENT_CACHE` is empty, which otherwise names its folder.
    pub fn of_user() -> Option<Self> {
        folder::of_user(|name| std::env::var_os(name)).map(|it| Self::new(&it))
    }

    /// The one in a folder, which is made when there is something to keep.
    pub fn new(folder: &Path) -> Self {
        let folder = absolute(folder);
        Self { folder }
    }

    /// The answer to a question about a description, with the files that it was made from.
    pub(crate) fn answer(
        &self,
        question: &Question<'_>,
        description: &Description,
    ) -> Result<(Answer, FilesAsked), Error> {
        let config = question.config;
        if let (Some(answer), asked) =
            description.compile(config, |input| self.find(question, input))?
        {
            return Ok((answer, asked));
        }
        let (answer, asked) =
            description.compile(config, |input| self.generate(question, input))?;
        Ok((answer?, asked))
    }

    /// The answer that was kept, if it is one to this question.
    fn find(&self, question: &Question<'_>, input: &Input<'_>) -> Option<Answer> {
        if !folder::is_own(&self.folder) {
            return None;
        }
        let text = read::regular(&self.place(question)).ok()?;
        let (entry, body) = Entry::parse(&text)?;
        if entry.key != key(question, input)? {
            return None;
        }
        let mut texts = BTreeMap::new();
        for (file, seen) in &entry.asked {
            let now = (input.loader)(file);
            if hash_of(&now) != *seen {
                return None;
            }
            texts.extend(now.ok().map(|text| (file.clone(), without_bom(&text))));
        }
        let config = &question.config.source;
        texts.insert(input.name.to_owned(), without_bom(input.text));
        texts.insert(config.file.to_string(), config.text.clone());
        let lock = question.lock.cloned();
        let (lock, names) = lock.unwrap_or_else(|| ("names.lock".to_owned(), String::new()));
        texts.insert(lock, names);
        entry.answer(body, |file| texts.get(file).cloned())
    }

    /// Generates the answer, and keeps it.
    fn generate(&self, question: &Question<'_>, input: &Input<'_>) -> Result<Answer, Error> {
        let asked = Asked::default();
        let loader = |file: &str| asked.take_down(file, (input.loader)(file));
        let recorded = Input::new(input.name, input.text).with_loader(&loader);
        let answer = question.generate(&recorded)?;
        // The last client stays where the description is wrong for a while.
        if answer.texts.is_some() {
            let kept = self.keep(question, input, &answer, asked);
            if kept.is_none() {
                // It may not be there, and is of no use.
                let _ = fs::remove_file(self.place(question));
            }
        }
        Ok(answer)
    }

    fn keep(
        &self,
        question: &Question<'_>,
        input: &Input<'_>,
        answer: &Answer,
        asked: Asked,
    ) -> Option<()> {
        let files = asked.files.into_inner()?;
        let read: usize = files.values().map(|(_, length)| length).sum();
        if input.text.len() + read < LEAST {
            return None;
        }
        let asked = files.into_iter().map(|(file, (hash, _))| (file, hash));
        let key = key(question, input)?;
        let text = Entry::text(key, asked.collect(), answer)?;
        if text.len() as u64 > read::MAX_BYTES {
            return None;
        }
        folder::write(&self.folder, &self.place(question), &text).ok()
    }

    /// The file with the entry of a client.
    fn place(&self, question: &Question<'_>) -> PathBuf {
        let out = absolute(question.out);
        let name = blake3::hash(out.as_os_str().as_encoded_bytes());
        self.folder.join(name.to_hex().as_str())
    }
}

/// What the loader was asked for: of each file, what it said, and how long that was. `None` where it said several things of one file.
struct Asked {
    files: RefCell<Option<BTreeMap<String, (String, usize)>>>,
}

impl Default for Asked {
    fn default() -> Self {
        let files = RefCell::new(Some(BTreeMap::new()));
        Self { files }
    }
}

impl Asked {
    fn take_down(&self, file: &str, said: Result<String, Unread>) -> Result<String, Unread> {
        let length = said.as_ref().map_or(0, String::len);
        let now = (hash_of(&said), length);
        let mut files = self.files.borrow_mut();
        let known = files.as_mut().map(|files| {
            let known = files.entry(file.to_owned()).or_insert_with(|| now.clone());
            *known == now
        });
        if known == Some(false) {
            *files = None;
        }
        said
    }
}

/// A description as reports show it.
fn without_bom(text: &str) -> String {
    text.strip_prefix('\u{feff}').unwrap_or(text).to_owned()
}

/// What a loader says of a file.
fn hash_of(said: &Result<String, Unread>) -> String {
    let (kind, text) = match said {
        Ok(text) => ("read", text),
        Err(Unread::Failed(why)) => ("failed", why),
        Err(Unread::Refused { hint }) => ("refused", hint),
    };
    hash([kind.as_bytes(), text.as_bytes()])
}

/// All that decides the answer, but the files that the description refers to. `None` where this program cannot be read.
fn key(question: &Question<'_>, input: &Input<'_>) -> Option<String> {
    let Question {
        out: _,
        config,
        lock,
        manifest,
    } = question;
    // No file has an empty name.
    let none = (String::new(), String::new());
    let (file, names) = lock.unwrap_or(&none);
    Some(hash([
        program()?.as_bytes().as_slice(),
        input.name.as_bytes(),
        input.text.as_bytes(),
        format!("{config:?}").as_bytes(),
        &[u8::from(*manifest)],
        file.as_bytes(),
        names.as_bytes(),
    ]))
}

/// The hash of several texts, each with its length before it.
fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Hasher::new();
    for part in parts {
        hasher.update(&part.len().to_le_bytes()).update(part);
    }
    hasher.finalize().to_hex().to_string()
}

/// The hash of this program, which is read once.
pub(crate) fn program() -> Option<Hash> {
    static PROGRAM: OnceLock<Option<Hash>> = OnceLock::new();
    *PROGRAM.get_or_init(|| {
        let mut hasher = Hasher::new();
        let file = fs::File::open(std::env::current_exe().ok()?).ok()?;
        hasher.update_reader(file).ok()?;
        Some(hasher.finalize())
    })
}

#[cfg(test)]
mod tests;
