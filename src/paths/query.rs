//! An address with parameters, which may hold any text.

/// `c/<slug>/<page>?name=value&…`, escaped.
pub(super) struct Query {
    path: String,
    query: form_urlencoded::Serializer<'static, String>,
}

impl Query {
    pub(super) fn to(slug: &str, page: &str) -> Self {
        Self { path: format!("c/{slug}/{page}"), query: form_urlencoded::Serializer::new(String::new()) }
    }

    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.query.append_pair(name, value);
        self
    }

    /// What is absent is left out; what is empty is not.
    pub(super) fn maybe(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    pub(super) fn address(mut self) -> String {
        let query = self.query.finish();
        if query.is_empty() { self.path } else { format!("{}?{query}", self.path) }
    }
}
