//! Quotes with who said it and where.

use super::convert::Converter;
use super::embed;
use super::figure::is_pull_quote;
use super::flow::{Flow, squash};
use super::join_lines;
use super::node::{attr, child, first, is_any, one_line};
use dateline_core::body::{Kind, limits};
use dom_query::NodeRef;

/// Who is quoted.
#[derive(Default)]
struct Origin {
    speaker: Option<String>,
    source: Option<String>,
    url: Option<String>,
}

impl Converter<'_, '_> {
    /// A block quote, or the embed it stands for.
    pub(super) fn quote(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        if let Some(url) = embed::of_quote(node) {
            self.embed_or_link(&url, None, flow);
            return;
        }
        if is_pull_quote(node) {
            self.pull_quote(node, flow);
            return;
        }
        let origin = self.origin(node);
        let (text, rest) = squash(self.elements(node));
        if text.is_empty() {
            flow.elements
                .extend(origin.speaker.map(dateline_core::body::Element::paragraph));
        } else {
            flow.push(Kind::Quote {
                text,
                speaker: origin.speaker,
                role: None,
                source: origin.source,
                source_url: origin.url,
            });
        }
        flow.elements.extend(rest);
    }

    /// A sentence lifted out.
    pub(super) fn pull_quote(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        let caption = self.own_caption(node).map(|c| one_line(&c.plain()));
        let inner = first(node, &["blockquote"]);
        let origin = self.origin(inner.as_ref().unwrap_or(node));
        let mut pulled = Flow::default();
        match &inner {
            Some(inner) => self.walk(inner, &mut pulled),
            None => self.walk(node, &mut pulled),
        }
        self.flush(&mut pulled);
        let (lines, rest) = squash(pulled.elements);
        let text = join_lines(lines);
        if !text.is_blank() {
            flow.push(Kind::PullQuote {
                text,
                speaker: origin.speaker.or(origin.source).or(caption),
            });
        }
        flow.elements.extend(rest);
    }

    /// Who said it and where, taken out of the text.
    fn origin(&mut self, node: &NodeRef<'_>) -> Origin {
        let mut origin = Origin {
            url: attr(node, "cite").and_then(|c| embed::file_url(&c, self.options.base.as_ref())),
            ..Origin::default()
        };
        if let Some(footer) = child(node, &["footer", "figcaption"]) {
            self.origin_of_footer(&footer, &mut origin);
        } else if let Some(cite) = attribution(node) {
            self.link_of(&cite, &mut origin);
            origin.speaker = self.without_dash(&cite);
            self.used.insert(cite.id);
        }
        origin.url = origin.url.filter(|u| limits::is_web_url(u));
        origin
    }

    fn origin_of_footer(&mut self, footer: &NodeRef<'_>, origin: &mut Origin) {
        self.link_of(footer, origin);
        if let Some(cite) = first(footer, &["cite"]) {
            origin.source = self.without_dash(&cite);
            self.used.insert(cite.id);
        }
        let speaker = self.without_dash(footer);
        let speaker = speaker.map(|s| {
            s.trim_end_matches([',', ' '])
                .trim_end_matches(" in")
                .to_owned()
        });
        origin.speaker = speaker.filter(|s| !s.is_empty());
        if origin.speaker.is_none() {
            origin.speaker = origin.source.take();
        }
        self.used.insert(footer.id);
    }

    fn link_of(&mut self, node: &NodeRef<'_>, origin: &mut Origin) {
        if let Some(link) = first(node, &["a"]).and_then(|a| attr(&a, "href")) {
            let url = embed::file_url(&link, self.options.base.as_ref());
            origin.url = origin.url.take().or(url);
        }
    }

    fn without_dash(&mut self, node: &NodeRef<'_>) -> Option<String> {
        let words = self.plain_words(node)?;
        let words = words
            .trim_start_matches(['—', '–', '-', '―', '~', ' ', '\u{a0}'])
            .trim();
        (!words.is_empty()).then(|| words.to_owned())
    }
}

/// The `cite` that names who is quoted, not a title named in passing: directly in the quote, or the
/// last thing of its last paragraph.
fn attribution<'a>(quote: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    if let Some(cite) = child(quote, &["cite"]) {
        return Some(cite);
    }
    let last = last_element(quote).filter(|n| is_any(n, &["p", "div"]))?;
    last_element(&last).filter(|n| is_any(n, &["cite"]))
}

/// The last child, unless words come after it.
fn last_element<'a>(node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let mut children = node.children_it(true);
    let last = children.find(|n| n.is_element() || n.is_nonempty_text())?;
    last.is_element().then_some(last)
}
