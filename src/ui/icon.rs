//! The icons, 16 × 16, drawn in the colour of the text around them. They are decoration: a word always stands beside
//! them, or the button has a label.

use crate::dom::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    Alert,
    Archive,
    Audio,
    Changes,
    Check,
    Checkup,
    Console,
    Copy,
    Cross,
    Dash,
    Down,
    Download,
    Eye,
    File,
    Image,
    Info,
    Key,
    Left,
    Lock,
    Menu,
    Moon,
    Overview,
    Pin,
    Plug,
    Plus,
    Refresh,
    Requests,
    Right,
    Robot,
    Search,
    Stop,
    Sun,
    System,
    Table,
    Undo,
    Up,
    UpDown,
    User,
    Video,
}

impl Icon {
    fn drawing(self) -> &'static str {
        match self {
            Self::Changes => {
                r#"<path d="M2.5 8.5A5.5 5.5 0 1 0 4 4.2L2.5 5.75M2.5 2.5v3.25h3.25M8 5.25V8.5l2.25 1.25"/>"#
            }
            Self::Checkup => {
                r#"<path d="M5.25 2.75H3v11.5h10V2.75h-2.25M5.25 1.75h5.5v2.5h-5.5zM5.5 9.25l1.75 1.75 3.25-3.5"/>"#
            }
            Self::Console => r#"<path d="M2.5 4 6.5 8l-4 4M8.5 12.5H14"/>"#,
            Self::File => r#"<path d="M3.5 1.75h5.25l3.75 3.75v8.75h-9zM8.75 1.75V5.5h3.75"/>"#,
            Self::Lock => {
                r#"<rect x="3.25" y="7" width="9.5" height="7" rx="1.5"/><path d="M5.25 7V5a2.75 2.75 0 0 1 5.5 0v2"/>"#
            }
            Self::Pin => r#"<path d="M5.5 1.75h5M6.25 1.75v4.5L4 9.25h8L9.75 6.25v-4.5M8 9.25v5"/>"#,
            Self::Robot => {
                r#"<rect x="2.5" y="5.5" width="11" height="8" rx="2"/><path d="M8 5.5V2.5M5.75 9v1M10.25 9v1"/>"#
            }
            Self::User => {
                r#"<circle cx="8" cy="5.25" r="2.75"/><path d="M2.75 14c.6-2.9 2.6-4.25 5.25-4.25S12.65 11.1 13.25 14"/>"#
            }
            Self::Archive => r#"<path d="M2 2.75h12v3H2zM3 5.75v7.5h10v-7.5M6.5 8.5h3"/>"#,
            Self::Audio => {
                r#"<path d="M6 12V3.75l7-1.5v8.25"/><circle cx="4.25" cy="12" r="1.75"/><circle cx="11.25" cy="10.5" r="1.75"/>"#
            }
            Self::Image => {
                r#"<rect x="2" y="3" width="12" height="10" rx="1.5"/><circle cx="5.5" cy="6.25" r="1"/><path d="m2.5 11.5 3.5-3 2.5 2 2.5-2.5 2.75 2.75"/>"#
            }
            Self::Search => r#"<circle cx="7" cy="7" r="4.25"/><path d="M10.25 10.25 14 14"/>"#,
            Self::Up => r#"<path d="m4 10 4-4 4 4"/>"#,
            Self::Video => {
                r#"<rect x="1.75" y="4" width="9" height="8" rx="1.5"/><path d="m10.75 7.25 3.5-2.25v6l-3.5-2.25"/>"#
            }
            Self::Alert => r#"<path d="M8 2 14.5 13.5h-13zM8 6.5v3.25M8 11.6v.1"/>"#,
            Self::Check => r#"<path d="M3 8.5 6.25 11.75 13 5"/>"#,
            Self::Copy => {
                r#"<rect x="5.5" y="5.5" width="8.5" height="8.5" rx="1.5"/><path d="M10.5 5.5v-2A1.5 1.5 0 0 0 9 2H3.5A1.5 1.5 0 0 0 2 3.5V9a1.5 1.5 0 0 0 1.5 1.5h2"/>"#
            }
            Self::Dash => r#"<path d="M4.5 8h7"/>"#,
            Self::Down => r#"<path d="m4 6 4 4 4-4"/>"#,
            Self::Download => r#"<path d="M8 2v8.5M4.5 7.25 8 10.75l3.5-3.5M2.5 13.75h11"/>"#,
            Self::Eye => {
                r#"<path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z"/><circle cx="8" cy="8" r="2"/>"#
            }
            Self::Info => r#"<circle cx="8" cy="8" r="6.25"/><path d="M8 7.25v4M8 4.8v.1"/>"#,
            Self::Key => r#"<circle cx="5" cy="11" r="2.75"/><path d="m7 9 6.25-6.25M10.5 5.5l2 2"/>"#,
            Self::Left => r#"<path d="M10 4 6 8l4 4"/>"#,
            Self::Menu => r#"<path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11"/>"#,
            Self::Moon => r#"<path d="M13.5 9.6A5.75 5.75 0 1 1 6.4 2.5a4.6 4.6 0 0 0 7.1 7.1z"/>"#,
            Self::Overview => r#"<path d="M1.5 8h3l2-5 3 10 2-5h3"/>"#,
            Self::Plug => {
                r#"<path d="M5.5 1.75v3.5M10.5 1.75v3.5M3.5 5.25h9v2.5a4.5 4.5 0 0 1-9 0zM8 12.25v2"/>"#
            }
            Self::Plus => r#"<path d="M8 3v10M3 8h10"/>"#,
            Self::Refresh => r#"<path d="M13.5 7.5A5.6 5.6 0 1 0 12 12M13.75 3.25V7.5H9.5"/>"#,
            Self::Requests => r#"<path d="M2 5h11M10.5 2.5 13 5l-2.5 2.5M14 11H3M5.5 8.5 3 11l2.5 2.5"/>"#,
            Self::Right => r#"<path d="m6 4 4 4-4 4"/>"#,
            Self::Stop => {
                r#"<path d="M5.3 1.75h5.4l3.55 3.55v5.4l-3.55 3.55H5.3L1.75 10.7V5.3zM8 4.75v4M8 11.1v.1"/>"#
            }
            Self::Sun => {
                r#"<circle cx="8" cy="8" r="3"/><path d="M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1.05 1.05M11.55 11.55l1.05 1.05M3.4 12.6l1.05-1.05M11.55 4.45l1.05-1.05"/>"#
            }
            Self::System => {
                r#"<path d="M2 4.5h6.5M13 4.5h1M2 11.5h1M7.5 11.5H14"/><circle cx="10.75" cy="4.5" r="2"/><circle cx="5.25" cy="11.5" r="2"/>"#
            }
            Self::Table => r#"<path d="M2 3h12v10H2zM2 6.5h12M2 9.75h12M6.5 6.5V13"/>"#,
            Self::Undo => r#"<path d="M5.5 2.75 2.5 5.75l3 3M2.5 5.75h7a4 4 0 0 1 0 8H6"/>"#,
            Self::UpDown => r#"<path d="m5 6 3-3 3 3M5 10l3 3 3-3"/>"#,
            Self::Cross => r#"<path d="m4 4 8 8M12 4l-8 8"/>"#,
        }
    }
}

pub(crate) fn icon(icon: Icon) -> AnyView {
    view! { <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" shapes=icon.drawing()></svg> }
}

/// The tower with its lit window.
pub(crate) fn mark() -> AnyView {
    const TOWER: &str = r#"<path d="M12 1.75 18.75 6.5H5.25zM7 6.5v5.25M17 6.5v5.25M4.5 11.75h15M8 11.75 5.25 22.25M16 11.75l2.75 10.5M6.5 18h11M8 11.75 17.5 18M16 11.75 6.5 18"/><path class="lit" d="M9.5 7.9h5v2.5h-5z"/>"#;
    view! { <svg class="mark" viewBox="0 0 24 24" aria-hidden="true" shapes=TOWER></svg> }
}
