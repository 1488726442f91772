//! The documentation of the API is the code's own, whole, and the one that is checked in.

use dateline_newsroom::api::openapi;
use dateline_newsroom::api::rights::ROUTES;
use serde_json::Value;
use std::collections::BTreeSet;

const PUBLISHED: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../docs/src/reference/openapi.json"
);

#[test]
fn the_published_document_is_the_present_one() {
    if std::env::var_os("DATELINE_WRITE_OPENAPI").is_some() {
        std::fs::write(PUBLISHED, openapi::text()).unwrap();
    }

    let published = std::fs::read_to_string(PUBLISHED).unwrap_or_default();

    assert!(
        published == openapi::text(),
        "docs/src/reference/openapi.json is out of date; write it anew with\n  DATELINE_WRITE_OPENAPI=1 cargo test -p dateline-newsroom --test stories openapi"
    );
}

#[test]
fn every_address_of_the_table_is_in_the_document_and_no_other() {
    let document = openapi::document();
    let paths = document["paths"].as_object().unwrap();

    let said: BTreeSet<(String, String)> = paths
        .iter()
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap().keys();
            methods.map(move |method| (method.to_ascii_uppercase(), path.clone()))
        })
        .collect();

    let table = ROUTES.iter().map(|route| (route.method, route.path));
    // The site answers these beside the newsroom.
    let site = [
        ("GET", "/published/stories"),
        ("GET", "/published/stories/{id}"),
    ];
    let wanted = table.chain(site);
    let wanted = wanted.map(|(method, path)| (method.to_owned(), path.to_owned()));
    assert_eq!(said, wanted.collect());
    assert_eq!(
        document["openapi"]
            .as_str()
            .unwrap()
            .split('.')
            .take(2)
            .collect::<Vec<_>>(),
        ["3", "1"]
    );
}

#[test]
fn every_operation_has_a_name_of_its_own_and_every_reference_leads_somewhere() {
    let document = openapi::document();
    let mut names = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let name = operation["operationId"].as_str().unwrap().to_owned();
            assert!(names.insert(name), "{method} {path}");
            let parts = path.split('/').filter(|part| part.starts_with('{'));
            let named: Vec<&str> = operation["parameters"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|parameter| parameter["in"] == "path")
                .map(|parameter| parameter["name"].as_str().unwrap())
                .collect();
            let wanted: Vec<&str> = parts.map(|part| part.trim_matches(['{', '}'])).collect();
            assert_eq!(named, wanted, "{method} {path}");
        }
    }
    let mut references = BTreeSet::new();
    gather(&document, &mut references);
    assert!(references.len() > 20);
    for reference in references {
        let at = reference.trim_start_matches('#');
        assert!(document.pointer(at).is_some(), "{reference}");
    }
}

fn gather(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match value.as_str() {
                    Some(reference) if name == "$ref" => {
                        found.insert(reference.to_owned());
                    }
                    _ => gather(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, found)),
        _ => {}
    }
}
