//! Writes WordPress archives for tests.

use std::fmt::Write as _;

/// An archive of `https://old.example`.
#[derive(Clone, Default)]
pub struct Archive {
    head: String,
    items: String,
}

/// A post to be written.
#[derive(Clone)]
pub struct Post<'a> {
    pub id: u32,
    pub title: &'a str,
    pub slug: &'a str,
    pub status: &'a str,
    pub date: &'a str,
    pub body: &'a str,
    /// More elements of the item.
    pub more: String,
}

impl<'a> Post<'a> {
    /// A public post.
    pub fn new(id: u32, title: &'a str, slug: &'a str, body: &'a str) -> Self {
        Self {
            id,
            title,
            slug,
            status: "publish",
            date: "2013-04-17 10:00:00",
            body,
            more: String::new(),
        }
    }

    /// With another status.
    pub fn status(mut self, status: &'a str) -> Self {
        self.status = status;
        self
    }

    /// With another date.
    pub fn date(mut self, date: &'a str) -> Self {
        self.date = date;
        self
    }

    /// With more elements.
    pub fn with(mut self, more: &str) -> Self {
        self.more.push_str(more);
        self
    }
}

/// A comment as an element of a post.
pub fn comment(id: u32, parent: u32, author: &str, approved: &str) -> String {
    format!(
        "<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_author><![CDATA[{author}]]></wp:comment_author>
         <wp:comment_author_email>{author}@example.org</wp:comment_author_email>
         <wp:comment_date_gmt>2013-04-18 10:00:{:02}</wp:comment_date_gmt>
         <wp:comment_content><![CDATA[I was there.]]></wp:comment_content>
         <wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type></wp:comment_type>
         <wp:comment_parent>{parent}</wp:comment_parent></wp:comment>",
        id % 60
    )
}

impl Archive {
    /// Adds elements of the channel.
    pub fn head(mut self, xml: &str) -> Self {
        self.head.push_str(xml);
        self
    }

    /// Adds a post.
    pub fn post(mut self, post: &Post<'_>) -> Self {
        let Post {
            id,
            title,
            slug,
            status,
            date,
            body,
            more,
        } = post;
        let day = date.split(' ').next().unwrap_or_default().replace('-', "/");
        let link = match *status {
            "publish" | "private" | "future" => format!("https://old.example/{day}/{slug}/"),
            _ => format!("https://old.example/?p={id}"),
        };
        let _ = write!(
            self.items,
            "<item><title><![CDATA[{title}]]></title><link>{link}</link><dc:creator>ada</dc:creator>
             <guid isPermaLink=\"false\">https://old.example/?p={id}</guid>
             <content:encoded><![CDATA[{body}]]></content:encoded><excerpt:encoded></excerpt:encoded>
             <wp:post_id>{id}</wp:post_id><wp:post_date>{date}</wp:post_date><wp:post_date_gmt>{date}</wp:post_date_gmt>
             <wp:comment_status>open</wp:comment_status><wp:post_name>{slug}</wp:post_name>
             <wp:status>{status}</wp:status><wp:post_parent>0</wp:post_parent><wp:post_type>post</wp:post_type>
             <wp:is_sticky>0</wp:is_sticky>{more}</item>\n"
        );
        self
    }

    /// Adds a picture of the media library.
    pub fn attachment(mut self, id: u32, file: &str, caption: &str, alt: &str) -> Self {
        let _ = write!(
            self.items,
            "<item><title>{file}</title><link>https://old.example/?attachment_id={id}</link>
             <excerpt:encoded><![CDATA[{caption}]]></excerpt:encoded><content:encoded></content:encoded>
             <wp:post_id>{id}</wp:post_id><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status>
             <wp:attachment_url>https://old.example/wp-content/uploads/{file}</wp:attachment_url>
             <wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value><![CDATA[{alt}]]></wp:meta_value></wp:postmeta>
             </item>\n"
        );
        self
    }

    /// The file.
    pub fn xml(&self) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<rss version=\"2.0\" xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\"
  xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"
  xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>The Old Paper</title>
<link>https://old.example</link><language>en-GB</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://old.example</wp:base_site_url><wp:base_blog_url>https://old.example</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login>ada</wp:author_login><wp:author_display_name>Ada Byron</wp:author_display_name></wp:author>
{}\n{}</channel></rss>\n",
            self.head, self.items
        )
    }
}
