//! `firetower serve`: the dashboard before real IM servers.

use std::path::Path;
use std::time::Duration;

use tokio::net::TcpListener;

use super::ready::{announce, bind, warn_unless_loopback};
use super::shutdown::Stop;
use crate::cli::{Exposure, Serve};
use crate::dashboard::Dashboard;
use crate::dashboard::config::{ConfigJson, GivenConfig};
use crate::dashboard::policy::Allowed;
use crate::dashboard::ready::ReadyConnection;
use crate::forward::Forwarder;
use crate::forward::upstream::Upstreams;
use crate::host::HostRule;
use crate::limits::Limits;
use crate::{Gateway, log, server};

pub(crate) async fn run(args: Serve, stop: Stop) -> Result<(), String> {
    let upstreams = Upstreams::new(args.upstream)?;
    for upstream in upstreams.iter() {
        log::line(format_args!("im/{} is {upstream}{}", upstream.name, upstream.base_path));
    }
    let mut exposure = args.exposure;
    let config = match args.config {
        Some(file) => ConfigJson::Given(Box::new(given(&file, &mut exposure)?)),
        None => ConfigJson::AsInFolder,
    };
    let (listener, _) = bind(&args.listen).await?;
    run_gateway(listener, &args.dist, upstreams, exposure, None, config, stop).await
}

/// What the file lets the page turn to, the page's policy lets it too, so that a hoster writes it once.
fn given(file: &Path, exposure: &mut Exposure) -> Result<GivenConfig, String> {
    let given = GivenConfig::open(file)?;
    for origin in given.origins() {
        if !exposure.connect_src.contains(&origin) {
            exposure.connect_src.push(origin);
        }
    }
    log::line(format_args!("config.json is {}, connections: {}", file.display(), given.connections()));
    Ok(given)
}

/// Serves a dashboard until told to stop, in `serve` and `demo` alike.
pub(crate) async fn run_gateway(
    listener: TcpListener,
    dist: &Path,
    upstreams: Upstreams,
    exposure: Exposure,
    ready: Option<&ReadyConnection>,
    config: ConfigJson,
    stop: Stop,
) -> Result<(), String> {
    let address = listener.local_addr().map_err(|error| error.kind().to_string())?;
    let limits =
        Limits { answer_time: Duration::from_millis(exposure.upstream_timeout_ms), ..Limits::default() };
    let allowed = Allowed {
        connect_src: exposure.connect_src,
        file_src: exposure.file_src,
        config_files: config.file_origins(),
    };
    let dashboard = Dashboard::open(dist, &allowed, ready)?.with_config(config);
    let hosts = HostRule::new(address, exposure.allow_host);
    let gateway = Gateway::new(hosts, dashboard, Forwarder::new(upstreams, limits));
    warn_unless_loopback(address);
    announce(address);
    server::serve(listener, gateway, limits, stop.wait()).await;
    Ok(())
}
