//! An archive of a newspaper that never was: a WordPress export of any length, always the same.
//!
//! Written as it is made, so its size needs no memory.

mod calendar;
mod prose;

use anyhow::Result;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

pub use calendar::Moment;
pub use prose::Prose;

/// The archive ends here: 1 November 2026, 12:00 UTC.
const END: i64 = 1_793_534_400;
/// It covers this many seconds: twenty years.
const SPAN: i64 = 20 * 365 * 86_400;
/// Names under which stories are filed.
pub const SECTIONS: [&str; 12] = [
    "city",
    "politics",
    "economy",
    "world",
    "culture",
    "science",
    "sport",
    "opinion",
    "health",
    "travel",
    "weather",
    "education",
];
const AUTHORS: u64 = 60;
/// Topics, `topic-0` and so on.
pub const TAGS: u64 = 400;
/// Mean length of a story's natural logarithm: the median is 660 words, the mean about 800.
const LOG_WORDS: (f64, f64) = (6.49, 0.62);

/// Writes `stories` stories in these sections; answers the size in bytes.
pub fn write(path: &Path, stories: u64, sections: &[&str]) -> Result<u64> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let mut prose = Prose::new(0x0DA7_E11E);
    head(&mut out, &mut prose, sections)?;
    for number in 0..stories {
        let share = (number + 1) as f64 / stories as f64;
        item(&mut out, &mut prose, number, share, sections)?;
    }
    out.write_all(b"</channel>\n</rss>\n")?;
    out.flush()?;
    Ok(out.get_ref().metadata()?.len())
}

fn head(out: &mut impl Write, prose: &mut Prose, sections: &[&str]) -> Result<()> {
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
          xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" \
          xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
          xmlns:wfw=\"http://wellformedweb.org/CommentAPI/\" \
          xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
          xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel>\n\
          <title>The Bench Courier</title>\n<link>https://bench.example</link>\n\
          <description>Every day the same</description>\n<language>en-GB</language>\n\
          <wp:wxr_version>1.2</wp:wxr_version>\n\
          <wp:base_site_url>https://bench.example</wp:base_site_url>\n\
          <wp:base_blog_url>https://bench.example</wp:base_blog_url>\n",
    )?;
    for id in 0..AUTHORS {
        let (first, last) = (prose.name(), prose.name());
        writeln!(
            out,
            "<wp:author><wp:author_id>{}</wp:author_id><wp:author_login><![CDATA[author{id}]]></wp:author_login>\
             <wp:author_email><![CDATA[author{id}@bench.example]]></wp:author_email>\
             <wp:author_display_name><![CDATA[{first} {last}]]></wp:author_display_name></wp:author>",
            id + 1
        )?;
    }
    for (at, slug) in sections.iter().enumerate() {
        writeln!(
            out,
            "<wp:category><wp:term_id>{}</wp:term_id><wp:category_nicename><![CDATA[{slug}]]></wp:category_nicename>\
             <wp:category_parent></wp:category_parent><wp:cat_name><![CDATA[{}]]></wp:cat_name></wp:category>",
            at + 1,
            prose::capital(slug)
        )?;
    }
    for id in 0..TAGS {
        writeln!(
            out,
            "<wp:tag><wp:term_id>{}</wp:term_id><wp:tag_slug><![CDATA[topic-{id}]]></wp:tag_slug>\
             <wp:tag_name><![CDATA[Topic {id}]]></wp:tag_name></wp:tag>",
            100 + id
        )?;
    }
    Ok(())
}

/// One story, at this share of the time.
fn item(
    out: &mut impl Write,
    prose: &mut Prose,
    number: u64,
    share: f64,
    sections: &[&str],
) -> Result<()> {
    let at = Moment::at(END - SPAN + (share * SPAN as f64).round() as i64);
    let headline = prose.headline();
    let slug = format!("{}-{number}", prose::slug(&headline));
    let section = sections[usize::try_from(prose.skewed(sections.len() as u64))?];
    let author = prose.below(AUTHORS);
    write!(
        out,
        "<item>\n<title>{headline}</title>\n<link>https://bench.example/{}/{slug}/</link>\n\
         <pubDate>{}</pubDate>\n<dc:creator><![CDATA[author{author}]]></dc:creator>\n\
         <guid isPermaLink=\"false\">https://bench.example/?p={id}</guid>\n<description></description>\n\
         <content:encoded><![CDATA[",
        at.folder(),
        at.rfc_2822(),
        id = number + 1
    )?;
    body(out, prose)?;
    let excerpt = prose.sentence();
    write!(
        out,
        "]]></content:encoded>\n<excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded>\n\
         <wp:post_id>{id}</wp:post_id>\n<wp:post_date>{date}</wp:post_date>\n\
         <wp:post_date_gmt>{date}</wp:post_date_gmt>\n<wp:comment_status>open</wp:comment_status>\n\
         <wp:ping_status>closed</wp:ping_status>\n<wp:post_name>{slug}</wp:post_name>\n\
         <wp:status>publish</wp:status>\n<wp:post_parent>0</wp:post_parent>\n<wp:menu_order>0</wp:menu_order>\n\
         <wp:post_type>post</wp:post_type>\n<wp:post_password></wp:post_password>\n<wp:is_sticky>0</wp:is_sticky>\n\
         <category domain=\"category\" nicename=\"{section}\"><![CDATA[{name}]]></category>\n",
        id = number + 1,
        date = at.sql(),
        name = prose::capital(section)
    )?;
    let tags = 1 + prose.below(4);
    let first = prose.skewed(TAGS);
    for step in 0..tags {
        let tag = (first + step * 37) % TAGS;
        writeln!(
            out,
            "<category domain=\"post_tag\" nicename=\"topic-{tag}\"><![CDATA[Topic {tag}]]></category>"
        )?;
    }
    comments(out, prose, number, at)?;
    out.write_all(b"</item>\n")?;
    Ok(())
}

fn body(out: &mut impl Write, prose: &mut Prose) -> Result<()> {
    let words = prose
        .log_normal(LOG_WORDS.0, LOG_WORDS.1)
        .clamp(60.0, 9_000.0) as u64;
    let mut written = 0;
    let mut paragraphs = 0;
    while written < words {
        paragraphs += 1;
        if paragraphs % 7 == 0 {
            write!(
                out,
                "<!-- wp:heading --><h2>{}</h2><!-- /wp:heading -->\n\n",
                prose.headline()
            )?;
        } else if paragraphs % 11 == 0 {
            let text = prose.sentence();
            write!(
                out,
                "<!-- wp:quote --><blockquote><p>{text}</p></blockquote><!-- /wp:quote -->\n\n"
            )?;
        }
        let (text, count) = prose.paragraph();
        write!(
            out,
            "<!-- wp:paragraph --><p>{text}</p><!-- /wp:paragraph -->\n\n"
        )?;
        written += count;
    }
    Ok(())
}

fn comments(out: &mut impl Write, prose: &mut Prose, number: u64, at: Moment) -> Result<()> {
    for turn in 0..2 {
        let id = number * 2 + turn + 1;
        let parent = if turn == 1 && prose.below(3) == 0 {
            id - 1
        } else {
            0
        };
        let (name, text) = (prose.name(), prose.sentence());
        let date = at.after(1_800 + i64::try_from(prose.below(80_000))?).sql();
        writeln!(
            out,
            "<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_author><![CDATA[{name}]]></wp:comment_author>\
             <wp:comment_author_email>{login}@reader.example</wp:comment_author_email>\
             <wp:comment_date>{date}</wp:comment_date><wp:comment_date_gmt>{date}</wp:comment_date_gmt>\
             <wp:comment_content><![CDATA[{text}]]></wp:comment_content>\
             <wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type>\
             <wp:comment_parent>{parent}</wp:comment_parent></wp:comment>",
            login = name.to_lowercase()
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_same_number_gives_the_same_archive() -> Result<()> {
        let dir = tempfile::tempdir()?;
        let (one, two) = (dir.path().join("one"), dir.path().join("two"));

        write(&one, 40, &SECTIONS)?;
        write(&two, 40, &SECTIONS)?;

        let text = fs::read_to_string(&one)?;
        assert_eq!(text, fs::read_to_string(&two)?);
        assert_eq!(text.matches("<item>").count(), 40);
        assert_eq!(text.matches("<wp:comment>").count(), 80);
        Ok(())
    }

    #[test]
    fn stories_are_about_eight_hundred_words_long() -> Result<()> {
        let file = tempfile::NamedTempFile::new()?;

        write(file.path(), 400, &SECTIONS)?;

        let text = fs::read_to_string(file.path())?;
        let bodies = text
            .split("<content:encoded>")
            .skip(1)
            .filter_map(|rest| rest.split("]]>").next());
        let words: usize = bodies.map(|body| body.split_whitespace().count()).sum();
        assert!((700..1_100).contains(&(words / 400)), "{}", words / 400);
        Ok(())
    }
}
