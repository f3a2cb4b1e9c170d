//! A type: its fields, values or branches, and the operations that it is a part of.

use super::context::PageContext;
use super::fields::{NamedItem, wire};
use super::html::{Html, code, html, joined, list, number, text};
use super::prose::prose;
use crate::ir::{
    AboutValue, Answer, Branch, Case, Direction, ScalarEnum, Struct, TextEnum, Type, TypeDef,
    TypeId, TypeKind, Union,
};
use crate::names::{Member, TypeNames};

/// How many operations are named of those that a type is a part of.
const MOST_NAMED: usize = 5;

/// The article about a type.
pub(super) fn article(cx: &PageContext<'_>, anchor: &str, id: TypeId) -> Option<Html> {
    let (def, names) = (cx.model.api.ty(id)?, cx.model.names.ty(id)?);
    let TypeDef {
        place: _,
        direction,
        kind,
        title: _,
        docs,
        deprecated,
        origin: _,
    } = def;
    let (what, members) = match kind {
        TypeKind::Struct(object) => ("struct", fields(cx, id, object, names)),
        TypeKind::TextEnum(TextEnum {
            values,
            closed,
            default: _,
        }) => {
            let values = values.iter().map(|it| (it.wire.clone(), &it.about));
            ("enum", variants(values.collect(), *closed, names))
        }
        TypeKind::ScalarEnum(ScalarEnum {
            kind: _,
            values,
            closed,
        }) => {
            let values = values.iter();
            let values = values.map(|it| (it.wire.text().unwrap_or_default(), &it.about));
            ("enum", variants(values.collect(), *closed, names))
        }
        TypeKind::Union(union) => ("enum", branches(cx, id, union, names)),
        TypeKind::Answer(answer) => ("enum", cases(cx, answer, names)),
    };
    let direction = match direction {
        Direction::Both => "sent and received",
        Direction::Read => "received",
        Direction::Write => "sent",
    };
    let deprecated = deprecated.then(|| html![" <strong class=\"tag\">deprecated</strong>"]);
    Some(html![
        "<article id=\"",
        text(anchor),
        "\">\n<h3><code>",
        text(names.name.as_str()),
        "</code></h3>\n<p class=\"request\"><strong>",
        what,
        "</strong> <code>",
        text(&anchor.replace('.', "::")),
        "</code> ",
        direction,
        deprecated,
        "</p>\n",
        docs.as_deref().map(|it| prose(it, 3)),
        list("fields", members),
        used_by(cx, id),
        "</article>\n"
    ])
}

fn fields(cx: &PageContext<'_>, id: TypeId, object: &Struct, names: &TypeNames) -> Vec<Html> {
    let Struct {
        fields,
        rest,
        rest_docs,
    } = object;
    let all = fields.iter().zip(&names.members).enumerate();
    let fields = all.map(|(index, (field, member))| {
        let is_boxed = cx.model.analysis.boxed.contains(&(id, index));
        let name = member.name.as_str();
        let notes = wire(&field.wire, name).into_iter().collect();
        cx.field(name, field, is_boxed, notes)
    });
    let rest = rest.iter().map(|ty| {
        NamedItem {
            name: names.rest.to_string(),
            ty: Some(cx.ty(&Type::map_of(ty.clone()))),
            notes: vec![html!["all other properties"]],
            docs: rest_docs
                .as_deref()
                .map(|it| prose(it, 4))
                .unwrap_or_default(),
            deprecated: false,
        }
        .html()
    });
    fields.chain(rest).collect()
}

fn variants(values: Vec<(String, &AboutValue)>, closed: bool, names: &TypeNames) -> Vec<Html> {
    let known = values.into_iter().zip(&names.members);
    let known = known.map(|((wire, about), member)| {
        let AboutValue {
            name: _,
            docs,
            deprecated,
        } = about;
        NamedItem {
            name: member.name.to_string(),
            ty: None,
            notes: vec![code(&wire)],
            docs: docs.as_deref().map(|it| prose(it, 4)).unwrap_or_default(),
            deprecated: *deprecated,
        }
        .html()
    });
    let others = (!closed).then(|| {
        NamedItem {
            name: names.rest.to_string(),
            notes: vec![html!["any other value, which a newer server may send"]],
            ..NamedItem::default()
        }
        .html()
    });
    known.chain(others).collect()
}

fn branches(cx: &PageContext<'_>, id: TypeId, union: &Union, names: &TypeNames) -> Vec<Html> {
    let all = union.branches.iter().zip(&names.members).enumerate();
    let known = all.map(|(index, (branch, member))| {
        let Branch {
            name: _,
            ty,
            kind: _,
            signs: _,
            docs,
            origin: _,
        } = branch;
        let ty = cx.ty(ty);
        let is_boxed = cx.model.analysis.boxed.contains(&(id, index));
        let tag = branch.tag();
        let tag = tag.map(|(key, value)| html![code(key), " is ", code(value)]);
        NamedItem {
            name: member.name.to_string(),
            ty: Some(if is_boxed {
                html!["Box&lt;", ty, "&gt;"]
            } else {
                ty
            }),
            notes: tag.into_iter().collect(),
            docs: docs.as_deref().map(|it| prose(it, 4)).unwrap_or_default(),
            deprecated: false,
        }
        .html()
    });
    let others = NamedItem {
        name: names.rest.to_string(),
        ty: Some(html!["Json"]),
        notes: vec![html!["anything else"]],
        ..NamedItem::default()
    };
    known.chain([others.html()]).collect()
}

fn cases(cx: &PageContext<'_>, answer: &Answer, names: &TypeNames) -> Vec<Html> {
    let all = answer.cases.iter().zip(&names.members);
    let case = |(case, member): (&Case, &Member)| {
        let Case {
            status,
            name: _,
            payload,
            docs,
        } = case;
        NamedItem {
            name: member.name.to_string(),
            ty: payload.as_ref().map(|it| cx.payload(it)),
            notes: vec![html!["status ", code(status)]],
            docs: docs.as_deref().map(|it| prose(it, 4)).unwrap_or_default(),
            deprecated: false,
        }
        .html()
    };
    all.map(case).collect()
}

fn used_by(cx: &PageContext<'_>, id: TypeId) -> Option<Html> {
    let operations = cx.uses.get(&id)?;
    let link = |id| {
        let anchor = cx.operation_anchor(id);
        html![
            "<a href=\"#",
            text(&anchor),
            "\"><code>",
            text(&anchor),
            "</code></a>"
        ]
    };
    let named = operations.iter().take(MOST_NAMED).map(|id| link(*id));
    let others = operations.len().saturating_sub(MOST_NAMED);
    let others = (others > 0).then(|| html![" and ", number(others), " more"]);
    Some(html![
        "<p class=\"uses\">Part of ",
        joined(named, ", "),
        others,
        "</p>\n"
    ])
}
