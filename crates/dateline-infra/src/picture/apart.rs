//! Decoding apart: in a process started for one picture, which may die of it or be ended.
//!
//! What a decoder in this process does cannot be stopped from outside, and one that aborts takes the
//! house along. A process of its own has bounds on memory and processor time that the system keeps,
//! no environment, no keys and no files. It is this program again, started with a word first.

use super::PictureError;
use super::decode::Drawing;
use dateline_avif::{AvifError, Head, confine};
use std::ffi::OsString;
use std::io::{self, BufWriter, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{OnceLock, mpsc};
use std::thread;
use std::time::Duration;

/// What the program itself takes of a process's addresses, in bytes, most of it never read.
const PROGRAM_BYTES: u64 = 192 * 1024 * 1024;
/// Longest message taken from it, in bytes.
const MAX_MESSAGE: u64 = 400;
/// Longest file a process takes, in bytes.
const MAX_FILE: u64 = 100_000_000;

/// Exit codes: the file is damaged; of a sort that is not taken; the program was started wrongly.
const BROKEN: u8 = 3;
const UNSUPPORTED: u8 = 4;
const USAGE: u8 = 2;

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// What a process is started for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Task {
    /// The pixels of an AVIF.
    DecodeAvif,
    /// The size of a drawing, and the memory drawing it takes, in eight bytes.
    MeasureSvg,
    /// The pixels of a drawing.
    DrawSvg,
}

impl Task {
    const ALL: [Self; 3] = [Self::DecodeAvif, Self::MeasureSvg, Self::DrawSvg];

    fn word(self) -> &'static str {
        match self {
            Self::DecodeAvif => "decode-avif",
            Self::MeasureSvg => "measure-svg",
            Self::DrawSvg => "draw-svg",
        }
    }

    /// Longest it may work, in seconds of processor time.
    fn seconds(self) -> u64 {
        match self {
            Self::DecodeAvif => 30,
            Self::MeasureSvg | Self::DrawSvg => 10,
        }
    }

    /// How many bytes follow the head of an answer.
    fn length(self, head: &Head) -> Option<usize> {
        match self {
            Self::MeasureSvg => Some(8),
            Self::DecodeAvif | Self::DrawSvg => head.length(),
        }
    }

    /// Longest anybody waits for it, on a machine that has other things to do.
    fn wait(self) -> Duration {
        Duration::from_secs(4 * self.seconds())
    }

    fn too_slow(self) -> PictureError {
        PictureError::TooSlow {
            seconds: self.seconds(),
        }
    }
}

/// Names the program that decodes apart, which must call [`decode_apart`] with its arguments before
/// anything else. Without one AVIF is not taken, and drawings are drawn in this process. Only the
/// first call counts.
pub fn set_decoder(program: PathBuf) {
    if PROGRAM.set(program).is_err() {
        tracing::debug!("The program that decodes apart was named already");
    }
}

/// Whether a program was named.
pub(super) fn is_named() -> bool {
    PROGRAM.get().is_some()
}

/// Decodes, if these are the arguments of a process started for that: a word, bytes of memory,
/// seconds of processor time; the file is its input, the pixels its output. Its exit code.
pub fn decode_apart(mut arguments: impl Iterator<Item = OsString>) -> Option<u8> {
    let word = arguments.next()?;
    let task = Task::ALL.into_iter().find(|task| word == task.word())?;
    let mut number = || arguments.next()?.to_str()?.parse().ok();
    let (Some(memory), Some(seconds)) = (number(), number()) else {
        return Some(USAGE);
    };
    confine(memory, seconds);
    let (code, reason) = match answer(task) {
        Ok(()) => return Some(0),
        Err(PictureError::Broken(reason)) => (BROKEN, reason),
        Err(PictureError::Avif(reason) | PictureError::Drawing(reason)) => {
            (UNSUPPORTED, reason.into_owned())
        }
        Err(other) => (1, other.to_string()),
    };
    // Whoever started it may be gone.
    let _ = writeln!(io::stderr(), "{reason}");
    Some(code)
}

fn answer(task: Task) -> Result<(), PictureError> {
    let mut file = Vec::new();
    let input = io::stdin().lock().take(MAX_FILE).read_to_end(&mut file);
    input.map_err(|e| PictureError::Decoder(e.to_string()))?;
    let mut out = BufWriter::with_capacity(1 << 18, io::stdout().lock());
    let lost = |e: io::Error| PictureError::Decoder(e.to_string());
    match task {
        Task::DecodeAvif => dateline_avif::write_pixels(&file, &mut out)?,
        Task::MeasureSvg | Task::DrawSvg => {
            let drawing = Drawing::open(&file)?;
            let (width, height) = drawing.size;
            let head = Head {
                width,
                height,
                channels: 4,
            };
            out.write_all(&head.to_bytes()).map_err(lost)?;
            if task == Task::MeasureSvg {
                let cost = drawing.cost().to_le_bytes();
                out.write_all(&cost).map_err(lost)?;
            } else {
                let image = drawing.draw()?;
                out.write_all(image.as_bytes()).map_err(lost)?;
            }
        }
    }
    out.flush().map_err(lost)
}

impl From<AvifError> for PictureError {
    fn from(error: AvifError) -> Self {
        match error {
            AvifError::Broken(reason) => Self::broken(&reason),
            AvifError::Unsupported(reason) => Self::Avif(reason.into()),
            AvifError::Output(reason) => Self::Decoder(reason),
        }
    }
}

/// Has a process of its own do something with a file: what it answers, if that may be accepted. It may
/// take `memory` bytes beside the program.
pub(super) fn ask(
    task: Task,
    memory: u64,
    file: &[u8],
    accept: impl Fn(&Head) -> bool + Send,
) -> Result<(Head, Vec<u8>), PictureError> {
    let nobody = || PictureError::Decoder("no program was named".to_owned());
    let program = PROGRAM.get().ok_or_else(nobody)?;
    let mut child = Command::new(program)
        .arg(task.word())
        .arg(memory.saturating_add(PROGRAM_BYTES).to_string())
        .arg(task.seconds().to_string())
        .env_clear()
        // The allocator would set aside a gigabyte at once, more than the process may have.
        .env("MIMALLOC_DISALLOW_ARENA_ALLOC", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| PictureError::Decoder(e.to_string()))?;
    let said = talk(task, &mut child, file, accept);
    let status = child
        .wait()
        .map_err(|e| PictureError::Decoder(e.to_string()))?;
    match said {
        None => Err(task.too_slow()),
        Some((Ok(answer), _)) if status.success() => Ok(answer),
        Some((_, message)) => Err(ended(task, status, &message)),
    }
}

type Answer = io::Result<(Head, Vec<u8>)>;

/// What a process answers, and what it complains of; none if it took too long and was ended.
fn talk(
    task: Task,
    child: &mut Child,
    file: &[u8],
    accept: impl Fn(&Head) -> bool + Send,
) -> Option<(Answer, String)> {
    let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (stdin, stdout, stderr) = pipes;
    let (done, wait) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(move || {
            // One that refuses a file does not read it to its end.
            let _ = stdin.map(|mut to| to.write_all(file));
            let answer = read(task, stdout, accept);
            let mut message = Vec::new();
            let _ = stderr.map(|from| from.take(MAX_MESSAGE).read_to_end(&mut message));
            let message = String::from_utf8_lossy(&message).into_owned();
            let _ = done.send((answer, message));
        });
        let said = wait.recv_timeout(task.wait());
        if said.is_err() {
            // The pipes close with it, so the other thread ends too.
            let _ = child.kill();
        }
        said.ok()
    })
}

fn read(task: Task, from: Option<impl Read>, accept: impl Fn(&Head) -> bool) -> Answer {
    let mut from = from.ok_or(io::ErrorKind::BrokenPipe)?;
    let mut begin = [0; Head::LENGTH];
    from.read_exact(&mut begin)?;
    let head = Head::from_bytes(begin).filter(|head| accept(head));
    let head = head.ok_or(io::ErrorKind::InvalidData)?;
    let length = task.length(&head).ok_or(io::ErrorKind::OutOfMemory)?;
    let mut answer = Vec::with_capacity(length);
    from.take(length as u64).read_to_end(&mut answer)?;
    Ok((head, answer))
}

/// Why there is no answer.
fn ended(task: Task, status: ExitStatus, message: &str) -> PictureError {
    let reason = || {
        let line = message.trim().chars();
        let line = line.map(|c| if c.is_control() { ' ' } else { c });
        line.take(200).collect::<String>()
    };
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    match (code, task) {
        (Some(BROKEN), _) => PictureError::broken(&reason()),
        (Some(UNSUPPORTED), Task::DecodeAvif) => PictureError::Avif(reason().into()),
        (Some(UNSUPPORTED), _) => PictureError::Drawing(reason().into()),
        (Some(_), _) => PictureError::Decoder(reason()),
        // A signal: it gave itself up, or went beyond what it may.
        (None, _) if was_slow(status) => task.too_slow(),
        (None, _) => PictureError::broken(&"the decoder gave up"),
    }
}

#[cfg(target_os = "linux")]
fn was_slow(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    const XCPU: i32 = 24;
    status.signal() == Some(XCPU)
}

#[cfg(not(target_os = "linux"))]
fn was_slow(_: ExitStatus) -> bool {
    false
}
