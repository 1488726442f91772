//! `bench import`: an archive into Dateline, beside WordPress's own.

use anyhow::Result;

use super::house::{Place, build};
use super::peers::wordpress::{WordPress, version};
use super::results::{Goal, Table};
use super::stats::Sample;
use super::{Options, archive_of};

/// Stories of the sample WordPress imports.
const WORDPRESS_STORIES: u64 = 1_000;

/// Measures, and answers the section.
pub fn run(options: &Options) -> Result<String> {
    build(options)?;
    let archive = archive_of(options.stories)?;
    let bytes = archive.metadata()?.len();
    let mut rates = Sample::default();
    let mut peaks = Sample::default();
    let mut again = Sample::default();
    let mut database = 0;
    for _ in 0..options.runs {
        let place = Place::empty("import", options)?;
        let first = place.import(&archive)?;
        let second = place.import(&archive)?;
        rates.push(options.stories as f64 / first.seconds);
        peaks.push(first.peak_bytes.max(second.peak_bytes) as f64 / 1e6);
        again.push(second.seconds);
        database = place.database_bytes();
        println!(
            "{:.1} s, and {:.1} s when run again",
            first.seconds, second.seconds
        );
    }
    let wanted = if options.postgres { 1_000.0 } else { 2_000.0 };
    let mut table = Table::default();
    table.bound("stories per second", &rates, "", Goal::AtLeast(wanted));
    table.bound("greatest memory", &peaks, "MB", Goal::AtMost(150.0));
    table.bound("the same command again", &again, "s", Goal::None);
    if !options.postgres {
        let each: Sample =
            std::iter::once(database as f64 / 1e3 / options.stories as f64).collect();
        table.bound("database per story", &each, "KB", Goal::AtMost(20.0));
    }
    let peer = match wordpress_rate(options) {
        Ok(rate) => {
            table.compare(
                "stories per second",
                &rates,
                ("WordPress", &rate),
                Goal::AtLeast(50.0),
            );
            format!(
                "WordPress {}: at most {WORDPRESS_STORIES} of the stories, by the calls its importer makes \
                 (bench/wordpress/import.php); the importer itself is not packaged",
                version()
            )
        }
        Err(error) => format!("WordPress could not be had: {error:#}"),
    };
    Ok(format!(
        "Stories: {}, comments: {}, archive {:.0} MB. One core; the database is durable. {peer}.\n\n{}",
        options.stories,
        options.stories * 2,
        bytes as f64 / 1e6,
        table.markdown()
    ))
}

fn wordpress_rate(options: &Options) -> Result<Sample> {
    let count = WORDPRESS_STORIES.min(options.stories);
    let wordpress = WordPress::start(&archive_of(options.stories)?, count, options)?;
    Ok(std::iter::once(count as f64 / wordpress.import_seconds).collect())
}
