//! The program as a decoder of one picture: a process that the server starts and may lose.

use dateline_infra::picture::{decode_apart, set_decoder};
use std::path::PathBuf;
use std::process::ExitCode;

/// Names this program as the one that decodes apart.
pub fn name() {
    // The running program itself, also after an upgrade has put another in its place.
    let own = PathBuf::from("/proc/self/exe");
    let found = if own.exists() {
        Ok(own)
    } else {
        std::env::current_exe()
    };
    match found {
        Ok(path) => set_decoder(path),
        Err(error) => {
            tracing::warn!(%error, "AVIF is not taken: this program does not find itself");
        }
    }
}

/// Decodes, if that is what this process was started for. No command for people, so the help does not
/// know it.
pub fn decode_if_asked() -> Option<ExitCode> {
    decode_apart(std::env::args_os().skip(1)).map(ExitCode::from)
}
