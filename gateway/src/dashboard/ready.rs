//! The ready connection: what `firetower demo`, and only it, puts into the page.

use firetower_protocol::Secret;
use firetower_protocol::gateway::READY_CONNECTION_META;
use serde_json::json;

/// A connection that the dashboard can use at once.
#[derive(Clone, Debug)]
pub struct ReadyConnection {
    /// Its name in the dashboard's addresses.
    pub slug: String,
    pub name: String,
    /// The forwarding path, relative to the page's base.
    pub address: String,
    /// `development`, `test` or `production`.
    pub environment: String,
    pub secret: Secret,
}

impl ReadyConnection {
    /// The `<meta>` element with the connection as JSON in its `content`.
    pub(crate) fn meta(&self) -> String {
        let content = json!({
            "slug": self.slug,
            "name": self.name,
            "address": self.address,
            "environment": self.environment,
            "secret": self.secret.expose(),
        });
        format!("<meta name=\"{READY_CONNECTION_META}\" content=\"{}\">", escape(&content.to_string()))
    }
}

/// For an HTML attribute between quotes of either kind.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_it_leaves_the_attribute() {
        let ready = ReadyConnection {
            slug: "demo".into(),
            name: "\"><script>'&amp;".into(),
            address: "im/demo".into(),
            environment: "development".into(),
            secret: Secret::new("hunter2"),
        };
        let meta = ready.meta();
        let content = meta.split_once("content=\"").unwrap().1.strip_suffix("\">").unwrap();
        assert!(!content.contains(['"', '<', '>', '\'']), "{content}");
        let unescaped = content
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&#39;", "'")
            .replace("&amp;", "&");
        let value: serde_json::Value = serde_json::from_str(&unescaped).unwrap();
        assert_eq!(value["name"], "\"><script>'&amp;");
        assert_eq!(value["secret"], "hunter2");
        assert!(!format!("{ready:?}").contains("hunter2"));
    }
}
