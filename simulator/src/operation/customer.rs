//! `POST /admin/customer`: who the server is licensed to.

use firetower_protocol::WireForm;
use firetower_protocol::customer::{Customer, Documented};

use crate::operation::Call;
use crate::reply::Reply;
use crate::state::World;

const ID: &str = "customer1";
const NAME: &str = "测试客户";

pub(crate) fn answer(_: &mut World, call: &Call<'_>) -> Result<Reply, Reply> {
    Ok(Reply::result(match call.form {
        WireForm::Documented => {
            Customer::Documented(Documented { customer_id: ID.to_owned(), customer_name: NAME.to_owned() })
        }
        WireForm::Sdk => Customer::Sdk(NAME.to_owned()),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::testing::call;
    use crate::options::Options;

    #[test]
    fn an_object_or_a_bare_string() {
        let options = Options::professional();
        let mut world = World::new(&options);
        let cases = [
            (WireForm::Documented, r#"{"customerId":"customer1","customerName":"测试客户"}"#),
            (WireForm::Sdk, r#""测试客户""#),
        ];
        for (form, result) in cases {
            assert_eq!(
                call(&mut world, answer, &options, form, ""),
                Reply::json(200, format!(r#"{{"code":0,"msg":"success","result":{result}}}"#))
            );
        }
    }
}
