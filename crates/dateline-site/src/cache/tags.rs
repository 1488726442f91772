//! Tags for outer caches: few enough for every vendor, complete enough to miss no purge.

use std::collections::BTreeSet;

use dateline_core::subject::{GROUPS, Subject, group_tag_of, tag_of};

/// Most tags on one page, the limit of the strictest vendor.
const MOST: usize = 50;
/// Tags of their own on a page that reads more; the rest is named by its groups, and every page is
/// part of everything.
const OWN: usize = MOST - 32 - 1;
const _: () = assert!(GROUPS == 32, "the room for groups is counted in OWN");
/// Most bytes of all tags together.
const MOST_BYTES: usize = 4096;

/// The tags of a page, from the subjects it read; what stands for everything is always among them.
pub(super) fn page_tags(subjects: &[Subject], separator: &str) -> String {
    let own = if subjects.len() < MOST {
        subjects.len()
    } else {
        OWN
    };
    let mut tags = vec![Subject::Everything.tag()];
    let single = subjects[..own].iter().map(Subject::tag);
    tags.extend(single.filter(|tag| *tag != Subject::Everything.tag()));
    let groups: BTreeSet<String> = subjects[own..].iter().map(Subject::group_tag).collect();
    tags.extend(groups);
    let joined = tags.join(separator);
    debug_assert!(tags.len() <= MOST && joined.len() <= MOST_BYTES);
    joined
}

/// What to purge from outer caches when the subjects with these keys changed, most telling first.
pub fn purge_tags(keys: &[u64]) -> Vec<String> {
    let everything = Subject::Everything.key();
    if keys.contains(&everything) {
        return vec![tag_of(everything)];
    }
    let own: BTreeSet<String> = keys.iter().map(|key| tag_of(*key)).collect();
    let groups: BTreeSet<String> = keys.iter().map(|key| group_tag_of(*key)).collect();
    own.into_iter().chain(groups).collect()
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
        for count in [0, 1, 49, 50, 51, 400] {
            let subjects = stories(count);

            let tags = page_tags(&subjects, " ");

            let tags: Vec<&str> = tags.split(' ').filter(|tag| !tag.is_empty()).collect();
            assert!(tags.len() <= MOST);
            assert!(tags.join(" ").len() <= MOST_BYTES);
            for subject in subjects.iter().chain([&Subject::Everything]) {
                let purged = purge_tags(&[subject.key()]);
                assert!(tags.iter().any(|tag| purged.contains(&(*tag).to_owned())));
            }
        }
    }

    #[test]
    fn a_purge_of_everything_names_nothing_else() {
        let mut keys: Vec<u64> = stories(400).iter().map(Subject::key).collect();
        assert_eq!(purge_tags(&keys).len(), 400 + 32);

        keys.push(Subject::Everything.key());

        assert_eq!(purge_tags(&keys), [Subject::Everything.tag()]);
    }
}
