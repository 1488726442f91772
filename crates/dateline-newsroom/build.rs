//! A program as it ships is built anew when the newsroom in the browser was.
//!
//! Other builds read those files from the folder at run time.

fn main() {
    let built = "../../newsroom/dist";
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed={built}");
    }
}
