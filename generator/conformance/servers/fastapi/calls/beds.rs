//! Beds, and what happens in them.

use client::beds::{
    CountParams, HarvestedOrSownOrWateredInput, HarvestedOrSownOrWateredOutput, LargeOrSmall,
    ReadPlanParams, RecordEventParams, RecordLoadParams, RecordSurveyParams, ReplaceEventsParams,
    SoilGetParams, SoilPutParams,
};
use client::types::{
    Disc, DiscOrStrip, Harvested, HttpValidationError, Kind, Large, RowInput, Small, Sown, Strip,
    SurveyInput, SurveyInputRequired, WateredInput, Zone,
};
use client::{Client, Date};
use conformance::Calls;
use serde_json::json;

use crate::{FIRST, refused};

pub(crate) async fn calls(calls: &mut Calls, ann: &Client) {
    calls
        .check("a path has an enum, a number and a day", async |wire| {
            let plan = ann
                .beds()
                .read_plan(
                    Kind::CutFlower,
                    Zone::N8,
                    "2024-02-29",
                    ReadPlanParams::new().rows(true),
                )
                .await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /beds/cut%20flower/8/2024-02-29?rows=true");
            let day = plan.get(&Date::from("2024-02-29"));
            assert_eq!(day.map(Vec::len), Some(8));
            assert_eq!(json!(plan), call.answer_json());
            let unknown = ann
                .beds()
                .read_plan("weed", 9, "2024-02-29", ReadPlanParams::new())
                .await;
            assert_eq!(
                refused(unknown)
                    .decode_as::<HttpValidationError>()?
                    .detail
                    .map(|it| it.len()),
                Some(2)
            );
            Ok(())
        })
        .await;
    calls
        .check("events are told apart by what they say that they are", async |wire| {
            let event = ann.beds().record_event(7, RecordEventParams::new(Sown::new(7, 1.5))).await?;
            let call = wire.only();
            assert_eq!(call.text(), r#"{"event":"sown","bed":7,"grams":1.5}"#);
            assert!(matches!(&event, HarvestedOrSownOrWateredOutput::Sown(sown) if sown.grams == 1.5));
            assert_eq!(json!(event), call.answer_json());
            let gleaned = Harvested::new("gleaned", 3, "2024-09-01T10:00:00Z");
            let watered = WateredInput::new("0.10").by("ann");
            let params = ReplaceEventsParams::new([
                HarvestedOrSownOrWateredInput::from(gleaned),
                watered.into(),
            ]);
            let events = ann.beds().replace_events(7, params).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"[{"event":"gleaned","pieces":3,"at":"2024-09-01T10:00:00Z"},{"event":"watered","litres":"0.10","by":"ann"}]"#
            );
            assert_eq!(events.keys().collect::<Vec<_>>(), ["gleaned", "watered"]);
            assert_eq!(json!(events), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("the keys of a map are values of an enum", async |wire| {
            let counts = CountParams::new([(Kind::CutFlower, 2), (Kind::F1, 0)]);
            let counts = ann.beds().count(7, counts).await?;
            let call = wire.only();
            assert_eq!(call.text(), r#"{"F1":0,"cut flower":2}"#);
            assert_eq!(counts.get(&Kind::CutFlower), Some(&14));
            assert_eq!(json!(counts), call.answer_json());
            let unknown = CountParams::new([("weed", 1)]);
            let unknown = refused(ann.beds().count(7, unknown).await);
            assert_eq!(unknown.status(), 422);
            Ok(())
        })
        .await;
    calls
        .check("branches of unions are told apart by what they have", async |wire| {
            let survey = SurveyInput::new(SurveyInputRequired {
                area: Disc::new(2).into(),
                reading: 7.into(),
                taken: "2024-05-06".to_owned(),
                inspector: Some(FIRST.to_owned()),
            });
            let read = ann.beds().record_survey(1, RecordSurveyParams::new(survey)).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                format!(r#"{{"area":{{"radius":2.0}},"reading":7,"taken":"2024-05-06","inspector":"{FIRST}"}}"#)
            );
            assert!(matches!(read.area, DiscOrStrip::Disc(ref disc) if disc.radius == 2.0));
            assert_eq!(json!(read), call.answer_json());
            let tree = RowInput::new("a").rows([RowInput::new("b").rows([RowInput::new("c")])]);
            let survey = SurveyInput::new(SurveyInputRequired {
                area: Strip::new(1.5, 2).into(),
                reading: vec![1.0, 2.5].into(),
                taken: "2024-05-06T07:08:09Z".to_owned(),
                inspector: None,
            });
            let survey = survey.second_area(Disc::new(0.5)).tree(tree);
            let read = ann.beds().record_survey(1, RecordSurveyParams::new(survey)).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                concat!(
                    r#"{"area":{"width":1.5,"length":2.0},"second_area":{"radius":0.5},"reading":[1.0,2.5],"#,
                    r#""taken":"2024-05-06T07:08:09Z","inspector":null,"tree":{"label":"a","rows":[{"label":"b","rows":[{"label":"c"}]}]}}"#
                )
            );
            assert_eq!(read.inspector, None);
            assert_eq!(json!(read), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("loads are told apart by a number", async |wire| {
            let load = ann
                .beds()
                .record_load(1, RecordLoadParams::new(Large::new(1.5)))
                .await?;
            let call = wire.only();
            assert_eq!(call.text(), r#"{"version":2,"tons":1.5}"#);
            assert_eq!(json!(load), call.answer_json());
            let load = ann
                .beds()
                .record_load(1, RecordLoadParams::new(Small::new(7)))
                .await?;
            assert!(matches!(load, LargeOrSmall::Small(small) if small.weight == 7));
            Ok(())
        })
        .await;
    calls
        .check("one route has two methods", async |wire| {
            assert_eq!(ann.beds().soil_get(3, SoilGetParams::new()).await?, None);
            assert_eq!(wire.only().answer_text(), "null");
            assert_eq!(
                ann.beds().soil_put(3, SoilPutParams::new().ph(6.5)).await?,
                Some(6.5)
            );
            assert_eq!(wire.only().line(), "PUT /beds/3/soil?ph=6.5");
            Ok(())
        })
        .await;
}
