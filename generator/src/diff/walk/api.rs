//! What holds for the whole API: servers, credentials, requests that the server sends.

use std::collections::BTreeSet;

use super::{DiffWalk, Spot};
use crate::diff::change::ApiChange;
use crate::diff::rules;
use crate::diff::side::{DiffSide, Key};
use crate::diff::surface::Part;
use crate::ir::{
    Api, Direction, Hook, OAuth2Flow, Scheme, SchemeKind, Server, ServerVariable, Type,
};
use crate::markdown::code;

impl DiffWalk<'_> {
    pub(super) fn api(&mut self) {
        let (old, new) = (&self.old.model.api, &self.new.model.api);
        let at = Spot {
            path: String::new(),
            way: Direction::Write,
            keys: vec![client("builder")],
        };
        let (was, is) = (base(old), base(new));
        if was != is {
            let words = format!("calls go to {} instead of {}", code(&is), code(&was));
            self.say(&rules::SERVER_CHANGED, "server", words, &at);
        }
        let urls = |api: &Api| api.servers.iter().map(|it| it.url.clone()).collect();
        let (olds, news): (BTreeSet<String>, BTreeSet<String>) = (urls(old), urls(new));
        for url in olds.difference(&news).filter(|it| **it != was) {
            let words = format!("{} is gone", code(url));
            let change = ApiChange::new(&rules::SERVER_REMOVED, "server", words);
            self.add(change.about(constant(self.old, url)));
        }
        for url in news.difference(&olds).filter(|it| **it != is) {
            let words = format!("{} is new", code(url));
            let change = ApiChange::new(&rules::SERVER_ADDED, "server", words);
            self.add(change.about(constant(self.new, url)));
        }
        self.variables(&old.servers, &new.servers, &at);
        self.security(&old.security, &new.security, &at);
        self.schemes(&old.schemes, &new.schemes);
    }

    fn variables(&mut self, old: &[Server], new: &[Server], at: &Spot) {
        for server in old {
            let Some(now) = new.iter().find(|it| it.url == server.url) else {
                continue;
            };
            for variable in &server.variables {
                let known = now.variables.iter().find(|it| it.name == variable.name);
                let is_other = |it: &&ServerVariable| {
                    let sets =
                        [&it.values, &variable.values].map(|it| it.iter().collect::<BTreeSet<_>>());
                    let [now, was] = sets;
                    now != was
                };
                let Some(now) = known.filter(is_other) else {
                    continue;
                };
                let is_gone =
                    |value: &&String| !now.values.contains(value) && !now.values.is_empty();
                let is_narrower =
                    variable.values.is_empty() || variable.values.iter().any(|it| is_gone(&it));
                let place = format!("server variable {}", variable.name);
                let (rule, words) = if is_narrower {
                    (&rules::BOUNDS_TIGHTENED, "values are gone")
                } else {
                    (&rules::BOUNDS_LOOSENED, "values are new")
                };
                self.say(rule, &place, words, at);
            }
        }
    }

    pub(super) fn own_servers(&mut self, old: &[Server], new: &[Server], at: &Spot) {
        let first = |list: &[Server]| list.first().map(Server::default_url);
        let (old, new) = (first(old), first(new));
        if old != new {
            let said = |it: Option<String>| {
                it.map_or_else(|| "where all others go".to_owned(), |it| code(&it))
            };
            let words = format!("goes to {} instead of {}", said(new), said(old));
            self.say(&rules::SERVER_CHANGED, "server", words, at);
        }
    }

    /// Compares the ways to be allowed a call.
    pub(super) fn security(&mut self, old: &[Vec<String>], new: &[Vec<String>], at: &Spot) {
        let ways = |list: &[Vec<String>]| -> BTreeSet<BTreeSet<String>> {
            list.iter().map(|it| it.iter().cloned().collect()).collect()
        };
        let (old, new) = (ways(old), ways(new));
        let is_open = |ways: &BTreeSet<BTreeSet<String>>| {
            ways.is_empty() || ways.iter().any(BTreeSet::is_empty)
        };
        match (is_open(&old), is_open(&new)) {
            (true, false) => {
                let words = format!("now needs credentials: {}", said(&new));
                self.say(&rules::SECURITY_NEEDED, "security", words, at);
                return;
            }
            (false, true) => {
                self.say(
                    &rules::SECURITY_DROPPED,
                    "security",
                    "no longer needs credentials",
                    at,
                );
                return;
            }
            (true, true) | (false, false) => {}
        }
        // Who has the credentials of an old way and of no new one can no longer call.
        let is_met = |way: &BTreeSet<String>| new.iter().any(|it| it.is_subset(way));
        let lost: BTreeSet<_> = old.iter().filter(|it| !is_met(it)).cloned().collect();
        if !lost.is_empty() {
            let words = format!("{} no longer suffices", said(&lost));
            self.say(&rules::SECURITY_REMOVED, "security", words, at);
        }
        let won: BTreeSet<_> = new.difference(&old).cloned().collect();
        if !won.is_empty() {
            let words = format!("{} suffices as well", said(&won));
            self.say(&rules::SECURITY_ADDED, "security", words, at);
        }
    }

    fn schemes(&mut self, old: &[Scheme], new: &[Scheme]) {
        for (index, scheme) in old.iter().enumerate() {
            let place = format!("security scheme {}", scheme.name);
            let mut keys = scheme_keys(self.old, index).to_vec();
            let Some(at) = new.iter().position(|it| it.name == scheme.name) else {
                let change = ApiChange::new(&rules::SCHEME_REMOVED, &place, "gone");
                self.add(change.about(keys));
                continue;
            };
            keys.extend(scheme_keys(self.new, at));
            let Some(now) = new.get(at) else {
                continue;
            };
            if now.kind == scheme.kind {
                let (urls, former) = (flow_urls(now), flow_urls(scheme));
                if urls != former {
                    let change = ApiChange::new(&rules::TOKENS_MOVED, &place, urls);
                    self.add(change.about(keys));
                }
                continue;
            }
            let words = format!(
                "{} instead of {}",
                travels(&now.kind),
                travels(&scheme.kind)
            );
            let rule = if is_kept(&scheme.kind, &now.kind) {
                &rules::SCHEME_MOVED
            } else {
                &rules::SCHEME_CHANGED
            };
            self.add(ApiChange::new(rule, &place, words).about(keys));
        }
        for (index, scheme) in new.iter().enumerate() {
            if old.iter().all(|it| it.name != scheme.name) {
                let place = format!("security scheme {}", scheme.name);
                let keys = scheme_keys(self.new, index);
                let change = ApiChange::new(&rules::SCHEME_ADDED, &place, travels(&scheme.kind));
                self.add(change.about(keys));
            }
        }
    }

    /// Compares the requests that the server sends.
    pub(super) fn hooks(&mut self) {
        let (old, new) = (&self.old.model.api.hooks, &self.new.model.api.hooks);
        let find = |list: &'_ [Hook], name: &str| list.iter().position(|it| it.name == name);
        self.begin(crate::diff::change::Subject::Api);
        for hook in old {
            let at = Spot {
                path: format!("webhook {}", hook.name),
                way: Direction::Read,
                keys: carried(self.old, hook),
            };
            match find(new, &hook.name).and_then(|index| new.get(index)) {
                None => self.say(&rules::HOOK_REMOVED, &at.path, "gone", &at),
                Some(now) => match (&hook.ty, &now.ty) {
                    (Some(old), Some(new)) => self.ty(old, new, &at),
                    (None, None) => {}
                    _ => self.say(
                        &rules::ANSWER_CHANGED,
                        &at.path,
                        "carries something else",
                        &at,
                    ),
                },
            }
        }
        for hook in new.iter().filter(|it| find(old, &it.name).is_none()) {
            let change =
                ApiChange::new(&rules::HOOK_ADDED, &format!("webhook {}", hook.name), "new");
            self.add(change.about(carried(self.new, hook)));
        }
    }
}

/// The types of what a hook carries.
fn carried(side: &DiffSide<'_>, hook: &Hook) -> Vec<Key> {
    let types = hook.ty.iter().flat_map(Type::named);
    types.map(|(id, _)| (side.path(id), Part::Itself)).collect()
}

/// Where calls go.
fn base(api: &Api) -> String {
    match (&api.base_url, &api.base_path) {
        (Some(url), _) => url.clone(),
        (None, Some(path)) => format!("{path} of any host"),
        (None, None) => "any host".to_owned(),
    }
}

/// The constant of a server.
fn constant(side: &DiffSide<'_>, url: &str) -> Option<Key> {
    let at = side.model.api.servers.iter().position(|it| it.url == url)?;
    let name = side.model.names.servers.get(at)?.to_constant();
    Some(("crate::Server".to_owned(), Part::Constant(name.to_string())))
}

fn client(method: &str) -> (String, Part) {
    (
        "crate::Client".to_owned(),
        Part::Function(method.to_owned()),
    )
}

/// The items of a scheme: the method of the builder, the constant, and the list of all.
fn scheme_keys(side: &DiffSide<'_>, index: usize) -> [Key; 3] {
    let name = side.model.names.schemes.get(index);
    let constant = name.map(|it| it.to_constant().to_string());
    let name = name.map(ToString::to_string).unwrap_or_default();
    [
        ("crate::ClientBuilder".to_owned(), Part::Function(name)),
        (
            "crate::Client".to_owned(),
            Part::Constant(constant.unwrap_or_default()),
        ),
        client("builder"),
    ]
}

fn said(ways: &BTreeSet<BTreeSet<String>>) -> String {
    let one = |way: &BTreeSet<String>| {
        way.iter()
            .map(|it| code(it))
            .collect::<Vec<_>>()
            .join(" with ")
    };
    ways.iter().map(one).collect::<Vec<_>>().join(", or ")
}

fn travels(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::Bearer => "a bearer token".to_owned(),
        SchemeKind::Basic => "a name with a password".to_owned(),
        SchemeKind::Header(name) => format!("a key in the header {}", code(name)),
        SchemeKind::Query(name) => format!("a key in the query {}", code(name)),
        SchemeKind::Cookie(name) => format!("a key in the cookie {}", code(name)),
    }
}

/// Where tokens of the scheme come from.
fn flow_urls(scheme: &Scheme) -> String {
    let one = |flow: &OAuth2Flow| {
        let urls = [&flow.authorization_url, &flow.token_url, &flow.refresh_url];
        let urls = urls.into_iter().filter(|it| !it.is_empty());
        let urls: Vec<String> = urls.map(|it| code(it)).collect();
        format!("{}: {}", flow.kind.name(), urls.join(", "))
    };
    let flows: Vec<String> = scheme.flows.iter().map(one).collect();
    if flows.is_empty() {
        "no flows".to_owned()
    } else {
        flows.join("; ")
    }
}

/// Whether both kinds are a key, which only travels at another place.
fn is_kept(old: &SchemeKind, new: &SchemeKind) -> bool {
    let is_key = |it: &SchemeKind| {
        matches!(
            it,
            SchemeKind::Header(_) | SchemeKind::Query(_) | SchemeKind::Cookie(_)
        )
    };
    is_key(old) && is_key(new)
}
