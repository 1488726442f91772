//! Frames, sounds and films.

use super::convert::Converter;
use super::embed;
use super::flow::Flow;
use super::node::{attr, first};
use dateline_core::body::Kind;
use dom_query::NodeRef;

impl Converter<'_, '_> {
    /// A frame: the embed it shows, else a link.
    pub(super) fn iframe(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        let sources = ["src", "data-src", "data-lazy-src", "data-url"];
        let source = sources.iter().find_map(|name| {
            attr(node, name).filter(|s| s.contains('/') && !s.starts_with("about:"))
        });
        match source {
            Some(source) => self.embed_or_link(&source, attr(node, "title"), flow),
            None => self.found.changed("iframe without an address", "nothing"),
        }
    }

    /// A sound or a film.
    pub(super) fn media(&mut self, name: &str, node: &NodeRef<'_>, flow: &mut Flow) {
        let inner = || first(node, &["source"]).and_then(|s| attr(&s, "src"));
        let Some(written) = attr(node, "src").or_else(inner) else {
            self.found
                .changed(format!("{name} without an address"), "nothing");
            return;
        };
        let base = self.options.base.as_ref();
        let title = attr(node, "title");
        if embed::of_url(&written).is_some_and(|e| e.provider != "archive_org") {
            self.embed_or_link(&written, title, flow);
            return;
        }
        let Some(url) = embed::file_url(&written, base) else {
            self.found
                .changed(format!("{name} without a safe address"), "nothing");
            return;
        };
        if name == "audio" {
            flow.push(Kind::Audio { url, title });
            return;
        }
        let poster = attr(node, "poster").and_then(|p| embed::file_url(&p, base));
        let poster = poster.map(|p| self.found.picture(None, &p, None, None));
        flow.push(Kind::Video { url, title, poster });
    }
}
