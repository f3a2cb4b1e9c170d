//! What is tried of unions.

use crate::BED;
use client::Client;
use client::devices::{CommandParams, RecordParams, ReportParams};
use client::types::{
    Command, CommandOpen, CommandPair, CommandSchedule, CommandString, CommandWaterRequest,
    Happening, HappeningAlarm, HappeningCounts, HappeningPowerLostDataRequest,
    HappeningPowerLostRequest, HappeningQuiet, HappeningRequest, Reading, ReadingHumidityRequest,
    ReadingLightRequest, ReadingNoSignal, ReadingRequest, ReadingTemperature,
};
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("an enum with its tag outside", async |wire| {
            let commands = [
                (CommandParams::new(CommandString::Stop), json!("Stop")),
                (
                    CommandParams::new(CommandOpen::new(255)),
                    json!({"Open": 255}),
                ),
                (
                    CommandParams::new(CommandWaterRequest::new(0.25).slowly(true)),
                    json!({"Water": {"litres": 0.25, "slowly": true}}),
                ),
                (
                    CommandParams::new(CommandSchedule::new(["2024-01-02T03:04:05Z"])),
                    json!({"schedule": ["2024-01-02T03:04:05Z"]}),
                ),
                (
                    CommandParams::new(CommandPair::new([json!(1), json!("a")])),
                    json!({"Pair": [1, "a"]}),
                ),
            ];
            for (params, sent) in commands {
                let command = client.devices().command(BED, params).await?;
                let call = wire.only();
                assert_eq!(call.header("x-device-key"), Some("k3y"));
                assert_eq!((call.json(), call.status()), (sent, 202));
                assert_eq!(json!(command), call.answer_json());
                assert!(!matches!(command, Command::Unknown(_)));
            }
            Ok(())
        })
        .await;
    calls
        .check("an enum with its tag inside", async |wire| {
            let readings: [ReadingRequest; 4] = [
                ReadingTemperature::new(-0.5).into(),
                ReadingHumidityRequest::new(BED, 55).firmware("1.2").into(),
                ReadingLightRequest::new(7).spectrum([0.1]).into(),
                ReadingNoSignal::new().into(),
            ];
            let sent = [
                json!({"type": "temperature", "celsius": -0.5}),
                json!({"type": "humidity", "percent": 55, "sensor": BED, "firmware": "1.2"}),
                json!({"type": "light", "lux": 7, "spectrum": [0.1]}),
                json!({"type": "no-signal"}),
            ];
            for (reading, sent) in readings.into_iter().zip(sent) {
                let last = client
                    .devices()
                    .record(RecordParams::new([reading]))
                    .await?;
                let call = wire.only();
                assert_eq!(call.json(), json!([sent]));
                assert_eq!((json!(last), call.answer_json()), (sent.clone(), sent));
                assert!(!matches!(last, None | Some(Reading::Unknown(_))));
            }
            assert!(
                client
                    .devices()
                    .record(RecordParams::new([] as [ReadingRequest; 0]))
                    .await?
                    .is_none()
            );
            assert_eq!(wire.only().answer_text(), "null");
            Ok(())
        })
        .await;
    calls
        .check("an enum with its tag beside", async |wire| {
            let lost = HappeningPowerLostDataRequest::new(4_000_000_000).clear_cause();
            let happenings: [HappeningRequest; 4] = [
                HappeningQuiet::new().into(),
                HappeningAlarm::new("dry").into(),
                HappeningPowerLostRequest::new(lost).into(),
                HappeningCounts::new([("drops", 3_u32)]).into(),
            ];
            let sent = [
                json!({"kind": "QUIET"}),
                json!({"kind": "ALARM", "data": "dry"}),
                json!({"kind": "POWER_LOST", "data": {"seconds": 4_000_000_000_u32, "cause": null}}),
                json!({"kind": "COUNTS", "data": {"drops": 3}}),
            ];
            for (happening, sent) in happenings.into_iter().zip(sent) {
                let again = client.devices().report(ReportParams::new(happening)).await?;
                let call = wire.only();
                assert_eq!(call.json(), sent);
                assert_eq!((json!(again), call.answer_json()), (sent.clone(), sent));
                assert!(!matches!(again, Happening::Unknown(_)));
            }
            Ok(())
        })
        .await;
}
