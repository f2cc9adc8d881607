//! Lines as they are pasted: from the document, from a browser, from this dashboard.

use super::*;
use crate::api::curl::{Request, curl};
use proptest::prelude::*;

fn taken(text: &str) -> (String, String) {
    let pasted = read(text).unwrap();
    (pasted.path, pasted.body)
}

const DOCUMENT: &str = r#"curl -X POST -H "nonce:76616" -H "timestamp":"1558350862502" -H "sign":"b98f9b0717f59febccf1440067a7f50d9b31bdde" -H "Content-Type:application/json" -d "{\"userId\":\"a\",\"scope\":1001,\"key\":\"b\",\"value\":\"c\"}" http://localhost:18080/admin/user/put_setting"#;

#[test]
fn a_line_of_the_document_opens_without_its_signature() {
    let pasted = read(DOCUMENT).unwrap();
    assert_eq!(pasted.path, "/admin/user/put_setting");
    assert_eq!(pasted.body, r#"{"userId":"a","scope":1001,"key":"b","value":"c"}"#);
    let left_out =
        LeftOut { host: Some("http://localhost:18080".to_owned()), signature: true, ..LeftOut::default() };
    assert_eq!(pasted.left_out, left_out);
}

#[test]
fn a_line_of_the_document_over_many_lines_opens_too() {
    let text = "curl -X POST -H \"nonce:76616\" -d   \\\n  \"{                       \\\n    \\\"userId\\\":\\\"user1\\\",       \\\n    \\\"count\\\":10                        \\\n  }\"                                \\\n  http://localhost:18080/admin/file/user_files";
    let (path, body) = taken(text);
    assert_eq!(path, "/admin/file/user_files");
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body, serde_json::json!({ "userId": "user1", "count": 10 }));
}

#[test]
fn a_line_without_a_body_is_a_post_where_it_says_so() {
    let pasted = read("curl -X POST -H 'sign: x' http://localhost:18080/admin/customer").unwrap();
    assert_eq!((pasted.body.as_str(), pasted.left_out.get), ("", false));
    let pasted = read("curl http://localhost:18080/admin/customer").unwrap();
    assert!(pasted.left_out.get, "only health has a GET");
    assert!(!read("curl -sS 'http://a/im/main/admin/health'").unwrap().left_out.get);
}

#[test]
fn options_stand_in_any_place_and_spelling() {
    for line in [
        r#"curl http://a:1/admin/x --data '{"a":1}' --request POST"#,
        r#"curl -sSk -XPOST -d'{"a":1}' "http://a:1/admin/x""#,
        r#"curl --location --url http://a:1/admin/x --data-raw $'{"a":1}' --compressed"#,
        r#"$ curl -o out -m 5 -u me:pw http://a:1/admin/x --data-binary '{"a":1}' 2>/dev/null | jq ."#,
        r#"FOO=1 /usr/bin/curl -v --json '{"a":1}' a:1/admin/x"#,
        r#"curl -sS -w '%{http_code}' --max-time 3 /admin/x -d '{"a":1}'"#,
    ] {
        assert_eq!(taken(line), ("/admin/x".to_owned(), r#"{"a":1}"#.to_owned()), "{line}");
    }
}

#[test]
fn what_is_left_out_is_known_by_name() {
    let pasted = read(
        "curl 'https://proxy.corp/wfc/admin/x?a=1#b' -H 'Cookie: SESSION=1' -H 'Authorization: Bearer t' -H cookie: -d \"$BODY\"",
    )
    .unwrap();
    assert_eq!(pasted.path, "/admin/x");
    assert_eq!(
        pasted.left_out,
        LeftOut {
            host: Some("https://proxy.corp/wfc".to_owned()),
            query: true,
            headers: vec!["cookie".to_owned(), "authorization".to_owned()],
            variables: true,
            ..LeftOut::default()
        }
    );
}

#[test]
fn an_upstream_may_be_called_as_the_api_is() {
    assert_eq!(taken("curl http://a/im/admin/admin/user/all -d '{}'").0, "/admin/user/all");
    assert_eq!(taken("curl http://admin/admin/user/all -d '{}'").0, "/admin/user/all");
}

#[test]
fn what_is_no_request_says_why() {
    let why = |text| read(text).unwrap_err();
    assert_eq!(why(""), NotARequest::NoCurl);
    assert_eq!(why("wget http://a/admin/x"), NotARequest::NoCurl);
    assert_eq!(why("curl -d '{\"a\":"), NotARequest::CutOff);
    assert_eq!(why("curl -X POST"), NotARequest::NoAddress);
    assert_eq!(why("curl http://a/robot/x"), NotARequest::NotAdmin);
    assert_eq!(why("curl example.org"), NotARequest::NotAdmin);
    assert_eq!(why("curl -X PUT http://a/admin/x"), NotARequest::Method("PUT".to_owned()));
    assert_eq!(why("curl -I http://a/admin/x"), NotARequest::Method("HEAD".to_owned()));
    assert_eq!(why("curl -d @body.json http://a/admin/x"), NotARequest::File("body.json".to_owned()));
}

#[test]
fn a_curl_line_in_a_body_is_noticed() {
    assert!(looks_like_curl("  curl -X POST x") && looks_like_curl("$ curl x"));
    assert!(looks_like_curl(&curl(&Request {
        method: "POST",
        url: "http://a/admin/x",
        signed: true,
        body: None
    })));
    assert!(!looks_like_curl("{\"curl\": 1}") && !looks_like_curl("curly"));
}

#[test]
fn a_line_of_our_own_comes_back_from_a_proxy_that_wants_a_key() {
    let url = "https://proxy.corp/?key=<PROXY_KEY>|http://im:18080/admin/user/get_info";
    let line = curl(&Request { method: "POST", url, signed: true, body: Some("{}") });
    let pasted = read(&line).unwrap();
    assert_eq!((pasted.path.as_str(), pasted.body.as_str()), ("/admin/user/get_info", "{}"));
    assert!(!pasted.left_out.variables && pasted.left_out.signature, "{:?}", pasted.left_out);
}

proptest! {
    #[test]
    fn any_text_survives(text: String) {
        let _ = (read(&text), read(&format!("curl {text}")), looks_like_curl(&text));
    }

    /// What *Copy as curl* gives opens as what it was; what is no secret, that is.
    #[test]
    fn our_own_line_opens_as_it_was(
        path in "/admin/[a-z_]{1,9}(/[a-z_]{1,9})?",
        // A line break in a body is written as one, and the shell knows no other.
        body in "\\PC{0,60}|(\\{|\\}|\"|'|\\\\|\\$|\n| ){0,12}",
        signed: bool,
    ) {
        let url = format!("http://tower.corp/base/im/main{path}");
        let line = curl(&Request { method: "POST", url: &url, signed, body: Some(&body) });
        let pasted = read(&line).unwrap();
        prop_assume!(!body.contains("not shown"));
        prop_assert_eq!((&pasted.path, &pasted.body), (&path, &body));
        prop_assert_eq!(pasted.left_out.signature, signed);
        prop_assert!(!pasted.left_out.variables && !pasted.left_out.get);
    }
}
