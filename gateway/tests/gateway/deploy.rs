//! The files in deploy/ and the page itself say what the gateway says: its answers are the one source.

use clap::Parser;
use firetower_gateway::cli::{Cli, Command};

use crate::support::{RawUpstream, Reply, before, get, http};

const PAGE: &[&str] = &[
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "X-Frame-Options",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
];
const DATA: &[&str] = &[
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "X-Frame-Options",
    "Cross-Origin-Resource-Policy",
    "Cache-Control",
];

fn read(path: &str) -> String {
    std::fs::read_to_string(format!("{}/../{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A page and a forwarded answer of the gateway. The tests' gateway allows one more origin, which is taken out.
async fn answers() -> [Vec<(&'static str, String)>; 2] {
    let upstream = RawUpstream::answering(http("200 OK", &[], "{}")).await;
    let gateway = before(&upstream).await;
    let values = |reply: &Reply, names: &[&'static str]| {
        let value = |name: &str| {
            let value = reply.header(&name.to_ascii_lowercase()).expect("the gateway sends it");
            value.replace(" https://im.example", "")
        };
        names.iter().map(|name| (*name, value(name))).collect()
    };
    let page = get(gateway.address, "/").await;
    let data = get(gateway.address, "/im/main/admin/health").await;
    [values(&page, PAGE), values(&data, DATA)]
}

/// Each header once for the page and once for data, as `line` writes it, and with no other value anywhere.
async fn assert_says_the_same(path: &str, line: impl Fn(&str, &str) -> String) {
    let text = read(path);
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let answers = answers().await;
    for (name, value) in answers.iter().flatten() {
        let expected = line(name, value);
        let wanted = answers.iter().flatten().filter(|given| **given == (*name, value.clone())).count();
        let found = lines.iter().filter(|line| **line == expected).count();
        assert_eq!(found, wanted, "{path}: {expected}");
    }
    let policies = lines.iter().filter(|line| line.contains("default-src")).count();
    assert_eq!(policies, 2, "{path}: a policy for the page and one for data");
}

#[tokio::test]
async fn nginx_says_what_the_gateway_says() {
    assert_says_the_same("deploy/nginx/firetower.conf", |name, value| {
        format!("add_header {name} \"{value}\" always;")
    })
    .await;
}

#[tokio::test]
async fn caddy_says_what_the_gateway_says() {
    assert_says_the_same("deploy/caddy/Caddyfile", |name, value| format!("{name} \"{value}\"")).await;
}

/// For hosts that send no policy. Which other origins an admin uses is not known there, so fetches and files may go to
/// any; and `frame-ancestors` is no directive of a page's own.
#[tokio::test]
async fn the_page_says_it_too_as_far_as_a_page_can() {
    let [page, _] = answers().await;
    let policy = page[0]
        .1
        .replace("img-src 'self';", "img-src 'self' http: https:; media-src http: https:;")
        .replace("connect-src 'self';", "connect-src 'self' http: https:;")
        .replace(" frame-ancestors 'none';", "");
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    let html = read("index.html");
    assert!(html.contains(&meta), "index.html lacks {meta}");
    assert!(html.find(&meta) < html.find("<link"), "it stands before all that is loaded");
}

#[test]
fn the_unit_and_the_container_start_a_gateway() {
    let unit = read("deploy/systemd/firetower.service");
    let start = unit.lines().find_map(|line| line.strip_prefix("ExecStart=")).unwrap();
    let container = read("deploy/container/Containerfile");
    let entry = container.lines().find_map(|line| line.strip_prefix("ENTRYPOINT ")).unwrap();
    let entry: Vec<String> = serde_json::from_str(entry).unwrap();
    for arguments in [start.split(' ').map(str::to_owned).collect(), entry] {
        let command = Cli::try_parse_from(arguments).unwrap().command;
        assert!(matches!(command, Command::Serve(_)), "{command:?}");
    }
}
