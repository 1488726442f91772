//! What takes a decoder longest, within the bounds of a file.

use super::*;
use crate::picture::examine;

fn svg(inner: &str) -> Vec<u8> {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="1000" height="1000">{inner}</svg>"#
    )
    .into_bytes()
}

fn filtered(effects: &str) -> Vec<u8> {
    svg(&format!(
        r##"<filter id="f" x="0" y="0" width="1" height="1">{effects}</filter><rect width="1000" height="1000" fill="#c81e1e" filter="url(#f)"/>"##
    ))
}

/// Groups that each show the one before ten times.
fn laughs(depth: usize) -> Vec<u8> {
    let mut groups = vec![r#"<g id="a0"><path d="M0 0h9v9z"/></g>"#.to_owned()];
    for level in 1..depth {
        let uses = format!(r##"<use xlink:href="#a{}"/>"##, level - 1).repeat(10);
        groups.push(format!(r#"<g id="a{level}">{uses}</g>"#));
    }
    let inner = groups.concat();
    svg(&format!(
        "<defs>{inner}</defs><use xlink:href=\"#a{}\"/>",
        depth - 1
    ))
}

fn effects(count: usize, effect: &str) -> Vec<u8> {
    filtered(&effect.repeat(count))
}

#[test]
fn a_drawing_that_asks_for_work_without_end_is_refused_at_once() {
    let matrix = "1 ".repeat(80 * 80);
    for drawing in [
        effects(
            1,
            r#"<feTurbulence baseFrequency=".1" numOctaves="4000000000"/>"#,
        ),
        effects(90, r#"<feTurbulence baseFrequency=".1" numOctaves="9"/>"#),
        effects(
            1,
            &format!(r#"<feConvolveMatrix order="80" kernelMatrix="{matrix}"/>"#),
        ),
        effects(1, r#"<feMorphology operator="dilate" radius="300"/>"#),
        effects(90, r#"<feGaussianBlur stdDeviation="9"/>"#),
        laughs(9),
    ] {
        let began = Instant::now();
        let error = examine(&drawing).unwrap_err();

        let took = began.elapsed();
        assert!(
            error.to_string().contains("SVG") || error.to_string().contains("damaged"),
            "{error}"
        );
        let longest = if cfg!(debug_assertions) { 15 } else { 1 };
        println!("{took:?}: {error}");
        assert!(took < Duration::from_secs(longest), "{took:?}: {error}");
    }
}

/// A picture in many passes, of which the last is there over and over.
fn passes(base: &[u8], count: usize) -> Vec<u8> {
    let scans: Vec<usize> = base
        .windows(2)
        .enumerate()
        .filter(|(_, marker)| *marker == [0xff, 0xda])
        .map(|(at, _)| at)
        .collect();
    let last = &base[*scans.last().unwrap()..base.len() - 2];
    let mut bytes = base[..base.len() - 2].to_vec();
    for _ in scans.len()..count {
        bytes.extend_from_slice(last);
    }
    bytes.extend([0xff, 0xd9]);
    bytes
}

/// Prints what the slowest take; files other programs made are in the folder `SLOW`.
#[test]
#[ignore = "measures, for minutes"]
fn the_slowest() {
    let mut files: Vec<(String, Vec<u8>)> = vec![
        (
            "3 blurs".into(),
            effects(3, r#"<feGaussianBlur stdDeviation="9"/>"#),
        ),
        (
            "7 lights".into(),
            effects(
                7,
                r#"<feDiffuseLighting><fePointLight x="9" y="9" z="9"/></feDiffuseLighting>"#,
            ),
        ),
        (
            "noise".into(),
            effects(1, r#"<feTurbulence baseFrequency=".1" numOctaves="4"/>"#),
        ),
        (
            "convolve".into(),
            effects(
                1,
                &format!(
                    r#"<feConvolveMatrix order="13" kernelMatrix="{}"/>"#,
                    "1 ".repeat(13 * 13)
                ),
            ),
        ),
        (
            "morphology".into(),
            effects(1, r#"<feMorphology radius="3"/>"#),
        ),
    ];
    for level in [3, 4, 5, 6] {
        files.push((format!("laughs {level}"), laughs(level)));
    }
    if let Ok(folder) = std::env::var("SLOW") {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let bytes = fs::read(&path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name.ends_with("progressive.jpg") {
                files.push((format!("{name}, 64 passes"), passes(&bytes, 64)));
            }
            files.push((name, bytes));
        }
    }
    for (name, bytes) in files {
        let began = Instant::now();
        let done = examine(&bytes).map(|e| (e.inspected.width, e.inspected.height));
        println!(
            "{:>8.2?} {name} ({} bytes): {done:?}",
            began.elapsed(),
            bytes.len()
        );
    }
}
