//! What is tried of lists.

use client::Client;
use client::recipes::{FindAllParams, FindAllParamsSort};
use client::types::Course;
use conformance::{Calls, whole};

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("every parameter of a list", async |wire| {
            let params = FindAllParams::new(1)
                .limit(2)
                .course(Course::MainCourse)
                .courses([Course::MainCourse, Course::Dessert])
                .vegan(true)
                .after("2024-01-01T12:00:00Z")
                .sort(FindAllParamsSort::Title)
                .serves([2, 4]);
            let page = client.recipes().find_all(params).await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /recipes?offset=1&limit=2&course=main%20course&courses=main%20course&courses=dessert&vegan=true\
                 &after=2024-01-01T12%3A00%3A00Z&sort=title&serves=2&serves=4"
            );
            assert_eq!(whole(&page), call.answer_json());
            assert_eq!((page.total, page.offset, page.limit), (4.0, 1.0, 2.0));
            assert_eq!(page.items[0].title, "Recipe 3");
            assert_eq!(page.items[0].views, 12);
            assert_eq!(page.items[0].oven_zones, None);
            Ok(())
        })
        .await;
    calls
        .check("all pages, and no more", async |wire| {
            let mut pages = client
                .recipes()
                .find_all(FindAllParams::new(0).limit(2))
                .pages();
            let mut titles = Vec::new();
            while let Some(page) = pages.next().await {
                titles.extend(page?.items.into_iter().map(|recipe| recipe.title));
            }
            assert_eq!(
                titles,
                ["Recipe 1", "Recipe 2", "Recipe 3", "Recipe 4", "Recipe 5"]
            );
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(
                lines,
                [
                    "GET /recipes?offset=0&limit=2",
                    "GET /recipes?limit=2&offset=2",
                    "GET /recipes?limit=2&offset=4"
                ]
            );
            Ok(())
        })
        .await;
}
