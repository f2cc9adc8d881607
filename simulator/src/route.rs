//! Which calls there are: a table. Everything else is an unknown path.

use axum::http::Method;
use firetower_protocol::{
    Endpoint, WireForm, block, conversation, customer, file, health, robot, system_setting, user,
    user_setting,
};

use crate::fault::Fault;
use crate::operation::{self, Handler};
use crate::options::{Dialect, Edition, Options};
use WireForm::{Documented, Sdk};

pub(crate) struct Route {
    method: &'static str,
    path: &'static str,
    /// The dialects that have it under this path, in the order in which `both` prefers their shapes.
    forms: &'static [WireForm],
    professional_only: bool,
    /// Signed calls are also the ones that the rate limit counts.
    pub(crate) signed: bool,
    pub(crate) writes: bool,
    pub(crate) handler: Handler,
    /// The fault that an id in the body asks for.
    pub(crate) fault_by_id: fn(body: &str) -> Option<Fault>,
}

const ROUTES: &[Route] = &[
    Route::of(&health::NODES, &[Sdk], operation::health::answer),
    Route::of(&health::CHECK, &[Documented], operation::healthcheck::answer),
    Route::of(&system_setting::READ_DOCUMENTED, &[Documented], operation::read_system_setting::answer)
        .fault_by_id(operation::setting_fields::fault),
    Route::of(&system_setting::READ_SDK, &[Sdk], operation::read_system_setting::answer)
        .fault_by_id(operation::setting_fields::fault),
    Route::of(&system_setting::WRITE_DOCUMENTED, &[Documented], operation::write_system_setting::answer)
        .fault_by_id(operation::setting_fields::fault),
    Route::of(&system_setting::WRITE_SDK, &[Sdk], operation::write_system_setting::answer)
        .fault_by_id(operation::setting_fields::fault),
    Route::of(&customer::CUSTOMER, &[Documented, Sdk], operation::customer::answer).professional_only(),
    Route::of(&operation::write_user::CREATE, &[Documented, Sdk], operation::write_user::answer),
    Route::of(&user::INFO, &[Documented, Sdk], operation::read_user::answer),
    Route::of(&user::ALL, &[Documented, Sdk], operation::list_people::users),
    Route::of(&user::BATCH, &[Documented, Sdk], operation::list_people::batch).professional_only(),
    Route::of(&block::CHECK, &[Documented, Sdk], operation::block::read),
    Route::of(&operation::block::UPDATE, &[Documented, Sdk], operation::block::write),
    Route::of(&robot::READ, &[Documented, Sdk], operation::read_robot::answer),
    Route::of(&robot::ALL, &[Documented], operation::list_people::robots).professional_only(),
    Route::of(&robot::WRITE, &[Documented, Sdk], operation::write_robot::answer),
    Route::of(&user_setting::READ, &[Documented, Sdk], operation::user_setting::read).professional_only(),
    Route::of(&user_setting::WRITE, &[Documented, Sdk], operation::user_setting::write).professional_only(),
    Route::of(&conversation::TOP, &[Documented], operation::pin::write).professional_only(),
    Route::of(&conversation::IS_TOP, &[Documented], operation::pin::read).professional_only(),
    Route::of(&file::CONVERSATION_DOCUMENTED, &[Documented, Sdk], operation::list_files::of_conversation)
        .professional_only(),
    Route::of(&file::USER, &[Documented, Sdk], operation::list_files::of_user).professional_only(),
    Route::of(&file::ONE_DOCUMENTED, &[Documented], operation::one_file::documented).professional_only(),
    Route::of(&file::ONE_SDK, &[Sdk], operation::one_file::sdk).professional_only(),
];

impl Route {
    const fn of<Request, Response>(
        endpoint: &Endpoint<Request, Response>,
        forms: &'static [WireForm],
        handler: Handler,
    ) -> Self {
        let method = match endpoint.method {
            firetower_protocol::Method::Get => "GET",
            firetower_protocol::Method::Post => "POST",
        };
        Self {
            method,
            path: endpoint.path,
            forms,
            professional_only: false,
            signed: endpoint.signed,
            writes: endpoint.writes,
            handler,
            fault_by_id: |_| None,
        }
    }

    const fn professional_only(self) -> Self {
        Self { professional_only: true, ..self }
    }

    const fn fault_by_id(self, fault_by_id: fn(&str) -> Option<Fault>) -> Self {
        Self { fault_by_id, ..self }
    }

    /// The form in which these options have it.
    fn form(&self, options: &Options) -> Option<WireForm> {
        if self.professional_only && options.edition != Edition::Professional {
            return None;
        }
        let spoken: &[WireForm] = match options.dialect {
            Dialect::Documented => &[Documented],
            Dialect::Sdk => &[Sdk],
            Dialect::Both => &[Documented, Sdk],
        };
        self.forms.iter().copied().find(|form| spoken.contains(form))
    }

    fn answers(&self, method: &Method) -> bool {
        // The real server's health answers OPTIONS as if it were a GET; every other path fails.
        method.as_str() == self.method || (*method == Method::OPTIONS && !self.signed)
    }
}

/// The call that a server of these options has under a method and path.
pub(crate) fn find(options: &Options, method: &Method, path: &str) -> Option<(&'static Route, WireForm)> {
    ROUTES
        .iter()
        .filter(|route| route.path == path && route.answers(method))
        .find_map(|route| route.form(options).map(|form| (route, form)))
}

/// The path is that of a write, in whichever dialect and edition.
pub(crate) fn writes(path: &str) -> bool {
    ROUTES.iter().any(|route| route.path == path && route.writes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(edition: Edition, dialect: Dialect) -> Vec<&'static str> {
        let options = Options { edition, dialect, ..Options::community() };
        let offered = ROUTES.iter().filter(|route| route.form(&options).is_some());
        offered.map(|route| route.path).collect()
    }

    const SDK: [&str; 3] = ["/admin/health", "/admin/system/get_setting", "/admin/system/put_setting"];
    const DOCUMENTED: [&str; 3] = ["/admin/healthcheck", "/admin/get_setting", "/admin/modify_setting"];

    #[test]
    fn edition_and_dialect_are_independent() {
        for edition in Edition::ALL {
            for dialect in Dialect::ALL {
                let offered = paths(*edition, *dialect);
                let has = |path: &&str| offered.contains(path);
                assert_eq!(SDK.iter().all(has), *dialect != Dialect::Documented);
                assert_eq!(DOCUMENTED.iter().all(has), *dialect != Dialect::Sdk);
                assert_eq!(has(&"/admin/customer"), *edition == Edition::Professional);
            }
        }
    }

    #[test]
    fn the_document_wins_where_one_path_has_two_shapes() {
        let find = |dialect| {
            let options = Options { dialect, ..Options::professional() };
            find(&options, &Method::POST, "/admin/customer").map(|(_, form)| form)
        };
        assert_eq!(find(Dialect::Both), Some(Documented));
        assert_eq!(find(Dialect::Sdk), Some(Sdk));
    }

    #[test]
    fn methods() {
        let known = |method, path| find(&Options::community(), &method, path).is_some();
        assert!(known(Method::GET, "/admin/health") && known(Method::OPTIONS, "/admin/health"));
        assert!(!known(Method::POST, "/admin/health"));
        assert!(known(Method::POST, "/admin/system/get_setting"));
        assert!(!known(Method::GET, "/admin/system/get_setting"));
        assert!(!known(Method::OPTIONS, "/admin/system/get_setting"));
    }

    #[test]
    fn writes_are_known_in_every_dialect() {
        assert!(writes("/admin/modify_setting") && writes("/admin/system/put_setting"));
        assert!(!writes("/admin/get_setting") && !writes("/admin/no/such/path"));
    }
}
