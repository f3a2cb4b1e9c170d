//! The shapes of bodies that are XML: a table for each document, and for each object in one.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{docs, emit_inner_docs};
use super::uses::emit_use;
use super::{Context, Piece, SourceFile, Table};
use crate::ir::{XmlField, XmlId, XmlName, XmlNode, XmlObject, XmlRoot, XmlShape};

/// The file with them; nothing where no body is XML.
pub(in crate::emit) fn emit_xml<'a>(cx: &'a Context<'a>) -> Option<SourceFile<'a>> {
    let has_shapes = !cx.api.xml.is_empty();
    has_shapes.then(|| SourceFile::new("src/xml.rs", move || emit_shapes(cx)))
}

/// The static of a document.
pub(in crate::emit) fn emit_root(cx: &Context<'_>, id: XmlId) -> TokenStream {
    let name = cx.names.xml.root(id);
    quote!(crate::xml::#name)
}

fn emit_shapes(cx: &Context<'_>) -> Vec<Piece> {
    let shapes = &cx.api.xml;
    let docs = emit_inner_docs(&docs![
        "What the bodies that are XML look like: the names of elements and attributes, and what is in them."
    ]);
    let roots = (0..).map(XmlId).zip(&shapes.roots);
    let roots = roots.map(|(id, it)| emit_document(cx, id, it));
    let objects = (0..).map(crate::ir::XmlObjectId).zip(&shapes.objects);
    let objects = objects.map(|(id, it)| emit_object(cx, cx.names.xml.object(id), it));
    let mut tables: Vec<Table> = roots.chain(objects).collect();
    tables.sort_by_key(|it| it.ty.to_string());
    let mut macros = vec![quote!(xml_root)];
    if !shapes.objects.is_empty() {
        macros.insert(0, quote!(xml_object));
    }
    let uses = emit_use(&quote!(crate::runtime::data), &macros);
    let mut pieces = vec![Piece::Code(quote!(#docs)), Piece::Code(quote!(#uses))];
    pieces.extend(tables.into_iter().map(Piece::Table));
    pieces
}

fn emit_document(cx: &Context<'_>, id: XmlId, root: &XmlRoot) -> Table {
    let XmlRoot {
        name,
        is_named,
        shape,
    } = root;
    let (name, shape) = (emit_name(name), emit_shape(cx, shape));
    let named = if *is_named {
        quote!(named)
    } else {
        quote!(any)
    };
    let ident = cx.names.xml.root(id);
    Table {
        name: "xml_root",
        ty: quote!(#ident),
        lines: vec![quote!(#name: #named(#shape)).into()],
        last: Vec::new(),
    }
}

fn emit_object(cx: &Context<'_>, ident: Option<&crate::names::Ident>, object: &XmlObject) -> Table {
    let XmlObject {
        words: _,
        fields,
        rest,
    } = object;
    let lines = fields.iter().map(|field| {
        let XmlField {
            wire,
            name,
            node,
            shape,
        } = field;
        let (name, node, shape) = (emit_name(name), emit_node(*node), emit_shape(cx, shape));
        quote!(#wire: #node(#shape) = #name).into()
    });
    let rest = rest.as_ref().map(|(node, shape)| {
        let (node, shape) = (emit_node(*node), emit_shape(cx, shape));
        quote!(..#node(#shape))
    });
    Table {
        name: "xml_object",
        ty: quote!(#ident),
        lines: lines.collect(),
        last: rest.into_iter().collect(),
    }
}

fn emit_name(name: &XmlName) -> TokenStream {
    let XmlName { local, space } = name;
    let space = space
        .as_ref()
        .map(|(uri, prefix)| quote!(in #uri as #prefix));
    quote!(#local #space)
}

fn emit_node(node: XmlNode) -> TokenStream {
    match node {
        XmlNode::Element => quote!(Element),
        XmlNode::Attribute => quote!(Attribute),
        XmlNode::Text => quote!(Text),
        XmlNode::Cdata => quote!(Cdata),
        XmlNode::Items => quote!(Items),
        XmlNode::RequiredItems => quote!(RequiredItems),
    }
}

fn emit_shape(cx: &Context<'_>, shape: &XmlShape) -> TokenStream {
    match shape {
        XmlShape::Text => quote!(Text),
        XmlShape::Number => quote!(Number),
        XmlShape::Bool => quote!(Bool),
        XmlShape::Scalar => quote!(Scalar),
        XmlShape::Any => quote!(Any),
        XmlShape::Object(id) => {
            let name = cx.names.xml.object(*id);
            quote!(Object(#name))
        }
        XmlShape::List(name, item) => {
            let (name, item) = (emit_name(name), emit_shape(cx, item));
            quote!(List(#name, #item))
        }
    }
}
