//! Tags for outer caches: few enough for every vendor, complete enough to miss no purge.

use std::collections::BTreeSet;

use dateline_core::subject::Subject;

/// Most tags on one page, the limit of the strictest vendor.
const MOST: usize = 50;
/// Tags of their own on a page that reads more; the rest is named by its groups, of which there are 32.
const OWN: usize = MOST - 32;
/// Most bytes of all tags together.
const MOST_BYTES: usize = 4096;

/// The tags of a page, from the subjects it read.
pub(super) fn page_tags(subjects: &[Subject], separator: &str) -> String {
    let own = if subjects.len() <= MOST {
        subjects.len()
    } else {
        OWN
    };
    let mut tags: Vec<String> = subjects[..own].iter().map(Subject::to_string).collect();
    let groups: BTreeSet<String> = subjects[own..].iter().map(Subject::group_tag).collect();
    tags.extend(groups);
    let joined = tags.join(separator);
    debug_assert!(tags.len() <= MOST && joined.len() <= MOST_BYTES);
    joined
}

/// What to purge from outer caches when these subjects changed.
pub fn purge_tags(subjects: &[Subject]) -> Vec<String> {
    let tags: BTreeSet<String> = subjects
        .iter()
        .flat_map(|subject| [subject.to_string(), subject.group_tag()])
        .collect();
    tags.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use dateline_core::id::derived;

    use super::*;

    fn stories(count: usize) -> Vec<Subject> {
        (0..count)
            .map(|n| Subject::Story(derived(&[&n.to_string()]).into()))
            .collect()
    }

    #[test]
    fn tags_stay_within_the_limits_and_a_purge_misses_no_page() {
        for count in [0, 1, 50, 51, 400] {
            let subjects = stories(count);

            let tags = page_tags(&subjects, " ");

            let tags: Vec<&str> = tags.split(' ').filter(|tag| !tag.is_empty()).collect();
            assert!(tags.len() <= MOST);
            assert!(tags.join(" ").len() <= MOST_BYTES);
            for subject in &subjects {
                let purged = purge_tags(std::slice::from_ref(subject));
                assert!(tags.iter().any(|tag| purged.contains(&(*tag).to_owned())));
            }
        }
    }
}
