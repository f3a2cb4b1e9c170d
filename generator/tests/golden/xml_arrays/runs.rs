//! Arrays as XML, as the examples of the specification have them (`OpenAPI 3.0.4, 4.8.26.2`).

use xml_arrays::operations::{
    AliensParams, AlikeParams, BothParams, ItemsParams, ListParams, OuterParams, RenamedParams,
    TextParams, WrappedParams,
};
use xml_arrays::{Client, Mock, MockAnswer};

#[tokio::test]
async fn arrays_are_written_and_read_as_specified() -> Result<(), Box<dyn std::error::Error>> {
    let mock = Mock::new();
    let client = Client::builder().transport(mock.clone()).build()?;
    macro_rules! check {
        ($operation:ident($params:ident, $value:expr): $inside:literal) => {
            let document = format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><zoo>{}</zoo>",
                $inside
            );
            let request = || client.$operation($params::new().animals($value));
            let built = request().build()?;
            assert_eq!(built.body().as_ref(), document.as_bytes());
            assert_eq!(built.headers()["content-type"], "application/xml");
            let answer = MockAnswer::bytes(200, "application/xml", document);
            mock.respond(stringify!($operation), answer);
            assert_eq!(request().await?.animals, Some($value.into()));
        };
    }
    let two = || vec!["value".to_owned(), "value".to_owned()];
    check!(text(TextParams, "..."): "<animals>...</animals>");
    check!(list(ListParams, two()): "<animals>value</animals><animals>value</animals>");
    check!(renamed(RenamedParams, "..."): "<animal>...</animal>");
    check!(items(ItemsParams, two()): "<animal>value</animal><animal>value</animal>");
    check!(outer(OuterParams, two()): "<animal>value</animal><animal>value</animal>");
    check!(wrapped(WrappedParams, two()): "<animals><animals>value</animals><animals>value</animals></animals>");
    check!(both(BothParams, two()): "<animals><animal>value</animal><animal>value</animal></animals>");
    check!(aliens(AliensParams, two()): "<aliens><animal>value</animal><animal>value</animal></aliens>");
    check!(alike(AlikeParams, two()): "<aliens><aliens>value</aliens><aliens>value</aliens></aliens>");
    Ok(())
}
