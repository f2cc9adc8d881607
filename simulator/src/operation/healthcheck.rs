//! `POST /admin/healthcheck`: one word for the whole server. The document knows only `healthy`.

use firetower_protocol::health::Healthcheck;

use crate::operation::Call;
use crate::reply::Reply;
use crate::state::World;

pub(crate) fn answer(_: &mut World, _: &Call<'_>) -> Result<Reply, Reply> {
    Ok(Reply::result(Healthcheck { status: "healthy".to_owned() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::testing::call;
    use crate::options::Options;
    use firetower_protocol::WireForm;

    #[test]
    fn as_documented() {
        let options = Options::professional();
        assert_eq!(
            call(&mut World::new(&options), answer, &options, WireForm::Documented, ""),
            Reply::json(200, r#"{"code":0,"msg":"success","result":{"status":"healthy"}}"#)
        );
    }
}
