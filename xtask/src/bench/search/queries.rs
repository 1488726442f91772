//! What is asked: words, pairs and triples as they stand in texts, a misspelt word, known stories.

use std::collections::HashMap;

use super::corpora::Story;
use crate::bench::archive::Prose;

/// Queries of each language.
const QUERIES: usize = 10;

/// Words of a text; where there are no spaces, pieces of a few characters.
pub fn words(text: &str) -> Vec<String> {
    let is_dense = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    let mut words = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let dense: Vec<char> = word.chars().filter(|c| is_dense(*c)).collect();
        if dense.is_empty() {
            words.extend((!word.is_empty()).then(|| word.to_lowercase()));
        } else {
            words.extend(
                dense
                    .chunks(4)
                    .map(|piece| piece.iter().collect::<String>()),
            );
        }
    }
    words
}

/// Ten queries of a language: single words from frequent to rare, words that stand together, one
/// misspelt.
pub fn of_language(sentences: &[String]) -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for word in sentences.iter().flat_map(|sentence| words(sentence)) {
        *counts.entry(word).or_default() += 1;
    }
    let mut ranked: Vec<(String, usize)> = counts.into_iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let long = ranked.iter().map(|(word, _)| word);
    let telling: Vec<&String> = long.filter(|word| word.chars().count() > 3).collect();
    let at = |rank: usize| telling[rank.min(telling.len() - 1)].clone();
    let mut queries = vec![at(5), at(60), at(400)];
    let mut prose = Prose::new(7);
    while queries.len() < QUERIES - 1 {
        let wanted = if queries.len() < 7 { 2 } else { 3 };
        let sentence = &sentences[prose.below(sentences.len() as u64) as usize];
        let words = words(sentence);
        if words.len() > wanted + 2 {
            let from = prose.below((words.len() - wanted) as u64) as usize;
            queries.push(words[from..from + wanted].join(" "));
        }
    }
    queries.push(misspelt(&at(200)));
    queries
}

/// A word without one of its letters.
fn misspelt(word: &str) -> String {
    let middle = word.chars().count() / 2;
    let kept = word.chars().enumerate().filter(|(at, _)| *at != middle);
    kept.map(|(_, c)| c).collect()
}

/// A story one knows: by its headline, and by the three rarest words of its text.
pub struct Known {
    pub number: usize,
    pub headline: String,
    pub rarest: String,
}

/// Up to `count` stories that somebody looks for. Those whose text others have too are left out.
pub fn known(stories: &[Story], count: usize) -> Vec<Known> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut bodies: HashMap<&str, usize> = HashMap::new();
    for story in stories {
        let mut own = words(&story.body);
        own.sort();
        own.dedup();
        for word in own {
            *counts.entry(word).or_default() += 1;
        }
        *bodies.entry(story.body.as_str()).or_default() += 1;
    }
    let titles = stories.iter().map(|story| story.title.as_str());
    let mut same: HashMap<&str, usize> = HashMap::new();
    titles.for_each(|title| *same.entry(title).or_default() += 1);
    let alone = stories
        .iter()
        .enumerate()
        .filter(|(_, story)| bodies[story.body.as_str()] == 1 && same[story.title.as_str()] == 1);
    let alone: Vec<(usize, &Story)> = alone.collect();
    let step = (alone.len() / count.max(1)).max(1);
    let chosen = alone.into_iter().step_by(step).take(count);
    let known = chosen.map(|(number, story)| {
        let mut rare: Vec<(usize, String)> = words(&story.body)
            .into_iter()
            .filter(|word| word.chars().count() > 3 && !word.chars().all(char::is_numeric))
            .map(|word| (counts[&word], word))
            .collect();
        rare.sort();
        rare.dedup();
        let rarest: Vec<String> = rare.into_iter().take(3).map(|(_, word)| word).collect();
        Known {
            number,
            headline: story.title.chars().take(190).collect(),
            rarest: rarest.join(" "),
        }
    });
    known.filter(|known| !known.rarest.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_every_script() {
        assert_eq!(words("Iron bridge, closed."), ["iron", "bridge", "closed"]);
        assert_eq!(words("美国空军基地，火灾"), ["美国空军", "基地", "火灾"]);
        assert_eq!(misspelt("bridge"), "brige");
    }

    #[test]
    fn a_known_story_is_asked_for_by_what_only_it_has() {
        let story = |title: &str, body: &str| Story {
            title: title.to_owned(),
            body: body.to_owned(),
        };
        let stories = [
            story("One", "common words zeppelin"),
            story("Two", "common words airship"),
            story("Two", "common words twice"),
        ];

        let known = known(&stories, 10);

        assert_eq!(known.len(), 1);
        assert!(
            known[0].rarest.starts_with("zeppelin"),
            "{}",
            known[0].rarest
        );
    }
}
