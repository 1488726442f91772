//! Writes every sample page of the theme as a file, to look at and to validate:
//! `cargo run -p dateline-site --example render_samples -- FOLDER [THEME]`.

use dateline_site::view::samples::samples;
use dateline_web::i18n::Catalogue;
use dateline_web::templates::{THEME_BASE, Templates, Theme};
use std::path::Path;
use std::sync::Arc;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("name a folder to write to")?;
    let folder = Path::new(&folder);
    let theme = arguments.next().map_or_else(
        || Ok(Theme::embedded()),
        |own| Theme::with_overrides(Path::new(&own)),
    )?;
    let templates = Templates::new(Arc::new(theme))?;
    std::fs::create_dir_all(folder.join("theme"))?;
    for (name, asset) in templates.theme().assets() {
        std::fs::write(folder.join("theme").join(name), &asset.bytes)?;
    }
    for sample in samples(&Catalogue::embedded()?)? {
        let html = sample.page.render(&templates, &sample.locale)?;
        let html = html
            .replace(THEME_BASE, "../theme/")
            .replace("/-/pictures/", "../pictures/");
        let path = folder.join(format!("{}.html", sample.name));
        std::fs::create_dir_all(path.parent().unwrap_or(folder))?;
        std::fs::write(path, html)?;
    }
    Ok(())
}
