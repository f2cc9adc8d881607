//! What is wrong with the file, in the words of both languages: they are made where the file is read, in a module that a
//! dashboard without such a file never loads.

use firetower_protocol::config::{Problem, Syntax, Template, What};
use firetower_protocol::origin::NotAnOrigin;

use crate::i18n::{Lang, Word};

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Told {
    /// From 1.
    pub(crate) line: u32,
    /// Part of the file's text, and so not to be trusted.
    pub(crate) key: String,
    pub(crate) is_secret: bool,
    pub(crate) en: String,
    pub(crate) zh: String,
}

pub(super) fn told(problem: Problem) -> Told {
    let Problem { line, key, what } = problem;
    let (en, zh) = (sentence(Lang::En, &what), sentence(Lang::Zh, &what));
    Told { line, key, is_secret: what == What::Secret, en, zh }
}

fn sentence(lang: Lang, what: &What) -> String {
    let word: Word = match *what {
        What::Unknown(Some(near)) => return lang.co_unknown_near(near),
        What::Missing(key) => return lang.co_missing(key),
        What::Text(most) => return lang.co_text(most),
        What::OneOf(choices) => return lang.co_one_of(&choices.join(lang.pick(", ", "、"))),
        What::Number { least, most } => return lang.co_number(least, most),
        What::SlugTaken(line) => return lang.co_slug_taken(line),
        What::Secret => Lang::co_is_secret,
        What::TooLarge => Lang::co_too_large,
        What::Syntax(syntax) => match syntax {
            Syntax::Value => Lang::co_s_value,
            Syntax::Key => Lang::co_s_key,
            Syntax::Colon => Lang::co_s_colon,
            Syntax::CommaOrEnd => Lang::co_s_comma,
            Syntax::TrailingComma => Lang::co_s_trailing,
            Syntax::Comment => Lang::co_s_comment,
            Syntax::Text => Lang::co_s_text,
            Syntax::MoreAfterEnd => Lang::co_s_more,
            Syntax::TooDeep => Lang::co_s_deep,
        },
        What::Unknown(None) => Lang::co_unknown,
        What::Twice => Lang::co_twice,
        What::Object => Lang::co_object,
        What::List => Lang::co_list,
        What::Flag => Lang::co_flag,
        What::Order { critical_is_more: true } => Lang::co_order_more,
        What::Order { critical_is_more: false } => Lang::co_order_less,
        What::Slug => Lang::cf_e_slug,
        What::NotAnOrigin(error) => match error {
            NotAnOrigin::Scheme => Lang::co_o_scheme,
            NotAnOrigin::Host => Lang::co_o_host,
            NotAnOrigin::Ipv6 => Lang::co_o_ipv6,
            NotAnOrigin::Port => Lang::co_o_port,
        },
        What::Address => Lang::co_address,
        What::Template(Template::Placeholders) => {
            return lang.co_template("{target}", "{target_raw}", "{path}");
        }
        What::Template(Template::InHost) => Lang::cf_e_in_host,
        What::Template(Template::Target) => Lang::co_target,
        What::Path => Lang::co_path,
    };
    word(lang).to_owned()
}
