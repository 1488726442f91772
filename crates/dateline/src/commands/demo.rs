//! `dateline demo`.

use super::{runtime, serve};
use crate::cli::{Common, Demo};
use crate::{house, sample};
use anyhow::Result;
use dateline_db::queries::edition;
use std::process::ExitCode;

/// Fills an empty folder with the sample newspaper and serves it; a folder that has it is served as it is.
pub fn demo(common: &Common, args: &Demo) -> Result<ExitCode> {
    let config = serve::configure(common, &args.listen, &args.look)?;
    house::start_log(&config);
    runtime(2)?.block_on(async {
        let house = house::open(&config, &common.data).await?;
        let mut tx = house.db().read().await?;
        let is_empty = edition::list(&mut tx).await?.is_empty();
        tx.close().await?;
        if is_empty {
            sample::fill(&house, &serve::blobs(house.data())?).await?;
        }
        sample::staff::fill(&house).await?;
        let run = serve::Run {
            listen: &args.listen,
            is_dev: args.look.dev,
            with_worker: true,
            is_demo: true,
        };
        serve::run(house, &config, &run).await
    })
}
