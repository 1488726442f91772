//! The program as a decoder of one AVIF: a process that the server starts and may lose.

use dateline_avif::{AvifError, serve};
use dateline_infra::picture::{AVIF_BROKEN, AVIF_COMMAND, AVIF_UNSUPPORTED, set_avif_program};
use std::io::{Write, stderr, stdin, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

/// Names this program as the one that decodes.
pub fn name() {
    // The running program itself, also after an upgrade has put another in its place.
    let own = PathBuf::from("/proc/self/exe");
    let found = if own.exists() {
        Ok(own)
    } else {
        std::env::current_exe()
    };
    match found {
        Ok(path) => set_avif_program(path),
        Err(error) => {
            tracing::warn!(%error, "AVIF is not taken: this program does not find itself")
        }
    }
}

/// Decodes, if that is what this process was started for: `dateline decode-avif BYTES SECONDS`, the
/// file as input, pixels as output. No command for people, so the help does not know it.
pub fn decode_if_asked() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next()? != AVIF_COMMAND {
        return None;
    }
    let mut number = || arguments.next()?.to_str()?.parse().ok();
    let (Some(memory), Some(seconds)) = (number(), number()) else {
        return Some(ExitCode::from(2));
    };
    let done = serve(stdin().lock(), stdout().lock(), memory, seconds);
    Some(match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Whoever started it may be gone.
            let _ = writeln!(stderr(), "{error}");
            match error {
                AvifError::Broken(_) => ExitCode::from(AVIF_BROKEN),
                AvifError::Unsupported(_) => ExitCode::from(AVIF_UNSUPPORTED),
                AvifError::Output(_) => ExitCode::FAILURE,
            }
        }
    })
}
