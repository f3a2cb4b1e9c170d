//! What is tried of changes.

use crate::{FIRST, LAST, least};
use client::Client;
use client::recipes::{PhotoParams, RateParams, ReplaceIngredientsParams, UpdateParams};
use client::runtime::body::File;
use client::types::{Rating, UpdateRecipe};
use conformance::{Calls, whole};

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("what is absent stays, what is null goes", async |wire| {
            let change = UpdateRecipe::new().source("Oma").rating(5);
            let recipe = client
                .recipes()
                .update(FIRST, UpdateParams::new(change))
                .await?;
            assert_eq!(wire.only().text(), r#"{"source":"Oma","rating":5.0}"#);
            assert_eq!(
                (recipe.source.as_deref(), recipe.rating),
                (Some("Oma"), Some(5.0))
            );
            let change = UpdateRecipe::new().clear_source().title("Cakes");
            let recipe = client
                .recipes()
                .update(FIRST, UpdateParams::new(change))
                .await?;
            let call = wire.only();
            assert_eq!(call.text(), r#"{"title":"Cakes","source":null}"#);
            assert_eq!(whole(&recipe), call.answer_json());
            assert_eq!((recipe.source, recipe.rating), (None, Some(5.0)));
            Ok(())
        })
        .await;
    calls
        .check("a part is replaced", async |wire| {
            let params = ReplaceIngredientsParams::new(least());
            let recipe = client.recipes().replace_ingredients(FIRST, params).await?;
            let call = wire.only();
            assert_eq!(call.line(), format!("PUT /recipes/{FIRST}/ingredients"));
            assert_eq!(recipe.ingredients[0].grams, Some(500.5));
            assert_eq!(whole(&recipe), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("maps of numbers", async |wire| {
            client
                .recipes()
                .rate(FIRST, RateParams::new(Rating::new(4).text("good")))
                .await?;
            assert_eq!(wire.only().text(), r#"{"stars":4.0,"text":"good"}"#);
            let ratings = client
                .recipes()
                .rate(FIRST, RateParams::new(Rating::new(5)))
                .await?;
            let call = wire.only();
            assert_eq!(
                call.answer_text(),
                r#"{"count":2,"average":4.5,"byStars":{"4":1,"5":1}}"#
            );
            assert_eq!(whole(&ratings), call.answer_json());
            assert_eq!((ratings.average, ratings.by_stars["5"]), (Some(4.5), 1.0));
            Ok(())
        })
        .await;
    calls
        .check("a file", async |wire| {
            let file = File::new(vec![0xff, 0xd8, 0])
                .name("p.jpg")
                .media_type("image/jpeg");
            let params = PhotoParams::new(file).caption("Crust").width(640);
            let stored = client.recipes().photo(FIRST, params).await?;
            let call = wire.only();
            assert_eq!(
                call.answer_text(),
                r#"{"name":"p.jpg","type":"image/jpeg","bytes":3,"caption":"Crust","width":"640"}"#
            );
            assert_eq!(whole(&stored), call.answer_json());
            let stored = client.recipes().photo(FIRST, PhotoParams::new("x")).await?;
            assert_eq!(
                (stored.bytes, stored.caption, stored.width),
                (1.0, None, None)
            );
            Ok(())
        })
        .await;
    calls
        .check("nothing comes back", async |wire| {
            client.recipes().remove(LAST).await?;
            assert_eq!(wire.only().status(), 204);
            Ok(())
        })
        .await;
}
