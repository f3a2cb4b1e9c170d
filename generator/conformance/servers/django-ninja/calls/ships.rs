//! The ships.

use client::Client;
use client::ships::{
    ListParams, MoveParams, PageShipsParams, RegisterParams, UpdateParams, WriteLogParams,
};
use client::types::{
    Arrival, ArrivalOrDeparture, ArrivalOrDepartureRequest, DepartureRequest, Flag, LogPilot,
    LogRequest, Owner, ShipIn, ShipPatchPatch, Trouble, TroubleReason,
};
use conformance::{Calls, Exchange};
use serde_json::json;

use crate::{FIRST, NOBODY, refused};

pub(crate) async fn calls(calls: &mut Calls, client: &Client, tower: &Client) {
    calls
        .check("a ship is registered, with what is needed and with everything", async |wire| {
            let ship = client.ships().register(RegisterParams::new(ShipIn::new("Sea Cloud", "109.50"))).await?;
            let call = wire.only();
            assert_eq!((call.line().as_str(), call.status()), ("POST /api/ships", 201));
            assert_eq!(call.header("authorization"), Some("Bearer t1"));
            assert_eq!(call.text(), r#"{"name":"Sea Cloud","length":"109.50"}"#);
            assert_eq!((ship.id.as_str(), ship.call_sign.as_str(), ship.length.as_str()), (FIRST, "HB0", "109.50"));
            assert_eq!(json!(ship), call.answer_json());
            let whole = ShipIn::new("Ö", 12.25).flag(Flag::PanamaCity).built("1999-12-31").sails_at("06:30:00");
            let whole = whole.owner(Owner::new("Ann").phones(["1", "2"])).cargo([("figs", 3)]).draught(4.5).home((46.5, 6.25)).clear_note();
            let ship = client.ships().register(RegisterParams::new(whole)).await?;
            let call = wire.only();
            let sent = json!({
                "name": "Ö", "flag": "panama city", "length": 12.25, "built": "1999-12-31", "sails_at": "06:30:00",
                "owner": {"name": "Ann", "phones": ["1", "2"]}, "cargo": {"figs": 3}, "draught": 4.5, "home": [46.5, 6.25], "note": null,
            });
            assert_eq!(call.json(), sent);
            assert_eq!((ship.flag.as_ref(), ship.home), (Some(&Flag::PanamaCity), Some((46.5, 6.25))));
            assert_eq!(json!(ship), call.answer_json());
            for name in ["C", "D", "E"] {
                client.ships().register(RegisterParams::new(ShipIn::new(name, 1).flag("ch"))).await?;
            }
            let error = refused(client.ships().register(RegisterParams::new(ShipIn::new("F", 1))).await);
            assert_eq!((error.status().as_u16(), error.decode_as::<Trouble>()?.reason), (409, TroubleReason::Full));
            Ok(())
        })
        .await;
    calls
        .check("ships come by offsets and by pages", async |wire| {
            let params = ListParams::new().flag([Flag::Ch, Flag::Empty]).built_after("1990-01-01").max_length("99.5").afloat(false);
            let mut items = client.ships().list(params.limit(3_u64)).items();
            let mut names = Vec::new();
            while let Some(ship) = items.next().await {
                names.push(ship?.name);
            }
            assert_eq!(names, ["Sea Cloud", "C", "D", "E"]);
            let first = "GET /api/ships?flag=ch&flag=&built_after=1990-01-01&max_length=99.5&afloat=false&limit=3";
            let lines: Vec<_> = wire.all().iter().map(Exchange::line).collect();
            assert_eq!(lines.first().map(String::as_str), Some(first));
            assert_eq!(lines.get(1), Some(&format!("{first}&offset=3")));
            let mut pages = client.ships().page_ships(PageShipsParams::new()).pages();
            let mut names = Vec::new();
            while let Some(page) = pages.next().await {
                let page = page?;
                assert_eq!(page.count, 5);
                names.extend(page.items.into_iter().map(|it| it.name));
            }
            assert_eq!(names, ["Sea Cloud", "Ö", "C", "D", "E"]);
            let lines: Vec<_> = wire.all().iter().map(Exchange::line).collect();
            assert_eq!(lines.get(..3), Some(&["", "?page=2", "?page=3"].map(|it| format!("GET /api/ships/by-page{it}"))[..]));
            Ok(())
        })
        .await;
    calls
        .check("a ship is read, changed and scrapped", async |wire| {
            let ship = client.ships().get(FIRST).await?;
            assert_eq!(json!(ship), wire.only().answer_json());
            let trouble: Trouble = refused(client.ships().get(NOBODY).await).decode_as()?;
            assert_eq!(
                (&trouble.reason, trouble.ship.as_deref()),
                (&TroubleReason::Unknown, Some(NOBODY))
            );
            assert_eq!(json!(trouble), wire.only().answer_json());
            let patch = ShipPatchPatch::new().note("n").owner(Owner::new("Bo"));
            let ship = client
                .ships()
                .update(FIRST, UpdateParams::new(patch))
                .await?;
            assert_eq!(wire.only().text(), r#"{"note":"n","owner":{"name":"Bo"}}"#);
            assert_eq!(
                (
                    ship.note.as_deref(),
                    ship.owner.map(|it| it.name).as_deref()
                ),
                (Some("n"), Some("Bo"))
            );
            let ship = tower
                .ships()
                .update(FIRST, UpdateParams::new(ShipPatchPatch::new().clear_note()))
                .await?;
            let call = wire.only();
            assert_eq!(
                (call.header("x-tower"), call.text().as_str()),
                (Some("k1"), r#"{"note":null}"#)
            );
            assert_eq!(
                (ship.note.as_deref(), ship.name.as_str()),
                (None, "Sea Cloud")
            );
            let last = "00000000-0000-0000-0000-000000000005";
            tower.ships().scrap_ship(last).await?;
            let call = wire.only();
            assert_eq!(
                (call.line(), call.status()),
                (format!("DELETE /api/ships/{last}"), 204)
            );
            assert_eq!(
                refused(tower.ships().scrap_ship(last).await)
                    .decode_as::<Trouble>()?
                    .reason,
                TroubleReason::Unknown
            );
            Ok(())
        })
        .await;
    calls
        .check("a log has one of several movements, and pilots of two kinds", async |wire| {
            let log = LogRequest::new(Arrival::new(7, "2024-05-06T07:08:09Z"), 12).extra(json!([1, null]));
            let pilots = [LogPilot::from(Owner::new("Ann")), FIRST.into()];
            let read = client.ships().write_log(FIRST, 3, WriteLogParams::new(log.pilots(pilots))).await?;
            let call = wire.only();
            assert_eq!(call.line(), format!("PUT /api/ships/{FIRST}/logs/3"));
            assert_eq!(
                call.text(),
                format!(
                    r#"{{"movement":{{"kind":"arrival","berth":7,"at":"2024-05-06T07:08:09Z"}},"weight":12,"extra":[1,null],"pilots":[{{"name":"Ann"}},"{FIRST}"]}}"#
                )
            );
            assert!(matches!(&read.movement, ArrivalOrDeparture::Arrival(it) if it.berth == 7));
            assert_eq!(json!(read), call.answer_json());
            let log = LogRequest::new(DepartureRequest::new("Genoa").stay("P1DT2H"), "heavy");
            let read = client.ships().write_log(FIRST, 4, WriteLogParams::new(log)).await?;
            assert_eq!(json!(read), wire.only().answer_json());
            Ok(())
        })
        .await;
    calls
        .check("movements are sent beside a note", async |wire| {
            let movements = [ArrivalOrDepartureRequest::from(Arrival::new(1, "2024-05-06T07:08:09Z")), DepartureRequest::new("Bari").into()];
            let read = client.ships().move_(FIRST, MoveParams::new(movements).note("n")).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"{"movements":[{"kind":"arrival","berth":1,"at":"2024-05-06T07:08:09Z"},{"kind":"departure","to":"Bari"}],"note":"n"}"#
            );
            assert_eq!(read.keys().collect::<Vec<_>>(), ["n 0", "n 1"]);
            assert_eq!(json!(read), call.answer_json());
            Ok(())
        })
        .await;
}
