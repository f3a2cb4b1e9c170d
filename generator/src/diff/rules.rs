//! The rules: what a change means, and which version a client with it needs.
//!
//! A change is major if a caller has to change something, be it code or the values that are passed, or if a call that compiles as before means
//! something else. It is minor if a caller can do more, or if the same call travels in another form. Words alone are a patch.

/// What the next version of a client has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// Nothing: no version is needed.
    None,
    /// That its words have changed.
    Patch,
    /// That it can do more.
    Minor,
    /// That callers have to change something.
    Major,
}

impl Bump {
    /// Its name, as in `"bump": "major"`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// A rule, with its reason.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its stable name.
    pub code: &'static str,
    /// The version that it asks for.
    pub bump: Bump,
    /// Why, as a sentence without its end.
    pub why: &'static str,
    /// What a caller has to write differently, likewise; empty for nothing.
    pub todo: &'static str,
}

macro_rules! rules {
    ($($name:ident: $bump:ident, $code:literal, $why:literal, $todo:literal;)*) => {
        $(pub(super) static $name: Rule = Rule { code: $code, bump: Bump::$bump, why: $why, todo: $todo };)*

        #[cfg(test)]
        pub(super) static ALL: &[&Rule] = &[$(&$name),*];
    };
}

// What happens to the public items of the client.
rules! {
    ITEM_ADDED: Minor, "item-added", "nothing that compiles can depend on what was not there", "";
    MEMBER_OF_WHOLE_ADDED: Major, "member-of-exhaustive-type-added", "callers name all members of an exhaustive type", "name the new member as well";
    ITEM_REMOVED: Major, "item-removed", "what names it no longer compiles", "write it without the item";
    SIGNATURE_CHANGED: Major, "signature-changed", "what uses it as before no longer compiles", "use it with its new type";
    PACKAGE_RENAMED: Major, "package-renamed", "what depends on the former package gets no new version", "set `package` in `codegen.toml` to keep the name";
    FEATURE_NEEDED: Major, "feature-now-needed", "it is only there with a feature that is off by default", "enable the feature `mock`, or do without it";
    FEATURE_NOT_NEEDED: Minor, "feature-no-longer-needed", "it is there without a feature that is off by default", "";
    FEATURE_GIVEN: Minor, "feature-on-by-default", "it has a feature of its own, which is on by default", "";
    NO_LONGER_EXHAUSTIVE: Major, "no-longer-exhaustive", "a `match` without an arm for all others no longer compiles", "add an arm for all other values";
    NOW_EXHAUSTIVE: Minor, "now-exhaustive", "an arm for all others still compiles", "";
    DEPRECATED: Minor, "deprecated", "what uses it compiles with a warning", "look for what replaces it";
    RENAMED_WITH_ALIAS: Minor, "renamed-with-alias", "what uses the former name compiles with a warning", "use the new name";
    NO_LONGER_DEPRECATED: Patch, "no-longer-deprecated", "a warning goes away", "";
    DOCUMENTATION: Patch, "documentation", "only words have changed", "";
    CODE_CHANGED: Patch, "code-changed", "the same call does the same by other code", "";

    // What happens to operations.
    OPERATION_ADDED: Minor, "operation-added", "a client that does not call it is as before", "";
    OPERATION_REMOVED: Major, "operation-removed", "a call of it no longer compiles", "stop calling it";
    OPERATION_MOVED: Minor, "operation-moved", "the same call goes to another path, or by another method", "";
    OPERATION_RENAMED: Patch, "operation-renamed", "its method in Rust keeps its name", "name it by its new id where a test does so by `Mock::answer`";
    TAG_CHANGED: Patch, "tag-changed", "what is called stays where callers know it", "";
    CALLED_OTHERWISE: Major, "called-otherwise", "a call as before no longer compiles", "call it as it is called now, or choose its former name in `codegen.toml`";
    RETRIES_CHANGED: Minor, "retries-changed", "whether a call is sent again after a failure depends on its method", "";
    WAY_ADDED: Minor, "media-type-added", "there is one more way to make the call", "";
    WAY_REMOVED: Major, "media-type-removed", "a way to make the call is gone", "make the call in another way";

    // What happens to what is sent.
    PARAMETER_ADDED: Minor, "optional-parameter-added", "a call without it is as before", "";
    PARAMETER_ADDED_REQUIRED: Major, "required-parameter-added", "a call without it is refused", "pass it";
    PARAMETER_REMOVED: Major, "parameter-removed", "a call that passes it no longer compiles", "do not pass it";
    PARAMETER_MOVED: Minor, "parameter-moved", "the same value travels at another place", "";
    PARAMETER_RENAMED: Minor, "parameter-renamed", "the same value travels by another name", "";
    PATH_PARAMETER_RENAMED: Patch, "path-parameter-renamed", "the URL is the same", "";
    STYLE_CHANGED: Minor, "style-changed", "the same value is written in another form", "";
    BODY_ADDED: Minor, "optional-body-added", "a call without it is as before", "";
    BODY_ADDED_REQUIRED: Major, "required-body-added", "a call without it is refused", "pass it";
    BODY_REMOVED: Major, "body-removed", "a call that passes it no longer compiles", "do not pass it";
    MEDIA_TYPE_CHANGED: Minor, "media-type-changed", "the same value travels in another form", "";
    REQUEST_FORM_CHANGED: Major, "body-form-changed", "the body is given in another way", "pass the body in its new form";
    NOW_NEEDED: Major, "now-required-in-requests", "a call without it is refused", "pass it";
    NO_LONGER_NEEDED: Minor, "now-optional-in-requests", "a call with it is as before", "";
    REQUEST_PROPERTY_ADDED: Minor, "optional-property-added-to-requests", "a call without it is as before", "";
    REQUEST_PROPERTY_ADDED_REQUIRED: Major, "required-property-added-to-requests", "a call without it is refused", "pass it";
    REQUEST_PROPERTY_REMOVED: Major, "property-removed-from-requests", "a call that passes it no longer compiles", "do not pass it";
    NULL_ALLOWED: Minor, "null-allowed-in-requests", "a call that passes a value is as before", "";
    NULL_FORBIDDEN: Major, "null-forbidden-in-requests", "a call that passes `null` is refused", "pass a value, or nothing";
    DEFAULT_CHANGED: Major, "default-changed", "a call that leaves it out compiles as before and means something else", "pass the former default where it is meant";
    DEFAULT_ADDED: Minor, "default-added", "a call that leaves it out is known to mean this", "";
    DEFAULT_REMOVED: Minor, "default-removed", "what a call that leaves it out means is no longer known", "";
    BOUNDS_TIGHTENED: Major, "bounds-tightened-in-requests", "values that were taken are refused", "pass values within the new bounds";
    BOUNDS_LOOSENED: Minor, "bounds-loosened-in-requests", "all values that were taken still are", "";
    CONSTANT_CHANGED: Major, "constant-changed", "a value that was the only one is no longer", "look at what sets or compares it";

    // What happens to what is answered.
    NOW_CERTAIN: Major, "now-required-in-answers", "the type says that it is always there", "drop what handles its absence";
    NO_LONGER_CERTAIN: Major, "now-optional-in-answers", "it may be absent", "handle its absence";
    NOW_REQUIRED: Major, "now-required", "a call without it is refused, and the type says that it is always there", "pass it, and drop what handles its absence";
    NOW_OPTIONAL: Major, "now-optional", "what is read may be without it", "handle its absence";
    ANSWER_PROPERTY_ADDED: Minor, "property-added-to-answers", "a caller need not look at it", "";
    ANSWER_PROPERTY_REMOVED: Major, "property-removed-from-answers", "what reads it no longer compiles", "do without it";
    BOUNDS_OF_ANSWERS: Patch, "bounds-changed-in-answers", "the client reads whatever comes", "";
    ANSWER_CHANGED: Major, "answer-changed", "what is read is of another type", "read it as its new type";
    ACCEPT_CHANGED: Minor, "accept-changed", "the same answer is asked for by other media types", "";
    STATUS_ADDED: Minor, "status-added", "there is one more status to meet", "";
    STATUS_REMOVED: Minor, "status-removed", "there is one status less to meet", "";
    ERROR_CHANGED: Major, "error-type-changed", "`typed_errors` reads another type", "read the errors as their new type";
    HOOK_ADDED: Minor, "webhook-added", "what handles the others is as before", "";
    HOOK_REMOVED: Major, "webhook-removed", "the server no longer sends it", "do not wait for it";
    HEADER_ADDED: Minor, "response-header-added", "there is one more header to read", "";
    HEADER_REMOVED: Major, "response-header-removed", "what reads it by its name finds nothing", "do without it";
    PAGES_GAINED: Minor, "pages-gained", "the list can be read page by page as well", "";
    PAGES_LOST: Major, "pages-lost", "the list can no longer be read page by page", "ask for each page, or read the list as a whole";
    PAGES_CHANGED: Minor, "paging-changed", "the next page is asked for in another way", "";
    ENVELOPE_CHANGED: Major, "envelope-changed", "what counts as an error is another answer", "look at how failures are handled";

    // What happens to types.
    TYPE_CHANGED: Major, "type-changed", "values are of another type", "use the new type";
    ENUM_VALUE_ADDED: Minor, "enum-value-added", "enums are open: a `match` has an arm for all other values", "";
    ENUM_VALUE_REMOVED: Major, "enum-value-removed", "what names the variant no longer compiles", "do not use the value";
    ENUM_VALUE_KEPT: Minor, "enum-value-kept", "what names the variant compiles with a warning", "do not use the value";
    ENUM_CLOSED: Major, "enum-closed", "a value that is not known is an error", "drop the arm for all other values";
    ENUM_OPENED: Major, "enum-opened", "a value that is not known can be read", "add an arm for all other values";
    BRANCH_ADDED: Minor, "branch-added", "unions are open: a `match` has an arm for all other values", "";
    BRANCH_REMOVED: Major, "branch-removed", "what names the variant no longer compiles", "do without the variant";
    BRANCH_TOLD_OTHERWISE: Minor, "discriminator-changed", "the same values are told apart by something else", "";
    OTHERS_ALLOWED: Minor, "other-properties-allowed", "there is a place for properties that are not named", "";
    OTHERS_FORBIDDEN: Major, "other-properties-forbidden", "there is no place for properties that are not named", "do not pass or read them";
    DIRECTION_CHANGED: Minor, "direction-changed", "the type is used where it was not", "";
    COMPONENT_RENAMED: Patch, "component-renamed", "its type in Rust keeps its name", "";
    TYPE_RENAMED: Major, "type-renamed", "what names the type no longer compiles", "use the new name";

    // What holds for the whole API.
    SERVER_CHANGED: Major, "server-changed", "calls that compile as before go to another place", "set `base_url` where the former server is meant";
    SERVER_ADDED: Minor, "server-added", "calls go where they went", "";
    SERVER_REMOVED: Major, "server-removed", "what names the server no longer compiles", "name another server";
    SECURITY_ADDED: Minor, "security-alternative-added", "whoever could call before still can", "";
    SECURITY_REMOVED: Major, "security-alternative-removed", "whoever has only these credentials can no longer call", "give the client other credentials";
    SECURITY_NEEDED: Major, "credentials-now-needed", "whoever has no credentials can no longer call", "give the client credentials";
    SECURITY_DROPPED: Minor, "credentials-no-longer-needed", "whoever could call before still can", "";
    SCHEME_ADDED: Minor, "security-scheme-added", "there is one more credential to give", "";
    SCHEME_REMOVED: Major, "security-scheme-removed", "a credential can no longer be given", "give the client another credential";
    SCHEME_CHANGED: Major, "security-scheme-changed", "the same call of the builder takes another kind of credential", "give the client a credential of the new kind";
    TOKENS_MOVED: Minor, "token-url-changed", "an `OAuth2` gets tokens in another way, or users grant access elsewhere", "";
    SCHEME_MOVED: Minor, "credential-moved", "the same credential travels at another place", "";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{ALL, Bump};

    #[test]
    fn codes_are_those_of_one_rule_each() {
        let codes: BTreeSet<&str> = ALL.iter().map(|it| it.code).collect();
        assert_eq!(codes.len(), ALL.len());
    }

    #[test]
    fn what_is_major_says_what_to_do() {
        for rule in ALL {
            let is_major = rule.bump == Bump::Major;
            assert!(!is_major || !rule.todo.is_empty(), "{}", rule.code);
        }
    }
}
