//! `bench pictures`: one photograph of 24 megapixels to five widths, beside vipsthumbnail and sharp,
//! and hostile files.

use anyhow::{Context, Result};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use super::peers::ensure;
use super::results::{Goal, Table};
use super::stats::Sample;
use super::{Options, empty_folder, folder};
use crate::process::{cargo, find_program, output, run as must};
use crate::root::{root, target};

/// Widths everybody makes, in pixels.
const WIDTHS: [u32; 5] = [1600, 1280, 960, 640, 480];
/// Quality the peers are asked for, so that similarity is like ours.
const VIPS: [(&str, &str); 3] = [
    ("jpg", "[Q=82,strip]"),
    ("webp", "[Q=78,strip]"),
    ("avif", "[Q=55,strip]"),
];

/// Measures, and answers the section.
pub fn run(options: &Options) -> Result<String> {
    ensure(
        &[("vipsthumbnail", "libvips-tools"), ("npm", "npm")],
        options,
    )?;
    let ours = build(options)?;
    let images = images()?;
    let photo = photo(&ours, &images)?;
    let sharp = install_sharp()?;
    let mut table = Table::default();
    let mut notes = Vec::new();
    for formats in ["jpg,webp", "avif"] {
        let [mut mine, mut vips, mut theirs] = [(); 3].map(|()| Sample::default());
        for _ in 0..options.runs {
            mine.push(dateline(&ours, &photo, formats)?);
            vips.push(vipsthumbnail(&photo, formats)?);
            theirs.push(with_sharp(&sharp, &photo, formats)?);
        }
        let goal = Goal::AtMost(if formats == "avif" { 1.2 } else { 1.0 });
        let what = format!("{formats}, five widths, seconds");
        table.compare(&what, &mine, ("sharp", &theirs), goal);
        table.compare(&what, &mine, ("vipsthumbnail", &vips), Goal::None);
        for format in formats.split(',') {
            notes.push(likeness(&ours, &photo, format)?);
        }
    }
    hostile(&ours, &images, options, &mut table)?;
    Ok(format!(
        "A mosaic of photographs, 6000 x 4000 pixels, {:.1} MB. Dateline and vipsthumbnail run on all cores they \
         use by themselves (Dateline on one), sharp likewise. Bytes and likeness to a lossless rendition by vips, \
         all widths together:\n\n{}\n\n{}",
        fs::metadata(&photo)?.len() as f64 / 1e6,
        notes.join("\n"),
        table.markdown()
    ))
}

fn build(options: &Options) -> Result<PathBuf> {
    let args = [
        "build",
        "--release",
        "-p",
        "dateline-infra",
        "--example",
        "renditions",
    ];
    if options.build {
        must(cargo().args(args))?;
    }
    Ok(target().join("release/examples/renditions"))
}

/// Pictures that are no part of the project.
pub fn images() -> Result<PathBuf> {
    let data = std::env::var_os("DATELINE_TEST_DATA")
        .map_or_else(|| root().join("../shared/data"), PathBuf::from);
    let images = data.join("images");
    images
        .is_dir()
        .then_some(images)
        .context("test pictures are missing; set DATELINE_TEST_DATA")
}

/// The photograph, laid together once.
fn photo(ours: &Path, images: &Path) -> Result<PathBuf> {
    let file = folder()?.join("photo-24mp.jpg");
    if !file.exists() {
        let mut parts: Vec<PathBuf> = fs::read_dir(images.join("orientation"))?
            .chain(fs::read_dir(images.join("credits"))?)
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.metadata().is_ok_and(|meta| meta.len() > 100_000))
            .collect();
        parts.sort();
        must(Command::new(ours).arg("--mosaic").arg(&file).args(parts))?;
    }
    Ok(file)
}

fn dateline(ours: &Path, photo: &Path, formats: &str) -> Result<f64> {
    let to = empty_folder("pictures-dateline")?;
    let started = Instant::now();
    output(Command::new(ours).arg(photo).arg(to).arg(formats))?;
    Ok(started.elapsed().as_secs_f64())
}

fn vipsthumbnail(photo: &Path, formats: &str) -> Result<f64> {
    let to = empty_folder("pictures-vips")?;
    let started = Instant::now();
    for (format, how) in VIPS
        .iter()
        .filter(|(f, _)| formats.split(',').any(|x| x == *f))
    {
        for width in WIDTHS {
            let file = format!("{}/{width}.{format}{how}", to.display());
            let size = format!("{width}x");
            output(
                Command::new("vipsthumbnail")
                    .arg(photo)
                    .args(["-s", &size, "-o", &file]),
            )?;
        }
    }
    Ok(started.elapsed().as_secs_f64())
}

fn install_sharp() -> Result<PathBuf> {
    let dir = folder()?.join("sharp");
    fs::create_dir_all(&dir)?;
    fs::copy(
        root().join("bench/pictures/sharp.mjs"),
        dir.join("sharp.mjs"),
    )?;
    if !dir.join("node_modules/sharp").is_dir() {
        let npm = find_program("npm", &[]).context("npm is missing")?;
        must(Command::new(npm).current_dir(&dir).args([
            "install",
            "--no-audit",
            "--no-fund",
            "sharp",
        ]))?;
    }
    Ok(dir)
}

fn with_sharp(dir: &Path, photo: &Path, formats: &str) -> Result<f64> {
    let to = empty_folder("pictures-sharp")?;
    let started = Instant::now();
    output(
        Command::new("node")
            .current_dir(dir)
            .arg("sharp.mjs")
            .arg(photo)
            .arg(to)
            .arg(formats),
    )?;
    Ok(started.elapsed().as_secs_f64())
}

/// Bytes and likeness of what everybody made last in a format.
fn likeness(ours: &Path, photo: &Path, format: &str) -> Result<String> {
    let exact = folder()?.join("pictures-exact");
    fs::create_dir_all(&exact)?;
    let mut line = format!("- {format}:");
    for who in ["dateline", "sharp", "vips"] {
        let (mut bytes, mut sum) = (0, 0.0);
        for width in WIDTHS {
            let reference = exact.join(format!("{width}.png"));
            if !reference.exists() {
                let size = format!("{width}x");
                output(
                    Command::new("vipsthumbnail")
                        .arg(photo)
                        .args(["-s", &size, "-o"])
                        .arg(&reference),
                )?;
            }
            let made = folder()?.join(format!("pictures-{who}/{width}.{format}"));
            bytes += fs::metadata(&made)?.len();
            let plain = exact.join("decoded.png");
            output(Command::new("vips").arg("copy").arg(&made).arg(&plain))?;
            let like = output(Command::new(ours).arg("--ssim").arg(&plain).arg(&reference))?;
            sum += like.trim().parse::<f64>()?;
        }
        let mean = sum / WIDTHS.len() as f64;
        let kilobytes = bytes as f64 / 1e3;
        let _ = write!(line, " {who} {kilobytes:.0} kB, SSIM {mean:.4};");
    }
    Ok(line)
}

/// Every broken picture: the longest any takes to judge, and the memory of the process.
fn hostile(ours: &Path, images: &Path, options: &Options, table: &mut Table) -> Result<()> {
    let [mut seconds, mut memory] = [(); 2].map(|()| Sample::default());
    for _ in 0..options.runs {
        let said = output(
            Command::new(ours)
                .arg("--refuse")
                .arg(images.join("broken")),
        )?;
        let (longest, peak) = said.trim().split_once(' ').context("no two numbers")?;
        seconds.push(longest.parse()?);
        memory.push(peak.parse()?);
    }
    table.bound(
        "longest to judge a broken picture",
        &seconds,
        "s",
        Goal::AtMost(1.0),
    );
    table.bound("memory at most for it", &memory, "MB", Goal::AtMost(512.0));
    Ok(())
}
