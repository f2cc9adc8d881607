//! The keys of a proxy's template: a parameter of its query whose name looks like a secret's, with a value of its own, as in
//! `https://proxy.corp/?key=…&url={target}`. What counts as one is what is taken out, since both read the query by the
//! same way.
//!
//! Parameters end at `&`, and at `;` and `?` where the next one follows. A value ends where a placeholder begins.

use std::ops::Range;

use crate::config::looks_secret;

/// What stands in a key's place. No address has a `<`, so nothing else is taken for it, and nobody can save it as one.
pub const PROXY_KEY: &str = "<PROXY_KEY>";

/// A parameter of the template's own, by where it stands.
struct Parameter {
    name: Range<usize>,
    value: Range<usize>,
    is_key: bool,
}

/// The first parameter that looks like a key, by its name.
pub fn secret_parameter(address: &str) -> Option<&str> {
    parameters(address).into_iter().find(|found| found.is_key).map(|found| &address[found.name])
}

/// An address, or a template alone, with [`PROXY_KEY`] for each key. Filled with a target and a path, it is the address of a call
/// without keys.
pub fn without_keys(address: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for found in parameters(address).into_iter().filter(|found| found.is_key) {
        out.push_str(&address[at..found.value.start]);
        out.push_str(PROXY_KEY);
        at = found.value.end;
    }
    out.push_str(&address[at..]);
    out
}

/// The keys as an echo may hold them, `name=value` and the value alone; the longest first, since one may be part of another.
pub fn keys(address: &str) -> Vec<&str> {
    let mut keys: Vec<&str> = Vec::new();
    for found in parameters(address).into_iter().filter(|found| found.is_key) {
        for key in [&address[found.name.start..found.value.end], &address[found.value]] {
            // There are two or three, and a sort's code would be part of the first view.
            let at = keys.iter().position(|known| known.len() < key.len()).unwrap_or(keys.len());
            keys.insert(at, key);
        }
    }
    keys
}

/// Every parameter of the template's own that has a name, as name and value: a proxy may know its users by any of them.
pub fn own_parameters(address: &str) -> Vec<(&str, &str)> {
    let found = parameters(address).into_iter().filter(|found| found.name.end < found.value.start);
    found.map(|found| (&address[found.name], &address[found.value])).collect()
}

fn parameters(address: &str) -> Vec<Parameter> {
    let template = address.split(char::is_whitespace).next().unwrap_or_default();
    let mut found: Vec<Parameter> = Vec::new();
    let Some(question) = template.find('?') else { return found };
    let mut start = question + 1;
    for piece in template[start..].split(['&', ';', '?']) {
        let at = start;
        start += piece.len() + 1;
        let (name, value) = match piece.split_once('=') {
            Some((name, value)) => (name, value),
            None => ("", piece),
        };
        let value_at = at + piece.len() - value.len();
        let own = own_part(value);
        let own_at = value_at..value_at + own.len();
        match found.last_mut() {
            // A word behind a key is the rest of it: whether the character between them ends a parameter, the proxy knows.
            Some(key)
                if name.is_empty()
                    && key.is_key
                    && key.value.end + 1 == at
                    && !template[..at].ends_with('&') =>
            {
                key.value.end = own_at.end;
            }
            _ if own.is_empty() => {}
            _ => {
                // A word alone is its own name.
                let named = if name.is_empty() { own_at.clone() } else { at..at + name.len() };
                let is_key = looks_secret(&template[named.clone()]);
                found.push(Parameter { name: named, value: own_at, is_key });
            }
        }
    }
    found
}

/// What stands before the placeholder, without what sets it apart.
fn own_part(value: &str) -> &str {
    match value.split_once('{') {
        Some((own, _)) => own.trim_end_matches(['|', ',', ':', '/', '!', '~']),
        None => value,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Address, understand};
    use super::*;

    const OWN: &str = "https://ops.example";

    #[test]
    fn each_key_goes_and_nothing_else_does() {
        for (address, shown, name) in [
            ("?key=tr0ub4d&url={target}{path}", "?key=<PROXY_KEY>&url={target}{path}", "key"),
            ("?url={target}{path}&key=tr0ub4d", "?url={target}{path}&key=<PROXY_KEY>", "key"),
            ("?key=tr0ub4d;url={target}{path}", "?key=<PROXY_KEY>;url={target}{path}", "key"),
            ("?url={target};key=tr0ub4d", "?url={target};key=<PROXY_KEY>", "key"),
            ("?{target_raw}?key=tr0ub4d", "?{target_raw}?key=<PROXY_KEY>", "key"),
            ("?key=tr0ub4d|{target_raw}", "?key=<PROXY_KEY>|{target_raw}", "key"),
            ("?key=tr0|ub4d|{target_raw}", "?key=<PROXY_KEY>|{target_raw}", "key"),
            ("?key=tr0ub4d{target}", "?key=<PROXY_KEY>{target}", "key"),
            ("?key=a;tr0?ub4d;url={target}", "?key=<PROXY_KEY>;url={target}", "key"),
            ("?pwd=0?key=tr0ub4d;url={target}", "?pwd=<PROXY_KEY>?key=<PROXY_KEY>;url={target}", "pwd"),
            ("?key=tr0ub4d==&url={target}", "?key=<PROXY_KEY>&url={target}", "key"),
            (
                "?Api-Key=tr0&a=b&token=ub4d&url={target}",
                "?Api-Key=<PROXY_KEY>&a=b&token=<PROXY_KEY>&url={target}",
                "Api-Key",
            ),
            ("?key-tr0ub4d&url={target}", "?<PROXY_KEY>&url={target}", "key-tr0ub4d"),
            ("?key-tr0ub4d|{target}", "?<PROXY_KEY>|{target}", "key-tr0ub4d"),
        ] {
            for (before, after) in [("https://p.corp/", " http://im:18080"), ("/cors", "")] {
                let address = format!("{before}{address}{after}");
                let clean = without_keys(&address);
                assert_eq!(clean, format!("{before}{shown}{after}"));
                assert_eq!(secret_parameter(&address), Some(name), "{address}");
                assert_eq!(without_keys(&clean), clean);
            }
        }
    }

    #[test]
    fn what_has_no_key_stays_as_it_is() {
        for address in [
            "",
            "/im/main",
            "https://p.corp/?url={target}{path} http://im:18080",
            "https://p.corp/?key={target} http://im:18080",
            "https://p.corp/?key=&url={target} http://im:18080",
            "https://p.corp/?key=|{target_raw} http://im:18080",
            "https://p.corp/?{target_raw}/keys{path} http://im:18080",
            "https://p.corp/key=tr0ub4d/{target} http://im:18080",
            "https://p.corp/?lang=en&url={target} http://im:18080",
        ] {
            assert_eq!((secret_parameter(address), without_keys(address).as_str()), (None, address));
            assert!(keys(address).is_empty());
        }
    }

    #[test]
    fn a_key_is_known_where_it_is_echoed() {
        let address = "https://p.corp/?key=ab&user=bob&token=abc&url={target} http://im:18080";
        assert_eq!(keys(address), ["token=abc", "key=ab", "abc", "ab"]);
        assert_eq!(own_parameters(address), [("key", "ab"), ("user", "bob"), ("token", "abc")]);
    }

    #[test]
    fn a_call_without_keys_is_the_call_but_for_them() {
        let pasted = "https://p.corp/?key=tr0ub4d;url={target}{path} http://im:18080";
        let address = understand(pasted, OWN).unwrap().address;
        let url = address.without_keys().join("/admin/health");
        assert_eq!(url, "https://p.corp/?key=<PROXY_KEY>;url=http%3A%2F%2Fim%3A18080%2Fadmin%2Fhealth");
        assert_eq!(url.replace(PROXY_KEY, "tr0ub4d"), address.join("/admin/health"));
        assert!(understand(address.without_keys().as_str(), OWN).is_err(), "what is copied is no address");
    }

    proptest! {
        #[test]
        fn what_is_recognised_is_what_is_removed(
            before in "([a-z]{1,3}=[a-z0-9]{0,3}[&;?]){0,2}", name in "key|token|X-Api-Key|pass",
            key in "[A-Z0-9+/=_.~|,:%!-]{0,10}[A-Z0-9_]", after in "([&;?]url=\\{target\\}|\\||)\\{path\\}[&;]z=1|[&;]u=\\{target\\}",
        ) {
            // Three letters at random may spell a secret's name, as in `pwd=`.
            let names = before.split(['&', ';', '?']).filter_map(|piece| piece.split('=').next());
            prop_assume!(!names.into_iter().any(looks_secret));
            let address = format!("https://p.corp/?{before}{name}={key}{after} http://im:18080");
            prop_assert_eq!(secret_parameter(&address), Some(name.as_str()));
            let expected = format!("https://p.corp/?{before}{name}={PROXY_KEY}{after} http://im:18080");
            prop_assert_eq!(without_keys(&address), expected);
        }

        #[test]
        fn any_address_survives(stored in "[?&;={}|a-z <>]{0,40}|.*", path: String) {
            let clean = without_keys(&stored);
            prop_assert_eq!(without_keys(&clean), clean.clone());
            prop_assert_eq!(secret_parameter(&stored).is_some(), clean.contains(PROXY_KEY) && !keys(&stored).is_empty());
            let address: Address = serde_json::from_value(serde_json::Value::String(stored.clone())).unwrap();
            let filled = address.without_keys().join(&path);
            prop_assert_eq!(filled.contains(PROXY_KEY), clean.contains(PROXY_KEY) || path.contains(PROXY_KEY));
            let _ = own_parameters(&stored);
        }
    }
}
