//! Makes renditions of a file into a folder, as a job does: what `cargo xtask bench pictures` times.
//!
//! `renditions FILE FOLDER FORMATS` with formats such as `jpg,webp`; `renditions --mosaic FILE PARTS...`
//! lays pictures side by side into one of 24 megapixels; `renditions --ssim A B` compares two.

#![expect(clippy::print_stdout, reason = "its answer is what it prints")]

use dateline_infra::picture::{Credit, Darkroom, Spec, WIDTHS, examine};
use image::{DynamicImage, ImageReader, RgbImage, imageops};
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

/// Widths that peers make too.
const MADE: usize = 5;
/// Pixels of a mosaic, across and down.
const MOSAIC: (u32, u32) = (6000, 4000);

type Done<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> Done {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["--mosaic", to, parts @ ..] => mosaic(to, parts),
        ["--ssim", a, b] => {
            println!("{:.5}", ssim(&read(a)?.to_luma8(), &read(b)?.to_luma8()));
            Ok(())
        }
        ["--refuse", folder] => refuse(folder),
        [file, folder, formats] => render(file, folder, formats),
        _ => Err("renditions FILE FOLDER FORMATS".into()),
    }
}

/// Prints the seconds it took.
fn render(file: &str, folder: &str, formats: &str) -> Done {
    let started = Instant::now();
    let mut darkroom = Darkroom::open(fs::read(file)?)?;
    let credit = Credit {
        credit_line: Some("Bench".to_owned()),
        ..Credit::default()
    };
    let mut specs = Vec::new();
    for width in WIDTHS.iter().rev().take(MADE) {
        for format in formats.split(',') {
            let name = format!("{width}.{format}");
            let spec = Spec::parse(&name, (0.5, 0.5)).ok_or("no such rendition")?;
            specs.push((name, spec));
        }
    }
    let plain: Vec<Spec> = specs.iter().map(|(_, spec)| *spec).collect();
    darkroom.prepare(&plain)?;
    for (name, spec) in specs {
        fs::write(
            Path::new(folder).join(name),
            darkroom.print(&spec, &credit)?,
        )?;
    }
    println!("{:.4}", started.elapsed().as_secs_f64());
    Ok(())
}

/// Looks at every file of a folder; prints the longest any took, in seconds, and the most memory, in MB.
fn refuse(folder: &str) -> Done {
    let mut longest = 0.0_f64;
    for entry in fs::read_dir(folder)? {
        let bytes = fs::read(entry?.path())?;
        let started = Instant::now();
        let _judged = examine(&bytes);
        longest = longest.max(started.elapsed().as_secs_f64());
    }
    println!("{longest:.4} {:.1}", peak_megabytes()?);
    Ok(())
}

/// The most memory this process had, as Linux counts it.
fn peak_megabytes() -> Done<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib: f64 = line
        .ok_or("no VmHWM")?
        .trim_end_matches("kB")
        .trim()
        .parse()?;
    Ok(kib / 1e3 * 1.024)
}

fn read(file: &str) -> Done<DynamicImage> {
    Ok(ImageReader::open(file)?.with_guessed_format()?.decode()?)
}

fn mosaic(to: &str, parts: &[&str]) -> Done {
    let mut whole = RgbImage::new(MOSAIC.0, MOSAIC.1);
    let (across, down) = (4_u32, 3_u32);
    let (width, height) = (MOSAIC.0 / across, MOSAIC.1 / down + 1);
    for (place, part) in (0..across * down).zip(parts.iter().cycle()) {
        let part = read(part)?.resize_to_fill(width, height, imageops::FilterType::Lanczos3);
        let at = (place % across * width, place / across * height);
        imageops::replace(
            &mut whole,
            &part.into_rgb8(),
            i64::from(at.0),
            i64::from(at.1),
        );
    }
    let mut file = fs::File::create(to)?;
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut file, 92);
    whole.write_with_encoder(encoder)?;
    Ok(())
}

/// Structural similarity of two pictures of one size: windows of eight by eight, every four pixels.
fn ssim(a: &image::GrayImage, b: &image::GrayImage) -> f64 {
    let (c1, c2) = (6.5025, 58.5225);
    let (mut sum, mut count) = (0.0, 0.0);
    let (width, height) = (a.width().min(b.width()), a.height().min(b.height()));
    for y in (0..height.saturating_sub(8)).step_by(4) {
        for x in (0..width.saturating_sub(8)).step_by(4) {
            let (mut ma, mut mb, mut aa, mut bb, mut ab) = (0.0, 0.0, 0.0, 0.0, 0.0);
            for dy in 0..8 {
                for dx in 0..8 {
                    let p = f64::from(a.get_pixel(x + dx, y + dy)[0]);
                    let q = f64::from(b.get_pixel(x + dx, y + dy)[0]);
                    ma += p;
                    mb += q;
                    aa += p * p;
                    bb += q * q;
                    ab += p * q;
                }
            }
            let n = 64.0;
            let (ma, mb) = (ma / n, mb / n);
            let (va, vb, cov) = (aa / n - ma * ma, bb / n - mb * mb, ab / n - ma * mb);
            sum += (2.0 * ma * mb + c1) * (2.0 * cov + c2)
                / ((ma * ma + mb * mb + c1) * (va + vb + c2));
            count += 1.0;
        }
    }
    sum / f64::max(count, 1.0)
}
