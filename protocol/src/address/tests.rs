//! What is understood of what admins paste.

use super::*;
use proptest::prelude::*;

const OWN: &str = "https://ops.example";

fn address(pasted: &str) -> String {
    understand(pasted, OWN).map(|found| found.address.0).unwrap_or_else(|error| format!("{error:?}"))
}

#[test]
fn what_admins_paste() {
    let cases = [
        (" \"https://im.example.internal/im/admin/\"", "https://im.example.internal/im"),
        ("https://ops.example/im/main/", "/im/main"),
        ("HTTPS://OPS.example/im/main", "/im/main"),
        ("/im/main", "/im/main"),
        ("im/main", "/im/main"),
        ("/im/main/admin/health", "/im/main"),
        ("http://im.corp:8080/im/admin/user/get_info?x=1#y", "http://im.corp:8080/im"),
        ("im.corp/im", "https://im.corp/im"),
        ("localhost:8080", "https://localhost:8080"),
        ("10.0.0.5:8080/im", "https://10.0.0.5:8080/im"),
        ("//im.corp/im", "https://im.corp/im"),
        ("http://[::1]:8080/im", "http://[::1]:8080/im"),
        ("“http://im.corp/im”", "http://im.corp/im"),
        ("http：／／im。corp／im", "http://im.corp/im"),
        ("http://im.corp/im\u{200b}", "http://im.corp/im"),
        ("http://im.corp", "http://im.corp"),
        ("http://im.corp/administration", "http://im.corp/administration"),
        ("http://admin/im", "http://admin/im"),
        ("/", ""),
        ("\"http://im.corp/im\"?x", "http://im.corp/im"),
    ];
    for (pasted, expected) in cases {
        assert_eq!(address(pasted), expected, "{pasted:?}");
    }
}

#[test]
fn what_was_mended_is_said() {
    let found = understand(" 'im.corp:18080/admin/' ", OWN).unwrap();
    assert_eq!(
        found.mended,
        [Mended::Quotes, Mended::Spaces, Mended::Admin, Mended::AddedScheme("https".to_owned())]
    );
    assert!(found.looks_direct);
    assert_eq!(understand("http://a.b/im", OWN).unwrap().mended, []);
}

#[test]
fn what_is_no_address_says_why() {
    let cases = [
        ("", NotAnAddress::Empty),
        ("  \"\" ", NotAnAddress::Empty),
        ("javascript:alert(1)", NotAnAddress::Scheme("javascript".to_owned())),
        ("ftp://im.corp", NotAnAddress::Scheme("ftp".to_owned())),
        ("http://admin:pw@im.corp", NotAnAddress::Credentials),
        ("http://", NotAnAddress::Host),
        ("http://im..corp", NotAnAddress::Host),
        ("http://im.corp:99999", NotAnAddress::Host),
        ("http://[:]:18080", NotAnAddress::Host),
        ("http://[1::2::3]", NotAnAddress::Host),
        ("http://[::1%25eth0]", NotAnAddress::Host),
        ("/im/../admin2", NotAnAddress::Path),
        ("http://im.corp/a//b", NotAnAddress::Path),
    ];
    for (pasted, expected) in cases {
        assert_eq!(understand(pasted, OWN).map(|found| found.address), Err(expected), "{pasted:?}");
    }
}

#[test]
fn loopback_is_recognised_by_its_name_alone() {
    for own in ["http://localhost:8080", "http://127.0.0.1", "http://[::1]:80"] {
        assert!(is_loopback(own), "{own}");
    }
    for other in ["http://localhost.evil.example", "http://10.0.0.1", "http://127.0.0.1.nip.example"] {
        assert!(!is_loopback(other), "{other}");
    }
}

#[test]
fn an_address_knows_its_origin() {
    let at = |text: &str| Address(text.to_owned());
    assert_eq!(at("/im").origin(), None);
    assert_eq!(at("http://a.b:1/im").origin(), Some("http://a.b:1"));
    assert_eq!(at("/im").host("own"), "own");
    assert_eq!(at("http://a.b:1").host("own"), "a.b:1");
    assert_eq!(at("/im").join("/admin/health"), "/im/admin/health");
    assert_eq!(below_base("im/demo", "/tower/").as_str(), "/tower/im/demo");
    assert_eq!(below_base("im/demo", "/").as_str(), "/im/demo");
}

#[test]
fn an_ipv6_address_is_read_as_rust_reads_it() {
    let cases = [
        "::",
        "::1",
        "1::",
        "fe80::1:2",
        "1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::",
        "::ffff:10.0.0.5",
        "1:2:3:4:5:6:10.0.0.5",
        "",
        ":",
        ":1",
        "1:",
        "1",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "1::2::3",
        ":::",
        "12345::",
        "g::",
        "10.0.0.5",
        "::10.0.0",
        "::10.0.0.256",
        "10.0.0.5::",
        "1:2:3:4:5:6:7:10.0.0.5",
    ];
    for text in cases {
        let is_read = check_authority(&format!("[{text}]:80")).is_ok();
        assert_eq!(is_read, text.parse::<std::net::Ipv6Addr>().is_ok(), "{text}");
    }
}

proptest! {
    #[test]
    fn any_ipv6_address_is_read_as_rust_reads_it(text in "[0-9a-f:.]{0,4}(::|:)?[0-9a-f:]{0,12}([0-9.]{0,12})?") {
        let is_read = check_authority(&format!("[{text}]")).is_ok();
        prop_assert_eq!(is_read, text.parse::<std::net::Ipv6Addr>().is_ok(), "{}", text);
    }

    #[test]
    fn nothing_panics_and_what_is_understood_is_understood_again(pasted in ".{0,60}") {
        if let Ok(found) = understand(&pasted, OWN) {
            let text = found.address.as_str();
            prop_assert!(text.is_empty() || text.starts_with('/') || text.starts_with("http"));
            prop_assert!(!text.ends_with('/'));
            if !text.is_empty() {
                prop_assert_eq!(understand(text, OWN).unwrap().address, found.address.clone());
            }
        }
    }
}
