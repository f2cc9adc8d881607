//! The system settings that a server holds.

use std::collections::BTreeMap;

use firetower_protocol::SettingId;
use firetower_protocol::system_setting::{LARGEST_GROUP_SIZE, SystemSetting};

use crate::options::Data;

#[derive(Clone, Debug)]
pub(crate) struct Settings(BTreeMap<i32, SystemSetting>);

impl Settings {
    pub(crate) fn new(data: Data) -> Self {
        let mut settings = Self(BTreeMap::new());
        settings.put(setting(LARGEST_GROUP_SIZE.0, "3000", "最大群成员数量"));
        if data == Data::Demo {
            for (id, value, desc) in HARD_TO_SHOW {
                settings.put(setting(*id, value, desc));
            }
        }
        settings
    }

    pub(crate) fn get(&self, id: SettingId) -> Option<&SystemSetting> {
        self.0.get(&id.0)
    }

    pub(crate) fn put(&mut self, setting: SystemSetting) {
        self.0.insert(setting.id.0, setting);
    }
}

/// The customer's own settings of the demo: what a page must show as text and never obey.
const HARD_TO_SHOW: &[(i32, &str, &str)] = &[
    (1001, "欢迎使用野火IM，请先阅读群公告。", "welcome_text 欢迎语"),
    (1002, "<script>alert(1)</script>", "<img src=x onerror=alert(2)> \"quoted\" & 'quoted'"),
    (1003, "👩‍👩‍👧‍👦 family, \u{202e}desrever\u{202c}, \u{2066}isolated\u{2069}", "emoji, bidi controls \u{200b}"),
];

fn setting(id: i32, value: &str, desc: &str) -> SystemSetting {
    SystemSetting { id: SettingId(id), value: value.to_owned(), desc: desc.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use firetower_protocol::system_setting::{COMMUNITY_LIMIT_UTF16, utf16_len};

    #[test]
    fn fresh_data_is_setting_1_alone() {
        let settings = Settings::new(Data::Fresh);
        assert_eq!(settings.0.len(), 1);
        assert_eq!(settings.get(SettingId(1)).map(|setting| setting.value.as_str()), Some("3000"));
    }

    #[test]
    fn what_the_demo_holds_could_have_been_written() {
        let settings = Settings::new(Data::Demo);
        assert!(settings.get(SettingId(2)).is_none());
        for setting in settings.0.values() {
            assert!(utf16_len(&setting.value) <= COMMUNITY_LIMIT_UTF16 && !setting.value.is_empty());
            assert!(utf16_len(&setting.desc) <= COMMUNITY_LIMIT_UTF16, "{}", setting.desc);
        }
    }
}
