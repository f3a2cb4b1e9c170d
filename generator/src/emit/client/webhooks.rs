//! `webhook_verifier`: how a client knows requests of its server, where the configuration says how they are signed.

use proc_macro2::TokenStream;
use quote::quote;

use crate::config::{HmacAlgorithm, HmacConfig, HmacEncoding, SignatureConfig};
use crate::emit::Context;
use crate::emit::docs::{code, docs, emit_docs, paragraphs};

/// What the function needs of the runtime, beside what the file uses anyway; and the function of the client that makes the verifier.
pub(super) fn emit_verifier(
    cx: &Context<'_>,
    has_secret: bool,
) -> Option<(TokenStream, TokenStream)> {
    let signature = cx.config.webhooks.signature.as_ref()?;
    let types = match signature {
        SignatureConfig::Hmac(hmac) => types_of(hmac),
        SignatureConfig::Standard | SignatureConfig::Github | SignatureConfig::Stripe => Vec::new(),
    };
    let scheme = match signature {
        SignatureConfig::Standard => quote!(SignatureScheme::standard()),
        SignatureConfig::Github => quote!(SignatureScheme::github()),
        SignatureConfig::Stripe => quote!(SignatureScheme::stripe()),
        SignatureConfig::Hmac(hmac) => emit_scheme(hmac),
    };
    let headers = match signature {
        SignatureConfig::Standard => docs![code("webhook-signature")],
        SignatureConfig::Github => docs![code("x-hub-signature-256")],
        SignatureConfig::Stripe => docs![code("stripe-signature")],
        SignatureConfig::Hmac(hmac) => docs![code(hmac.header.as_str())],
    };
    let docs = emit_docs(&paragraphs([
        docs![
            "Checks that a request was sent by the server, by the signature in its header ",
            headers,
            ", and reads it."
        ]
        .wrapped(),
        docs!["# Errors"],
        docs!["The secret is empty, or no secret of a webhook."],
    ]));
    let secret = (!has_secret).then(|| {
        quote! {
            #[cfg(feature = "webhook-signatures")]
            use crate::runtime::Secret;
        }
    });
    let uses = quote! {
        #secret
        #[cfg(feature = "webhook-signatures")]
        use crate::runtime::webhook::{#(#types,)* SignatureScheme, WebhookError, WebhookVerifier};
    };
    let function = quote! {
        #docs
        #[cfg(feature = "webhook-signatures")]
        pub fn webhook_verifier(
            secret: impl Into<Secret<String>>,
        ) -> Result<WebhookVerifier, WebhookError> {
            WebhookVerifier::new(#scheme, secret)
        }
    };
    Some((uses, function))
}

/// The types that a scheme is described with.
fn types_of(hmac: &HmacConfig) -> Vec<TokenStream> {
    let algorithm = match hmac.algorithm {
        HmacAlgorithm::Sha256 => None,
        HmacAlgorithm::Sha512 => Some(quote!(SignatureAlgorithm)),
    };
    let encoding = match hmac.encoding {
        HmacEncoding::Hex => None,
        HmacEncoding::Base64 => Some(quote!(SignatureEncoding)),
    };
    algorithm.into_iter().chain(encoding).collect()
}

fn emit_scheme(hmac: &HmacConfig) -> TokenStream {
    let HmacConfig {
        header,
        separator,
        prefix,
        timestamp_header,
        timestamp_item,
        id_header,
        algorithm,
        encoding,
        signed,
    } = hmac;
    let header = header.as_str();
    let separator = separator.iter().map(|it| quote!(.separator(#it)));
    let prefix = prefix.iter().map(|it| quote!(.prefix(#it)));
    let timestamp_header = timestamp_header.iter().map(|it| {
        let name = it.as_str();
        quote!(.timestamp_header(#name))
    });
    let timestamp_item = timestamp_item.iter().map(|it| quote!(.timestamp_item(#it)));
    let id_header = id_header.iter().map(|it| {
        let name = it.as_str();
        quote!(.id_header(#name))
    });
    let algorithm = match algorithm {
        HmacAlgorithm::Sha256 => quote!(),
        HmacAlgorithm::Sha512 => {
            quote!(.algorithm(SignatureAlgorithm::Sha512))
        }
    };
    let encoding = match encoding {
        HmacEncoding::Hex => quote!(),
        HmacEncoding::Base64 => {
            quote!(.encoding(SignatureEncoding::Base64))
        }
    };
    quote! {
        SignatureScheme::hmac(#header)
            #(#separator)* #(#prefix)* #(#timestamp_header)* #(#timestamp_item)* #(#id_header)* #algorithm #encoding
            .signed(#signed)
    }
}
