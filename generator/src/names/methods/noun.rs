//! What is left of an identifier without the noun of its resource.

use super::name_words::{Words, alike};
use super::operation_id::Authored;
use super::path_words::owners;
use super::rest::answers_many;
use super::vocabulary::{is_article, is_preposition, is_verb};
use crate::ir::Method;

impl Authored<'_> {
    /// The words without the noun of the resource: `list` of `list_users`, and `list_roles` of `list_roles_for_user`.
    pub(super) fn without_noun(&self, words: &Words, noun: &Words) -> Option<Words> {
        let words: Vec<&String> = words
            .as_slice()
            .iter()
            .filter(|it| !is_article(it))
            .collect();
        let words = Words::from_slice(&words);
        let words = words.as_slice();
        let at = words
            .windows(noun.len())
            .position(|it| alike(it, noun.as_slice()))?;
        let (before, rest) = words.split_at_checked(at)?;
        let (said, after) = rest.split_at_checked(noun.len())?;
        let (verb, between) = before.split_first().filter(|(verb, _)| is_verb(verb))?;
        let ends_in_preposition = between.last().is_some_and(|it| is_preposition(it));
        let is_outside = !between.is_empty() && self.is_said(between);
        let is_mistakable = is_outside && self.is_mistakable(verb, between, said, after);
        let is_whole = after.is_empty() && Words::from_slice(said).is_plural();
        let before: Vec<&String> = match between {
            // `get_users` is one of `get_user`, which has the better right to `get`.
            _ if self.is_list(verb, said, after)
                && (between.is_empty() || (is_outside && !is_mistakable)) =>
            {
                return Some(Words::from_slice(&["list"]));
            }
            // `delete` is for `delete_user` beside `delete_users`.
            _ if is_whole
                && self
                    .siblings
                    .ids
                    .contains(&Words::from_slice(words).singular().text()) =>
            {
                return None;
            }
            [] => vec![verb],
            [..] if ends_in_preposition && after.is_empty() => {
                before.iter().take(before.len() - 1).collect()
            }
            [..] if ends_in_preposition => return None,
            // `fetch_service_webhook_configuration` would be taken for `fetch_configuration_webhook`.
            [..] if is_mistakable => return None,
            // `delete_project_branch`, of `/projects/{id}/branches/{id}`.
            [..] if is_outside => vec![verb],
            // `delete_user_group` is none that deletes a user.
            [..] if self
                .methods
                .nouns
                .contains(&Words::from_slice(between).singular().text()) =>
            {
                return None;
            }
            [..] => before.iter().collect(),
        };
        Some(Words::from_slice(
            &[before, after.iter().collect()].concat(),
        ))
    }

    /// Whether a sibling has these words in another order, or others in between: `list_project_keys` has no better
    /// right to `list` than `list_user_keys`.
    fn is_mistakable(
        &self,
        verb: &String,
        between: &[String],
        said: &[String],
        after: &[String],
    ) -> bool {
        let sorted = |words: &[String]| {
            let mut words: Vec<Words> = words
                .iter()
                .map(|it| Words::from_slice(&[it]).singular())
                .collect();
            words.sort_by_key(Words::text);
            words
        };
        let end = [said, after].concat();
        let own = [std::slice::from_ref(verb), &end].concat();
        let mut ids = self.siblings.ids.iter().map(|id| Words::of(id));
        ids.any(|words| {
            let words = words.as_slice();
            let is_turned = !after.is_empty() && words != own && sorted(words) == sorted(&own);
            let other = words
                .strip_prefix(std::slice::from_ref(verb))
                .and_then(|it| it.split_at_checked(it.len().checked_sub(end.len())?));
            let is_other = other.is_some_and(|(other, rest)| {
                alike(rest, &end) && !other.is_empty() && !alike(other, between)
            });
            is_turned || is_other
        })
    }

    /// Whether an operation that is called `get` of several things gives them all.
    fn is_list(&self, verb: &str, said: &[String], after: &[String]) -> bool {
        let is_item = self.operation.path.trim_end_matches('/').ends_with('}');
        let is_plural = Words::from_slice(said).is_plural();
        ["get", "fetch", "read", "retrieve"].contains(&verb)
            && self.operation.method == Method::Get
            && after.is_empty()
            && is_plural
            && !is_item
            && answers_many(self.methods.api, self.operation)
    }

    /// Whether these words say what the operation is in, by its path or its resource.
    fn is_said(&self, words: &[String]) -> bool {
        let owners = owners(&self.methods.paths.segments(&self.operation.path));
        let resource = self.resource.iter().next().map_or(&[][..], Words::as_slice);
        let mut all = owners
            .windows(words.len())
            .chain(resource.windows(words.len()));
        all.any(|it| alike(it, words))
    }
}
