//! The names that pass, and how each is treated.

/// Elements that end by themselves where the next one begins, so they do not nest.
pub(super) const SELF_CLOSING: &str = "p li dt dd tr td th thead tbody tfoot caption col colgroup";
/// Elements without content; the last two get their end at once.
pub(super) const VOID: &str = "br hr img wbr source fn iframe";
/// Elements the parser opens again in the next paragraph.
pub(super) const FORMATTING: &str = "a b big code em font i s small strike strong tt u";
/// The other elements that are read.
pub(super) const OTHERS: &str = "abbr acronym address article aside audio bdi bdo blockquote center cite del details dfn div dl \
    fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup ins kbd legend main \
    mark nav ol picture pre q samp section span sub summary sup table time ul var video";
/// Left out with everything in them.
pub(super) const DROPPED: &str = "template noscript svg math form object applet select datalist canvas map dialog noembed \
    noframes";
/// Left out, and what is in them is not markup.
pub(super) const RAW: &str = "script style textarea title";
/// Containers of whole pages and inputs: that they go is no news.
pub(super) const UNREMARKABLE: &str = "html head body meta link base input param embed track button label font frameset frame \
    nobr area option optgroup ruby";
/// The only attributes kept.
pub(super) const ATTRIBUTES: &str = "alt cite class colspan data-attachment-id data-bluesky-uri data-fn data-full-url \
    data-href data-id data-ids data-instgrm-permalink data-language data-lazy-src \
    data-orig-file data-src data-url data-video-id height href id lang poster role rowspan \
    src start title width";

/// True if the list has the name.
pub(super) fn has(list: &str, name: &str) -> bool {
    list.split(' ').any(|n| n == name)
}

/// The name as the list has it.
pub(super) fn listed(list: &'static str, name: &str) -> Option<&'static str> {
    list.split(' ').find(|n| *n == name)
}

/// The name of an element that is read.
pub(super) fn known(name: &str) -> Option<&'static str> {
    [SELF_CLOSING, VOID, FORMATTING, OTHERS]
        .into_iter()
        .find_map(|list| listed(list, name))
}
