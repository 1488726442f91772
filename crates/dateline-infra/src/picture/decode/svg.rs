//! SVG: a drawing, drawn here, without anything it would have to fetch or run.
//!
//! Scripts, handlers and links have no meaning to the renderer. What would change the drawing if it
//! were left out (words, pictures from elsewhere) is refused by name instead.

use super::super::PictureError;
use image::{DynamicImage, RgbaImage};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::filter::Kind as Effect;
use resvg::usvg::roxmltree::{Document, Node as RoxNode, ParsingOptions};
use resvg::usvg::{Group, ImageHrefResolver, Node, Options, Tree};
use std::borrow::Cow;

/// Longest SVG, in bytes.
const MAX_TEXT: usize = 5_000_000;
/// Most elements and runs of text.
const MAX_NODES: u32 = 50_000;
/// Most elements once every `use` is written out.
const MAX_DRAWN: usize = 100_000;
/// Deepest nesting.
const MAX_DEPTH: usize = 100;
/// Most layers, masks and patterns above each other, each as large as the picture.
const MAX_LAYERS: u64 = 12;
/// Most filters: each looks at every pixel several times.
const MAX_FILTERS: usize = 100;
/// Most times the whole picture may be painted over by all elements together.
const MAX_PAINT: f32 = 1000.0;
/// Longest all filters may take together, in seconds, as measured on one core: nanoseconds a pixel.
const MAX_SECONDS: f32 = 3.0;
const BLUR: f32 = 200.0;
const LIGHT: f32 = 100.0;
const OCTAVE: f32 = 200.0;
const OTHER: f32 = 30.0;
/// For each pixel that is looked at around one.
const NEIGHBOUR: f32 = 6.0;
/// Longer side the drawing is drawn at, in pixels; it has no size of its own.
const SIDE: f32 = 2000.0;
/// The same, as a size is counted.
pub(super) const MAX_SIDE: u32 = 2000;
/// Most memory reading a drawing takes, in bytes, where it is read apart.
pub(super) const READING: u64 = 256 * 1024 * 1024;

/// What a process that measured a drawing says drawing takes, in bytes.
pub(super) fn cost_of(said: &[u8]) -> Result<u64, PictureError> {
    let bytes = said.try_into().map(u64::from_le_bytes);
    bytes.map_err(|_| PictureError::broken(&"the decoder gave up"))
}

/// A drawing that was read.
pub(in super::super) struct Drawing {
    tree: Tree,
    pub size: (u32, u32),
    layers: u64,
}

impl Drawing {
    pub fn open(bytes: &[u8]) -> Result<Self, PictureError> {
        if bytes.len() > MAX_TEXT {
            return Err(refused("is longer than 5 MB; export it as PNG"));
        }
        let text = std::str::from_utf8(bytes)
            .map_err(|_| refused("is not in UTF-8; save it in that encoding"))?;
        let options = ParsingOptions {
            allow_dtd: true,
            nodes_limit: MAX_NODES,
            ..ParsingOptions::default()
        };
        let document =
            Document::parse_with_options(text, options).map_err(|e| PictureError::broken(&e))?;
        refuse_what_would_be_missing(&document)?;
        let tree = Tree::from_xmltree(&document, &alone()).map_err(|e| PictureError::broken(&e))?;
        let (width, height) = (tree.size().width(), tree.size().height());
        let scale = SIDE / width.max(height);
        let mut weight = Weight {
            scale,
            whole: width * height * scale * scale,
            ..Weight::default()
        };
        weight.add(tree.root(), 1)?;
        if weight.paint > MAX_PAINT * width * height {
            return Err(TOO_COMPLEX);
        }
        Ok(Self {
            tree,
            size: (pixels(width * scale), pixels(height * scale)),
            layers: weight.deepest,
        })
    }

    /// Memory drawing takes, in bytes.
    pub fn cost(&self) -> u64 {
        let (width, height) = self.size;
        u64::from(width) * u64::from(height) * 4 * (2 + self.layers)
    }

    pub fn draw(&self) -> Result<DynamicImage, PictureError> {
        let (width, height) = self.size;
        let mut pixmap =
            Pixmap::new(width, height).ok_or_else(|| PictureError::broken(&"it has no pixels"))?;
        let scale = Transform::from_scale(
            width as f32 / self.tree.size().width(),
            height as f32 / self.tree.size().height(),
        );
        resvg::render(&self.tree, scale, &mut pixmap.as_mut());
        let image = RgbaImage::from_raw(width, height, pixmap.take_demultiplied())
            .ok_or_else(|| PictureError::broken(&"it has no pixels"))?;
        Ok(DynamicImage::ImageRgba8(image))
    }
}

const fn refused(reason: &'static str) -> PictureError {
    PictureError::Drawing(Cow::Borrowed(reason))
}

const TOO_COMPLEX: PictureError =
    refused("is too intricate to draw in reasonable time; export it as PNG");

/// Nothing is read from files or addresses, nor from pictures within.
fn alone() -> Options<'static> {
    Options {
        resources_dir: None,
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

fn refuse_what_would_be_missing(document: &Document<'_>) -> Result<(), PictureError> {
    for node in document.descendants().filter(RoxNode::is_element) {
        if node.ancestors().nth(MAX_DEPTH).is_some() {
            return Err(TOO_COMPLEX);
        }
        match node.tag_name().name() {
            "text"
                if node
                    .descendants()
                    .any(|n| n.is_text() && !n.text().unwrap_or_default().trim().is_empty()) =>
            {
                return Err(refused(
                    "has words in fonts that are not in the file; export it with text as outlines (paths), or as PNG",
                ));
            }
            "image" | "feImage" => {
                return Err(refused("has a picture within; export it as PNG"));
            }
            "foreignObject" => {
                return Err(refused(
                    "has a part that is no drawing (foreignObject); export it as PNG",
                ));
            }
            _ => {}
        }
    }
    Ok(())
}

/// What drawing would take.
#[derive(Default)]
struct Weight {
    elements: usize,
    filters: usize,
    /// Pixels drawn for one of the drawing's own units, and in all.
    scale: f32,
    whole: f32,
    /// How long filters take.
    seconds: f32,
    deepest: u64,
    paint: f32,
}

impl Weight {
    fn add(&mut self, group: &Group, layers: u64) -> Result<(), PictureError> {
        let mut layers = layers + u64::from(group.should_isolate());
        self.filter(group)?;
        if let Some(mask) = group.mask() {
            layers += 1;
            self.add(mask.root(), layers)?;
        }
        if let Some(clip) = group.clip_path() {
            layers += 1;
            self.add(clip.root(), layers)?;
        }
        self.deepest = self.deepest.max(layers);
        if self.deepest > MAX_LAYERS || self.filters > MAX_FILTERS {
            return Err(TOO_COMPLEX);
        }
        for node in group.children() {
            self.elements += 1;
            if self.elements > MAX_DRAWN {
                return Err(TOO_COMPLEX);
            }
            let bounds = node.abs_layer_bounding_box();
            self.paint += bounds.map_or(0.0, |b| b.width() * b.height());
            match node {
                Node::Group(group) => self.add(group, layers)?,
                other => other.subroots(|root| self.patterns(root)),
            }
        }
        Ok(())
    }

    /// How long the filters of a group take, by the pixels they look at.
    fn filter(&mut self, group: &Group) -> Result<(), PictureError> {
        let (across, down) = group.abs_transform().get_scale();
        let (across, down) = (across.abs() * self.scale, down.abs() * self.scale);
        for filter in group.filters() {
            let area = filter.rect();
            let pixels = (area.width() * across) * (area.height() * down);
            for effect in filter.primitives() {
                let nanoseconds = match effect.kind() {
                    Effect::GaussianBlur(_) | Effect::DropShadow(_) => BLUR,
                    Effect::DiffuseLighting(_) | Effect::SpecularLighting(_) => LIGHT,
                    Effect::Turbulence(noise) => OCTAVE * noise.num_octaves() as f32,
                    Effect::ConvolveMatrix(sums) => {
                        let matrix = sums.matrix();
                        NEIGHBOUR * matrix.columns() as f32 * matrix.rows() as f32
                    }
                    Effect::Morphology(edge) => {
                        let (x, y) = (edge.radius_x().get(), edge.radius_y().get());
                        NEIGHBOUR * (1.0 + 2.0 * x * across) * (1.0 + 2.0 * y * down)
                    }
                    _ => OTHER,
                };
                self.filters += 1;
                self.seconds += nanoseconds * pixels.min(self.whole) / 1e9;
            }
        }
        if self.seconds > MAX_SECONDS {
            return Err(TOO_COMPLEX);
        }
        Ok(())
    }

    /// A pattern is drawn once and laid many times; its own elements count.
    fn patterns(&mut self, root: &Group) {
        self.elements += root.children().len();
        self.deepest += 1;
    }
}

fn pixels(length: f32) -> u32 {
    let whole = length.round().clamp(1.0, SIDE);
    (1..=2000_u32)
        .rev()
        .find(|n| *n as f32 <= whole)
        .unwrap_or(1)
}
