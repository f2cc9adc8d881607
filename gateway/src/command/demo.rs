//! `firetower demo`: the dashboard, a simulated cluster behind it, and a connection that is ready to use.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use firetower_protocol::Secret;
use firetower_protocol::origin::Origin;
use firetower_simulator::{Data, Dialect, Options};

use super::ready::bind;
use super::serve::run_gateway;
use super::shutdown::Stop;
use super::simulate::run_simulator;
use crate::cli::Demo;
use crate::dashboard::config::ConfigJson;
use crate::dashboard::ready::ReadyConnection;
use crate::forward::upstream::{Upstream, Upstreams};
use crate::origin::origin;

/// The demo's upstream and the connection's slug.
const NAME: &str = "demo";

pub(crate) async fn run(args: Demo, stop: Stop) -> Result<(), String> {
    let dist = match args.dist {
        Some(dist) => dist,
        None => find_dist()?,
    };
    let secret = random_secret()?;
    let options = Options {
        dialect: Dialect::Both,
        data: Data::Demo,
        secret: secret.clone(),
        ..Options::professional()
    };
    let ready = ReadyConnection {
        slug: NAME.to_owned(),
        name: "Demo cluster".to_owned(),
        address: format!("im/{NAME}"),
        environment: "development".to_owned(),
        secret,
    };
    let (listener, _) = bind(&args.listen).await?;
    let (simulator_listener, simulator_address) = bind("127.0.0.1:0").await?;
    let upstreams = Upstreams::new([Upstream {
        name: NAME.to_owned(),
        host: simulator_address.ip().to_string(),
        port: simulator_address.port(),
        base_path: String::new(),
    }])?;
    let mut exposure = args.exposure;
    // The simulated files lie on the simulator's own port.
    exposure.file_src.push(origin_of(simulator_address)?);
    let simulator = run_simulator(options, simulator_listener, stop.clone());
    let gateway = run_gateway(listener, &dist, upstreams, exposure, Some(&ready), ConfigJson::Nowhere, stop);
    // Either failing ends the other: half a demo helps nobody.
    tokio::try_join!(simulator, gateway).map(|_| ())
}

fn origin_of(address: SocketAddr) -> Result<Origin, String> {
    origin(&format!("http://{address}"))
}

/// 128 bits from the system, new at every start.
fn random_secret() -> Result<Secret, String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| format!("the system gives no random numbers ({error})"))?;
    Ok(Secret::new(hex::encode(bytes)))
}

/// `dist` in the current folder, or beside one of the folders that the executable lies in: a binary in
/// `target/release` finds the repository's.
fn find_dist() -> Result<PathBuf, String> {
    let here = std::env::current_dir().ok();
    let executable = std::env::current_exe().ok();
    let above = executable.iter().flat_map(|path| path.ancestors().skip(1));
    here.as_deref().into_iter().chain(above).map(dist_in).find(|dist| dist.join("index.html").is_file()).ok_or_else(
        || {
            "there is no built dashboard (dist/index.html) here or above the executable. Build and show it with \
             `cargo xtask demo`, or name its folder with --dist"
                .to_owned()
        },
    )
}

fn dist_in(folder: &Path) -> PathBuf {
    folder.join("dist")
}
