//! `GET /admin/health`: the nodes.

use crate::demo;
use crate::operation::Call;
use crate::options::Data;
use crate::reply::Reply;
use crate::state::World;

pub(crate) fn answer(world: &mut World, call: &Call<'_>) -> Result<Reply, Reply> {
    Ok(match (&world.nodes, call.options.data) {
        (Some(replaced), _) => Reply::result(replaced),
        (None, Data::Fresh) => Reply::result(demo::single()),
        (None, Data::Demo) => Reply::result(demo::cluster(call.options.seed, call.now.0)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::testing::call;
    use crate::options::Options;
    use firetower_protocol::health::Node;
    use firetower_protocol::{Envelope, WireForm};
    use serde_json::value::RawValue;

    fn body(world: &mut World, options: &Options) -> String {
        match call(world, answer, options, WireForm::Sdk, "") {
            Reply::Api { status: 200, body } => body,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn one_node_or_three() {
        for (data, count) in [(Data::Fresh, 1), (Data::Demo, 3)] {
            let options = Options { data, ..Options::community() };
            let body = body(&mut World::new(&options), &options);
            let nodes: Vec<Node> = Envelope::decode(&body).unwrap().open().unwrap();
            assert_eq!(nodes.len(), count);
        }
    }

    #[test]
    fn replaced_nodes_come_as_they_were_given() {
        let options = Options::community();
        let mut world = World::new(&options);
        let nodes = r#"[ {"node":"b","cpu":{"load":-1,"cores":4}}, 75735276990792720 ]"#;
        world.nodes = Some(RawValue::from_string(nodes.to_owned()).unwrap());
        assert_eq!(body(&mut world, &options), format!(r#"{{"code":0,"msg":"success","result":{nodes}}}"#));
    }
}
