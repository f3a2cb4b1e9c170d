//! Pictures come in and go out.

use poem_openapi::{
    ApiResponse, Multipart, Object, OpenApi,
    param::Path,
    payload::{Attachment, AttachmentType, Binary, Json},
    types::{
        Base64,
        multipart::{JsonField, Upload},
    },
};

use crate::{
    Tag,
    model::{Problem, Range},
};

#[derive(Debug, Multipart)]
#[oai(rename_all = "camelCase")]
struct NewPicture {
    caption: String,
    picture: Upload,
    /// As the camera has it.
    raw_picture: Option<Upload>,
    details: Vec<Upload>,
    stars: Option<i16>,
    public: bool,
    range: Option<JsonField<Range>>,
}

/// A file as it came.
#[derive(Object)]
struct Came {
    file_name: Option<String>,
    content_type: Option<String>,
    size: usize,
}

#[derive(Object)]
struct NewPictureCame {
    caption: String,
    files: Vec<Came>,
    stars: Option<i16>,
    public: bool,
    range: Option<Range>,
    thumbnail: Base64<Vec<u8>>,
}

#[derive(ApiResponse)]
enum PictureResponse {
    /// The picture.
    #[oai(status = 200, content_type = "image/png")]
    Picture(Binary<Vec<u8>>),
    /// There is none.
    #[oai(status = 404)]
    Missing(Json<Problem>),
}

pub struct PicturesApi;

#[OpenApi(tag = "Tag::Pictures")]
impl PicturesApi {
    /// Adds a picture
    #[oai(path = "/recipes/:id/pictures", method = "post")]
    async fn add_picture(
        &self,
        #[oai(name = "id")] _id: Path<u64>,
        picture: NewPicture,
    ) -> Json<NewPictureCame> {
        let NewPicture {
            caption,
            picture,
            raw_picture,
            details,
            stars,
            public,
            range,
        } = picture;
        let came = |file: &Upload| Came {
            file_name: file.file_name().map(str::to_owned),
            content_type: file.content_type().map(str::to_owned),
            size: file.size(),
        };
        let files = [picture]
            .iter()
            .chain(&raw_picture)
            .chain(&details)
            .map(came)
            .collect();
        Json(NewPictureCame {
            caption,
            files,
            stars,
            public,
            range: range.map(|it| it.0),
            thumbnail: Base64(vec![0, 255]),
        })
    }

    /// The picture of a recipe
    #[oai(path = "/recipes/:id/picture", method = "get")]
    async fn picture(&self, id: Path<u64>) -> PictureResponse {
        match id.0 {
            1..=5 => PictureResponse::Picture(Binary(b"\x89PNG\r\n\x1a\n\0\xff".to_vec())),
            _ => PictureResponse::Missing(Problem::new(4, "no such recipe", None)),
        }
    }

    /// Replaces the picture
    #[oai(path = "/recipes/:id/picture", method = "put")]
    async fn replace_picture(
        &self,
        #[oai(name = "id")] _id: Path<u64>,
        picture: Binary<Vec<u8>>,
    ) -> Json<usize> {
        Json(picture.0.len())
    }

    /// The whole book to print
    #[oai(path = "/book", method = "get")]
    async fn book(&self) -> Attachment<Vec<u8>> {
        Attachment::new(b"%PDF\0\xff".to_vec())
            .attachment_type(AttachmentType::Attachment)
            .filename("book.pdf")
    }
}
