//! The addresses of the Robots page: which robot is open, which part of the list is shown and how it is narrowed.

use firetower_protocol::UserId;

use super::query::Query;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum RobotsOpen {
    #[default]
    None,
    One(UserId),
    /// The form for a new one, perhaps with an id to begin with.
    New(Option<String>),
}

/// The Robots page as its address says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RobotsAt {
    pub(crate) open: RobotsOpen,
    /// Counted from 1.
    pub(crate) page: u32,
    /// A part of the name or of the id, in any case.
    pub(crate) filter: String,
    /// Everything is read before it is shown, so that the filter covers all.
    pub(crate) whole: bool,
}

impl Default for RobotsAt {
    fn default() -> Self {
        Self { open: RobotsOpen::None, page: 1, filter: String::new(), whole: false }
    }
}

impl RobotsAt {
    /// `query` gives the decoded parameters of an address.
    pub(crate) fn from_query(query: impl Fn(&str) -> Option<String>) -> Self {
        let open = match (query("new"), query("id").filter(|id| !id.is_empty())) {
            (Some(id), _) => RobotsOpen::New(Some(id).filter(|id| !id.is_empty())),
            (None, Some(id)) => RobotsOpen::One(UserId(id)),
            (None, None) => RobotsOpen::None,
        };
        let page = query("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, Self::LAST_PAGE);
        Self { open, page, filter: query("filter").unwrap_or_default(), whole: query("all").is_some() }
    }

    /// Beyond it an offset would leave the API's `int`.
    const LAST_PAGE: u32 = 1_000_000;

    pub(crate) fn with(&self, open: RobotsOpen) -> Self {
        Self { open, ..self.clone() }
    }

    pub(crate) fn at_page(&self, page: u32) -> Self {
        Self { page, ..self.clone() }
    }

    pub(crate) fn address(&self, slug: &str) -> String {
        let query = Query::to(slug, "robots");
        let query = match &self.open {
            RobotsOpen::None => query,
            RobotsOpen::One(id) => query.with("id", &id.0),
            RobotsOpen::New(id) => query.with("new", id.as_deref().unwrap_or_default()),
        };
        let page = (self.page > 1).then(|| self.page.to_string());
        let filter = Some(self.filter.as_str()).filter(|filter| !filter.is_empty());
        query
            .maybe("page", page.as_deref())
            .maybe("filter", filter)
            .maybe("all", self.whole.then_some("1"))
            .address()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> RobotsAt {
        let query = address.split_once('?').map(|(_, query)| query).unwrap_or_default();
        let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        RobotsAt::from_query(|name| {
            pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
        })
    }

    #[test]
    fn an_address_comes_back_as_the_page_that_it_was_made_of() {
        let opens = [
            RobotsOpen::None,
            RobotsOpen::One(UserId("a&b=c/中 😀".to_owned())),
            RobotsOpen::New(None),
            RobotsOpen::New(Some("r 1".to_owned())),
        ];
        for open in opens {
            for (page, filter, whole) in [(1, "", false), (3, "审批 &", true)] {
                let at = RobotsAt { open: open.clone(), page, filter: filter.to_owned(), whole };
                assert_eq!(read(&at.address("im")), at);
            }
        }
    }

    #[test]
    fn what_is_usual_is_left_out_and_what_is_wrong_is_usual() {
        assert_eq!(RobotsAt::default().address("im"), "c/im/robots");
        for address in ["c/im/robots?id=&page=0", "c/im/robots?page=x", "c/im/robots?page=-1"] {
            assert_eq!(read(address), RobotsAt::default(), "{address}");
        }
        assert_eq!(read("c/im/robots?page=4294967295").page, 1_000_000);
    }
}
