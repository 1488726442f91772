//! Makes a converted text pass the limits of a body, whatever came in.

use super::doc::Doc;
use dateline_core::body::{Body, Element, MAX_ELEMENTS, MAX_TEXT_BYTES, limits, text};

/// The elements as a body; what no body may hold is left out and told.
pub(super) fn fit(elements: Vec<Element>, doc: &mut Doc<'_>) -> Body {
    let mut body = Body::default();
    let (mut parts, mut bytes) = (0, 0);
    for element in elements {
        let mut one = Body {
            elements: vec![element],
        };
        if let Err(error) = limits::check(&one) {
            doc.changed(format!("part of the text: {error}"), "nothing");
            continue;
        }
        one.walk(&mut |_| parts += 1);
        bytes += text::render(&one).len();
        if parts > MAX_ELEMENTS || bytes > MAX_TEXT_BYTES {
            doc.changed("text beyond the length of a story", "nothing");
            break;
        }
        body.elements.append(&mut one.elements);
    }
    body
}
