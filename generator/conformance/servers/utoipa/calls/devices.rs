//! What is tried of devices.

use crate::BED;
use client::Client;
use client::types::{Happening, Reading};
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("what was seen is read", async |wire| {
            let report = client.devices().readings().await?;
            assert_eq!(json!(report), wire.only().answer_json());
            let Reading::Temperature(temperature) = &report.readings["north"][0] else {
                panic!()
            };
            assert_eq!(temperature.celsius, 20.1);
            let Reading::Light(light) = &report.readings["south"][0] else {
                panic!()
            };
            assert_eq!(
                (light.lux, light.spectrum.as_deref()),
                (4_000_000_000, Some(&[0.1, 1e300][..]))
            );
            let Some(Happening::PowerLost(lost)) = report.last else {
                panic!()
            };
            assert_eq!((lost.data.seconds, lost.data.cause), (3, None));
            Ok(())
        })
        .await;
    calls
        .check("readings come as events", async |wire| {
            let mut readings = client.devices().watch().await?;
            let Some(Ok(Reading::Temperature(temperature))) = readings.next().await else {
                panic!()
            };
            assert_eq!(temperature.celsius, 20.5);
            assert!(matches!(
                readings.next().await,
                Some(Ok(Reading::NoSignal(_)))
            ));
            assert!(readings.next().await.is_none());
            assert!(
                wire.only()
                    .answer_text()
                    .starts_with("event: reading\ndata: {")
            );
            Ok(())
        })
        .await;
    calls
        .check("there is an alarm, or none", async |wire| {
            assert!(
                client
                    .devices()
                    .last_alarm("00000000-0000-0000-0000-000000000000")
                    .await?
                    .is_none()
            );
            assert_eq!(wire.only().status(), 204);
            let Some(Happening::Alarm(alarm)) = client.devices().last_alarm(BED).await? else {
                panic!()
            };
            assert_eq!(alarm.data, "too dry");
            Ok(())
        })
        .await;
}
