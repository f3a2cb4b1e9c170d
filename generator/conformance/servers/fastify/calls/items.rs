//! What is tried of items.

use client::items::{
    ChangeParams, ChangeParamsSize, ChangeParamsState, CreateParams, ReplaceParams,
};
use client::types::{
    Address, IntegerOrString, ItemInput, Problem, Size, Supplier, SupplierEmail, SupplierPhone,
};
use client::{Client, Error};
use conformance::{Calls, whole};
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("the least of an item", async |wire| {
            let item = ItemInput::new("Box", 0.1, Address::new("Kai 1", "Hamburg"));
            let made = client.items().create(CreateParams::new(item)).await?;
            let call = wire.only();
            assert_eq!(call.header("authorization"), Some("Bearer keeper"));
            assert_eq!(
                call.text(),
                r#"{"name":"Box","price":0.1,"origin":{"street":"Kai 1","city":"Hamburg"}}"#
            );
            assert_eq!(call.status(), 201);
            assert_eq!(whole(&made), call.answer_json());
            assert_eq!((made.id, made.fragile), (6, Some(false)));
            assert_eq!(made.created_at.as_str(), "2024-01-06T03:04:05.000Z");
            Ok(())
        })
        .await;
    calls
        .check("everything of an item", async |wire| {
            let item = ItemInput::new("Grüße", 2, Address::new("s", "c").position((53.5, 9.0)))
                .size(Size::Small)
                .note("n")
                .clear_weight()
                .fragile(true)
                .codes([IntegerOrString::from(7), "A-1".into()])
                .stock([("north", 3)])
                .extra([("any", json!([1, null]))])
                .supplier(SupplierPhone::new("+49"))
                .expires("2030-12-31");
            let made = client.items().replace(3, ReplaceParams::new(item)).await?;
            let call = wire.only();
            assert_eq!(call.line(), "PUT /items/3");
            assert_eq!(
                call.json(),
                json!({
                    "name": "Grüße", "price": 2.0, "size": "small", "origin": {"street": "s", "city": "c", "position": [53.5, 9.0]},
                    "note": "n", "weight": null, "fragile": true, "codes": [7, "A-1"], "stock": {"north": 3},
                    "extra": {"any": [1, null]}, "supplier": {"phone": "+49"}, "expires": "2030-12-31",
                })
            );
            assert_eq!(whole(&made), call.answer_json());
            assert_eq!(made.weight, None);
            assert_eq!(made.codes, Some(vec![IntegerOrString::Integer(7), IntegerOrString::String("A-1".to_owned())]));
            assert_eq!(made.origin.position, Some((53.5, 9.0)));
            assert_eq!(made.expires.unwrap().as_str(), "2030-12-31");
            assert!(matches!(made.supplier, Some(Supplier::Phone(_))));
            let item = ItemInput::new("x", 1, Address::new("s", "c")).supplier(SupplierEmail::new("a@example.com"));
            let made = client.items().replace(3, ReplaceParams::new(item)).await?;
            assert!(matches!(made.supplier, Some(Supplier::Email(_))));
            Ok(())
        })
        .await;
    calls
        .check("an item by its id, and none", async |wire| {
            let item = client.items().get(4).await?;
            let call = wire.only();
            assert_eq!(whole(&item), call.answer_json());
            assert_eq!((item.note, item.size), (None, Some(Size::N10)));
            let Err(Error::Status(error)) = client.items().get(10).await else {
                panic!("it is found")
            };
            let problem: Problem = error.decode_as()?;
            assert_eq!(whole(&problem), wire.only().answer_json());
            assert_eq!(
                (problem.status_code, problem.code.as_deref()),
                (404, Some("NO_ITEM"))
            );
            let item = ItemInput::new("x", -1, Address::new("s", "c"));
            let Err(Error::Status(error)) = client.items().create(CreateParams::new(item)).await
            else {
                panic!("it is taken")
            };
            let problem: Problem = error.decode_as()?;
            assert_eq!(problem.message, "body/price must be > 0");
            Ok(())
        })
        .await;
    calls
        .check("what is absent, and what is null", async |wire| {
            let change = ChangeParams::new()
                .name("n")
                .clear_note()
                .weight(2)
                .size(ChangeParamsSize::VeryLarge)
                .state(ChangeParamsState::Used);
            let changed = client.items().change(1, change).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"{"name":"n","note":null,"weight":2,"size":"very large","state":"used"}"#
            );
            assert_eq!(json!(changed), call.answer_json());
            assert_eq!(json!(changed.change), call.json());
            let changed = client
                .items()
                .change(1, ChangeParams::new().clear_weight().clear_state())
                .await?;
            assert_eq!(wire.only().text(), r#"{"weight":null,"state":null}"#);
            assert_eq!(
                json!(changed.change),
                json!({"weight": null, "state": null})
            );
            let changed = client.items().change(2, ChangeParams::new()).await?;
            assert_eq!((changed.id, changed.change.len()), (2, 0));
            Ok(())
        })
        .await;
    calls
        .check("nothing comes back", async |wire| {
            client.items().delete(1).await?;
            let call = wire.only();
            assert_eq!(
                (call.line().as_str(), call.status()),
                ("DELETE /items/1", 204)
            );
            Ok(())
        })
        .await;
}
