//! One seed.

use client::seeds::{CreateParams, ReplaceParams, UpdateParams};
use client::types::{
    BodyReplaceSeedSeedsSeedIdPut, HttpValidationError, Kind, NewSeed, Problem, ProblemCode,
    SeedPatch, Supplier, SupplierRequest, Zone,
};
use client::{Client, Error};
use conformance::Calls;
use serde_json::json;

use crate::{FIRST, NOBODY, refused};

pub(crate) async fn calls(calls: &mut Calls, anybody: &Client, ann: &Client) {
    calls
        .check("a seed is made, with what is needed and with everything", async |wire| {
            let seed = ann.seeds().create(CreateParams::new(NewSeed::new("Rote Beete", "2.50"))).await?;
            let call = wire.only();
            assert_eq!(call.line(), "POST /seeds");
            assert_eq!(call.header("authorization"), Some("Bearer token-of-ann"));
            assert_eq!(call.text(), r#"{"name":"Rote Beete","price":"2.50"}"#);
            assert_eq!(call.status(), 201);
            assert_eq!(seed.id, FIRST);
            assert_eq!(seed.price, "2.50");
            assert_eq!(seed.kind, Some(Kind::Vegetable));
            assert_eq!(seed.created_at.as_str(), "2024-02-29T23:59:59.123456+05:30");
            assert_eq!((seed.note.as_ref(), seed.spacing), (None, Some((10, 0.5))));
            assert_eq!(json!(seed), call.answer_json());

            let supplier = SupplierRequest::new("Söhne & Co").website("https://seeds.example/a?b=c").address([("city", "Bern")]);
            let whole = NewSeed::new("Zinnie", 3.75).kind(Kind::CutFlower).zone(Zone::N8).organic(true).clear_note();
            let whole = whole.supplier(supplier).sow_from("2024-04-01").water_at("06:30:00").tags(["bunt"]);
            let whole = whole.spacing((30, 0.25)).germination([("20 C", Some(0.9)), ("5 C", None)]);
            let seed = ann.seeds().create(CreateParams::new(whole)).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                concat!(
                    r#"{"name":"Zinnie","kind":"cut flower","zone":8,"price":3.75,"organic":true,"note":null,"#,
                    r#""supplier":{"name":"Söhne & Co","website":"https://seeds.example/a?b=c","address":{"city":"Bern"}},"#,
                    r#""sow_from":"2024-04-01","water_at":"06:30:00","tags":["bunt"],"spacing":[30,0.25],"#,
                    r#""germination":{"20 C":0.9,"5 C":null}}"#
                )
            );
            assert_eq!((seed.zone.as_ref(), seed.price.as_str()), (Some(&Zone::N8), "3.75"));
            assert_eq!(seed.supplier.as_ref().and_then(|it| it.website.as_deref()), Some("https://seeds.example/a?b=c"));
            assert_eq!(json!(seed), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("what is refused has a type", async |wire| {
            let error = refused(
                ann.seeds()
                    .create(CreateParams::new(NewSeed::new("Zinnie", 1)))
                    .await,
            );
            assert_eq!(error.status(), 409);
            let problem: Problem = error.decode_as()?;
            assert_eq!(
                (problem.code, problem.detail.as_str()),
                (ProblemCode::Duplicate, "ann has it already")
            );
            let error = refused(
                ann.seeds()
                    .create(CreateParams::new(NewSeed::new("", "-1")))
                    .await,
            );
            assert_eq!(error.status(), 422);
            let invalid: HttpValidationError = error.decode_as()?;
            assert_eq!(json!(invalid), wire.all().last().unwrap().answer_json());
            let details = invalid.detail.unwrap();
            let places: Vec<_> = details.iter().map(|it| json!(it.loc)).collect();
            assert_eq!(places, [json!(["body", "name"]), json!(["body", "price"])]);
            let missing = anybody
                .seeds()
                .create(CreateParams::new(NewSeed::new("x", 1)))
                .await;
            assert!(matches!(missing, Err(Error::MissingCredentials { .. })));
            Ok(())
        })
        .await;
    calls
        .check("a seed is read by its id, or is not there", async |wire| {
            let seed = ann.seeds().read(FIRST).await?;
            let call = wire.only();
            assert_eq!(call.line(), format!("GET /seeds/{FIRST}"));
            assert_eq!(call.header("authorization"), None);
            assert_eq!(json!(seed), call.answer_json());
            let error = refused(ann.seeds().read(NOBODY).await);
            let problem: Problem = error.decode_as()?;
            assert_eq!(
                (error.status().as_u16(), &problem.code),
                (404, &ProblemCode::NotFound)
            );
            assert_eq!(json!(problem), wire.only().answer_json());
            let error = refused(ann.seeds().read("no uuid").await);
            assert_eq!(wire.only().line(), "GET /seeds/no%20uuid");
            assert_eq!(error.status(), 422);
            Ok(())
        })
        .await;
    calls
        .check("a seed is replaced by a body of several parts", async |wire| {
            let read = ann.seeds().read(FIRST).await?;
            wire.only();
            let mut new = NewSeed::new(read.name, read.price.as_str());
            new.kind = Some(Kind::F1);
            let body = BodyReplaceSeedSeedsSeedIdPut::new(new, 12).supplier(SupplierRequest::new("Gärtner"));
            let seed = ann.seeds().replace(FIRST, ReplaceParams::new(body)).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"{"seed":{"name":"Rote Beete","kind":"F1","price":"2.50"},"stock":12,"supplier":{"name":"Gärtner"}}"#
            );
            assert_eq!((seed.stock, seed.kind.as_ref()), (12, Some(&Kind::F1)));
            assert_eq!(json!(seed), call.answer_json());
            let body = BodyReplaceSeedSeedsSeedIdPut::new(NewSeed::new("x", 1), 0).clear_supplier();
            assert_eq!(refused(ann.seeds().replace(NOBODY, ReplaceParams::new(body)).await).status(), 404);
            assert_eq!(wire.only().text(), r#"{"seed":{"name":"x","price":1.0},"stock":0,"supplier":null}"#);
            Ok(())
        })
        .await;
    calls
        .check(
            "of a seed is changed what is set, and null takes away",
            async |wire| {
                let patch = SeedPatch::new().note("süß").zone(12);
                let seed = ann.seeds().update(FIRST, UpdateParams::new(patch)).await?;
                let call = wire.only();
                assert_eq!(call.line(), format!("PATCH /seeds/{FIRST}"));
                assert_eq!(call.text(), r#"{"note":"süß","zone":12}"#);
                assert_eq!(
                    (seed.note.as_deref(), seed.zone.as_ref()),
                    (Some("süß"), Some(&Zone::N12))
                );
                let supplier: Option<Supplier> = seed.supplier;
                assert_eq!(supplier.map(|it| it.name).as_deref(), Some("Gärtner"));
                let seed = ann
                    .seeds()
                    .update(FIRST, UpdateParams::new(SeedPatch::new().clear_supplier()))
                    .await?;
                let call = wire.only();
                assert_eq!(call.text(), r#"{"supplier":null}"#);
                assert!(seed.supplier.is_none() && seed.note.is_some());
                assert_eq!(json!(seed), call.answer_json());
                ann.seeds()
                    .update(FIRST, UpdateParams::new(SeedPatch::new()))
                    .await?;
                assert_eq!(wire.only().text(), "{}");
                Ok(())
            },
        )
        .await;
    calls
        .check("a label is plain text", async |wire| {
            let label = ann.seeds().read_label(FIRST).await?;
            let call = wire.only();
            assert_eq!(label, "Rote Beete, für Zone 12\n");
            assert_eq!(call.answer_text(), label);
            let error = refused(ann.seeds().read_label(NOBODY).await);
            assert_eq!(error.decode_as::<Problem>()?.detail, "No such seed");
            Ok(())
        })
        .await;
    calls
        .check("a seed is deleted once", async |wire| {
            let made = ann
                .seeds()
                .create(CreateParams::new(NewSeed::new("Unkraut", 1)))
                .await?;
            ann.seeds().delete(&made.id).await?;
            let call = wire.all().pop().unwrap();
            assert_eq!((call.status(), call.answer_bytes()), (204, &b""[..]));
            let error = refused(ann.seeds().delete(&made.id).await);
            assert_eq!(error.decode_as::<Problem>()?.code, ProblemCode::NotFound);
            Ok(())
        })
        .await;
}
