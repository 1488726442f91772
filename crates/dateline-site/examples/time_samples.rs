//! How long each sample page takes to make, the median of many times, and its size:
//! `cargo run --release -p dateline-site --example time_samples`.

use dateline_site::view::samples::samples;
use dateline_web::i18n::Catalogue;
use dateline_web::templates::Templates;
use std::io::Write;
use std::time::Instant;

const TIMES: usize = 301;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let templates = Templates::embedded()?;
    let mut out = std::io::stdout().lock();
    for sample in samples(&Catalogue::embedded()?)? {
        let mut took = Vec::with_capacity(TIMES);
        let mut bytes = 0;
        for _ in 0..TIMES {
            let began = Instant::now();
            bytes = sample.page.render(&templates, &sample.locale)?.len();
            took.push(began.elapsed());
        }
        took.sort();
        let micros = took[TIMES / 2].as_micros();
        writeln!(out, "{micros:6} µs {bytes:7} bytes  {}", sample.name)?;
    }
    Ok(())
}
