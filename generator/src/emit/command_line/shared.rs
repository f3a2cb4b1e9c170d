//! Arguments that several commands of a group take alike: each is written once, as a constant.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::argument::CommandArgument;
use crate::names::command_line::constant;

/// The constants of a group.
#[derive(Debug)]
pub(super) struct SharedArguments {
    /// In the order in which they are first taken.
    constants: TokenStream,
    /// By how an argument is written.
    names: BTreeMap<String, Ident>,
}

impl SharedArguments {
    /// Of the arguments of all commands of a group. `taken` are the names of what else is there.
    pub(super) fn new<'a>(
        arguments: impl Iterator<Item = &'a CommandArgument> + Clone,
        taken: &[&str],
    ) -> Self {
        let mut taken: BTreeSet<String> = taken.iter().map(|it| (*it).to_owned()).collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for argument in arguments.clone() {
            *counts.entry(&argument.text).or_default() += 1;
        }
        let mut shared = Self {
            constants: TokenStream::new(),
            names: BTreeMap::new(),
        };
        for argument in arguments {
            // Each is named where it is first met.
            if counts
                .remove(argument.text.as_str())
                .is_some_and(|it| it > 1)
            {
                let name = Ident::new(&constant(&argument.flag, &mut taken), Span::call_site());
                let tokens = &argument.tokens;
                shared
                    .constants
                    .extend(quote!(const #name: Argument = #tokens;));
                shared.names.insert(argument.text.clone(), name);
            }
        }
        shared
    }

    /// The constants themselves.
    pub(super) fn constants(&self) -> TokenStream {
        self.constants.clone()
    }

    /// How an argument is written in a command.
    pub(super) fn emit(&self, argument: &CommandArgument) -> TokenStream {
        match self.names.get(&argument.text) {
            Some(name) => quote!(#name),
            None => argument.tokens.clone(),
        }
    }
}
