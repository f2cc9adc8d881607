//! The demo's users and robots: functions of seed and number, with names that are hard to display among them.
//!
//! Their ids are plain, so that other data can name them: `u0001` to `u2000`, `robot01` to `robot60`.

use firetower_protocol::user::UserType;
use firetower_protocol::{TimestampMs, UserId};

use crate::demo::mix;
use crate::people::{Person, Profile, RobotPart, secret};

pub(crate) const USERS: u32 = 2_000;
pub(crate) const ROBOTS: u32 = 60;

/// 2026-01-01 in UTC: everybody was changed in the year before.
const LATEST_MS: i64 = 1_767_225_600_000;
const YEAR_MS: u64 = 365 * 86_400_000;

const SURNAMES: [(&str, &str); 12] = [
    ("王", "wang"),
    ("李", "li"),
    ("张", "zhang"),
    ("刘", "liu"),
    ("陈", "chen"),
    ("杨", "yang"),
    ("赵", "zhao"),
    ("黄", "huang"),
    ("周", "zhou"),
    ("吴", "wu"),
    ("欧阳", "ouyang"),
    ("诸葛", "zhuge"),
];
const GIVEN: [(&str, &str); 16] = [
    ("伟", "wei"),
    ("芳", "fang"),
    ("娜", "na"),
    ("秀英", "xiuying"),
    ("敏", "min"),
    ("静", "jing"),
    ("强", "qiang"),
    ("磊", "lei"),
    ("洋", "yang"),
    ("艳", "yan"),
    ("勇", "yong"),
    ("杰", "jie"),
    ("子轩", "zixuan"),
    ("雨桐", "yutong"),
    ("浩然", "haoran"),
    ("梓涵", "zihan"),
];
const LATIN: [&str; 8] = [
    "Ada Okafor",
    "Jürgen Groß",
    "Zoë Ångström",
    "Nguyễn Văn An",
    "Иван Петров",
    "محمد علي",
    "田中 さくら",
    "김민준",
];
const COMPANIES: [&str; 4] = ["", "总部", "华东分公司", "R&D \"Tower\" <Lab>"];

/// What a page must show as text and never obey. The first users have them, and every 97th one more.
const HARD_TO_SHOW: [&str; 12] = [
    "<img src=x onerror=\"document.documentElement.dataset.foreignScript='ran'\">",
    "<b>bold</b> & <i>italic</i> &amp; &lt;",
    "\"double\" 'single' `back` \\ “弯引号” 「直角引号」",
    "👩‍👩‍👧‍👦🏳️‍🌈👍🏽 王小明 🇨🇳",
    "\u{202e}desrever\u{202c} \u{2066}isolated\u{2069} \u{200f}right",
    "control\u{0}\u{7}\u{1b}[31m\t\n\u{7f}\u{85}end",
    "zero\u{200b}width\u{200d}\u{feff}, line\u{2028}separator\u{2029}",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308} Z\u{335}\u{336}\u{337}algo",
    "</script><script>document.documentElement.dataset.foreignScript='ran'</script>",
    "{{7*7}} ${7*7} %s %00 =1+1;@SUM(A1)",
    "   ",
    "",
];

/// Whom the first number behind [`HARD_TO_SHOW`] and every 400th are: as long as a column lets a name be.
const LONG_NAME_CHARACTERS: usize = 255;

pub(crate) fn user_id(number: u32) -> String {
    format!("u{number:04}")
}

pub(crate) fn robot_id(number: u32) -> String {
    format!("robot{number:02}")
}

pub(crate) fn all(seed: u64) -> impl Iterator<Item = Person> {
    let users = (1..=USERS).map(move |number| user(seed, number));
    users.chain((1..=ROBOTS).map(move |number| robot(seed, number)))
}

fn user(seed: u64, number: u32) -> Person {
    let dice = Dice { seed, number, group: 0 };
    let (surname, given) = (dice.pick(1, &SURNAMES), dice.pick(2, &GIVEN));
    let id = user_id(number);
    let display_name = hard_to_show(number).unwrap_or_else(|| match dice.below(3, 10) {
        0 => dice.pick(4, &LATIN).to_owned(),
        1 => format!("{}{} 😀", surname.0, given.0),
        _ => format!("{}{}", surname.0, given.0),
    });
    let profile = Profile {
        name: format!("{}.{}.{number:04}", surname.1, given.1),
        display_name,
        // An address that a page must not follow, for one.
        portrait: if number == 1 { "javascript:alert(1)".to_owned() } else { String::new() },
        gender: i32::try_from(dice.below(5, 3)).unwrap_or_default(),
        mobile: if dice.below(6, 20) == 0 { String::new() } else { format!("1990000{number:04}") },
        email: format!("{id}@example.com"),
        company: dice.pick(7, &COMPANIES).to_owned(),
        extra: if dice.below(8, 8) == 0 { format!(r#"{{"employee":{number}}}"#) } else { String::new() },
        user_id: id,
        ..Profile::default()
    };
    Person { profile, kind: UserType::USER, update_dt: dice.time(), robot: None }
}

/// The list, then the long name; later both come back now and then.
fn hard_to_show(number: u32) -> Option<String> {
    let after_list = u32::try_from(HARD_TO_SHOW.len()).unwrap_or_default() + 1;
    if number == after_list || number.is_multiple_of(400) {
        return Some("很长的名字 ".chars().cycle().take(LONG_NAME_CHARACTERS).collect());
    }
    let place = if number < after_list {
        number - 1
    } else if number.is_multiple_of(97) {
        number / 97
    } else {
        return None;
    };
    let place = usize::try_from(place).unwrap_or_default() % HARD_TO_SHOW.len();
    HARD_TO_SHOW.get(place).map(|name| (*name).to_owned())
}

const ROBOT_NAMES: [&str; 8] = [
    "审批助手",
    "Build bot 🤖",
    "值班机器人",
    "Alerts",
    "考勤提醒",
    "<b>Echo</b>",
    "客服小助手",
    "\u{202e}toB",
];

fn robot(seed: u64, number: u32) -> Person {
    let dice = Dice { seed, number, group: 1 };
    let id = robot_id(number);
    let display_name = match number {
        1 => "<img src=x onerror=\"document.documentElement.dataset.foreignScript='ran'\">".to_owned(),
        2 => "机器人".chars().cycle().take(LONG_NAME_CHARACTERS).collect(),
        _ => format!("{} {number:02}", dice.pick(1, &ROBOT_NAMES)),
    };
    let callback = match number {
        3 => "javascript:alert(1)".to_owned(),
        4 => "https://bot:p%40ss@hooks.example.com/recv?token=not-for-show".to_owned(),
        _ if number.is_multiple_of(3) => String::new(),
        _ => format!("http://10.0.0.{number}:8883/robot/recvmsg"),
    };
    let owner = match number {
        // Nobody has this id any more.
        5 => "u9999".to_owned(),
        _ if number.is_multiple_of(2) => user_id(1 + dice.below(2, USERS)),
        _ => id.clone(),
    };
    let profile = Profile {
        name: id.clone(),
        display_name,
        extra: if number.is_multiple_of(7) { r#"{"team":"运维"}"#.to_owned() } else { String::new() },
        user_id: id,
        ..Profile::default()
    };
    let part = RobotPart {
        owner: UserId(owner),
        secret: secret(dice.roll(3)),
        callback,
        robot_extra: if number.is_multiple_of(5) {
            r#"{"commands":["/help"]}"#.to_owned()
        } else {
            String::new()
        },
    };
    Person { profile, kind: UserType::ROBOT, update_dt: dice.time(), robot: Some(Box::new(part)) }
}

/// Chance that comes out the same every time.
#[derive(Clone, Copy)]
struct Dice {
    seed: u64,
    number: u32,
    group: u64,
}

impl Dice {
    fn roll(self, which: u64) -> u64 {
        mix(self.seed ^ mix((self.group << 40) | (u64::from(self.number) << 8) | which))
    }

    fn below(self, which: u64, limit: u32) -> u32 {
        u32::try_from(self.roll(which) % u64::from(limit.max(1))).unwrap_or_default()
    }

    fn pick<T: Copy, const N: usize>(self, which: u64, from: &[T; N]) -> T {
        const { assert!(N > 0) };
        let place = usize::try_from(self.roll(which) >> 16).unwrap_or_default() % N;
        from[place]
    }

    fn time(self) -> TimestampMs {
        TimestampMs(LATEST_MS.saturating_sub_unsigned(self.roll(255) % YEAR_MS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn one_seed_one_population() {
        let people = |seed| all(seed).collect::<Vec<_>>();
        assert_eq!(people(7), people(7));
        assert_ne!(people(7), people(8));
    }

    #[test]
    fn ids_and_names_are_plain_and_unique_whatever_the_seed() {
        for seed in 0..8 {
            let people: Vec<Person> = all(seed).collect();
            let ids: HashSet<&str> = people.iter().map(|person| person.profile.user_id.as_str()).collect();
            let names: HashSet<&str> = people.iter().map(|person| person.profile.name.as_str()).collect();
            assert_eq!((people.len(), ids.len(), names.len()), (2_060, 2_060, 2_060));
            assert!(["u0001", "u2000", "robot01", "robot60"].iter().all(|id| ids.contains(id)));
        }
    }

    #[test]
    fn names_that_are_hard_to_show_are_among_the_first() {
        let first: Vec<String> = all(0).take(20).map(|person| person.profile.display_name).collect();
        assert!(first[0].starts_with("<img src=x onerror="));
        assert!(HARD_TO_SHOW.iter().zip(&first).all(|(hard, shown)| hard == shown));
        assert_eq!(first[12].chars().count(), LONG_NAME_CHARACTERS);
        assert!(first[13..].iter().all(|name| !name.is_empty() && !name.contains('<')));
    }

    #[test]
    fn robots_come_with_and_without_callback_and_of_three_kinds_of_owner() {
        let people: Vec<Person> = all(3).collect();
        let ids: HashSet<&str> = people.iter().map(|person| person.profile.user_id.as_str()).collect();
        let robots: Vec<(&Person, &RobotPart)> =
            people.iter().filter_map(|person| person.robot.as_deref().map(|part| (person, part))).collect();
        assert_eq!(robots.len(), 60);
        let count =
            |holds: &dyn Fn(&(&Person, &RobotPart)) -> bool| robots.iter().filter(|r| holds(r)).count();
        assert_eq!(count(&|(_, part)| part.callback.is_empty()), 19);
        assert_eq!(count(&|(person, part)| part.owner.0 == person.profile.user_id), 29);
        assert_eq!(count(&|(_, part)| !ids.contains(part.owner.0.as_str())), 1);
    }
}
