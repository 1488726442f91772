//! Opens archives and hands over their records, whatever their format.

use super::read::{Fault, Pass};
use super::{ImportError, Source, address};
use dateline_formats::archive::Record;
use dateline_formats::wxr::{self, Library};
use dateline_formats::{ghost, normal};
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Largest file of redirects, in bytes.
const MAX_REDIRECTS_BYTES: u64 = 50_000_000;

type Sink<'a> = &'a mut dyn FnMut(Record) -> ControlFlow<()>;

/// Reads an archive from its beginning; counts bytes in `done`; `sink` may break off. What must
/// wait for a story is put in a nameless file in the folder `aside`. The outline fills `library`,
/// the whole uses it.
pub(super) fn read(
    source: &Source,
    aside: &Path,
    pass: Pass,
    library: &mut Arc<Library>,
    done: &AtomicU64,
    sink: Sink<'_>,
) -> Result<(), Fault> {
    let sink: Sink<'_> = &mut |mut record| {
        normal::record(&mut record);
        sink(record)
    };
    match source {
        Source::WordPress(files) => {
            let mut first = None;
            for path in files {
                let reader = wordpress(path, pass, library, done)?;
                if read_wordpress(path, reader, library, &mut first, sink)?.is_break() {
                    break;
                }
            }
            Ok(())
        }
        Source::Ghost {
            export,
            redirects,
            site_url,
        } => {
            let options = ghost::Options {
                site_url: site_url.clone().unwrap_or_default(),
                is_outline: pass == Pass::Outline,
            };
            let is_stopped = read_ghost(export, aside, &options, done, sink)?.is_break();
            match redirects {
                Some(path) if !is_stopped && pass == Pass::Whole => read_redirects(path, sink),
                _ => Ok(()),
            }
        }
    }
}

type WordPress<'a> = wxr::Reader<BufReader<Counted<'a>>>;

fn wordpress<'a>(
    path: &Path,
    pass: Pass,
    library: &mut Arc<Library>,
    done: &'a AtomicU64,
) -> Result<WordPress<'a>, Fault> {
    let file = BufReader::with_capacity(256 * 1024, open(path, done)?);
    let reader = wxr::Reader::new(file);
    Ok(match pass {
        Pass::Outline => reader.library(std::mem::take(library)).outline(),
        Pass::Whole => reader.library(Arc::clone(library)),
    })
}

fn read_wordpress(
    path: &Path,
    mut reader: WordPress<'_>,
    library: &mut Arc<Library>,
    first: &mut Option<String>,
    sink: Sink<'_>,
) -> Result<ControlFlow<()>, Fault> {
    let flow = reader.by_ref().try_for_each(|record| {
        let record = match record {
            Ok(record) => record,
            Err(error) => return ControlFlow::Break(Err(wordpress_fault(path, &error))),
        };
        if let Record::Site(site) = &record
            && let Err(fault) = check_same(path, first, &site.url)
        {
            return ControlFlow::Break(Err(fault));
        }
        sink(record).map_break(|()| Ok(()))
    });
    *library = reader.into_library();
    match flow {
        ControlFlow::Break(Err(fault)) => Err(fault),
        ControlFlow::Break(Ok(())) => Ok(ControlFlow::Break(())),
        ControlFlow::Continue(()) => Ok(ControlFlow::Continue(())),
    }
}

fn check_same(path: &Path, first: &mut Option<String>, url: &str) -> Result<(), Fault> {
    let first = first.get_or_insert_with(|| url.to_owned());
    if address::source_key(first) == address::source_key(url) {
        return Ok(());
    }
    Err(Fault::Other(ImportError::OtherSite {
        path: path.to_owned(),
        found: url.to_owned(),
        first: first.clone(),
    }))
}

fn wordpress_fault(path: &Path, error: &wxr::WxrError) -> Fault {
    use wxr::WxrError as E;
    let text = error.to_string();
    let line = match error {
        E::NotXml { line }
        | E::NotWxr { line, .. }
        | E::Entities { line }
        | E::Truncated { line, .. }
        | E::Unreadable { line, .. } => *line,
    };
    let detail = text.strip_prefix(&format!("line {line}: "));
    Fault::Damaged {
        path: path.to_owned(),
        line,
        detail: detail.unwrap_or(&text).to_owned(),
    }
}

fn read_ghost(
    path: &Path,
    aside: &Path,
    options: &ghost::Options,
    done: &AtomicU64,
    sink: Sink<'_>,
) -> Result<ControlFlow<()>, Fault> {
    let aside = tempfile::tempfile_in(aside).map_err(|e| Fault::Other(ImportError::Data(e)))?;
    let mut flow = ControlFlow::Continue(());
    let open = || File::open(path).map(|inner| Counted { inner, done });
    ghost::read(open, aside, options, &mut |record| {
        flow = sink(record);
        flow
    })
    .map_err(|error| ghost_fault(path, error))?;
    Ok(flow)
}

fn ghost_fault(path: &Path, error: ghost::GhostError) -> Fault {
    let path = path.to_owned();
    match error {
        ghost::GhostError::Unreadable(source) => Fault::Unreadable { path, source },
        ghost::GhostError::Aside(source) => Fault::Other(ImportError::Data(source)),
        ghost::GhostError::Malformed {
            line,
            column,
            detail,
        } => Fault::Damaged {
            path,
            line: line as u64,
            detail: format!("column {column}: {detail}"),
        },
    }
}

fn read_redirects(path: &Path, sink: Sink<'_>) -> Result<(), Fault> {
    let unreadable = |source| Fault::Unreadable {
        path: path.to_owned(),
        source,
    };
    let mut text = String::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(MAX_REDIRECTS_BYTES)
        .read_to_string(&mut text)
        .map_err(unreadable)?;
    let records = ghost::redirects(&text).map_err(|error| ghost_fault(path, error))?;
    for record in records {
        if sink(record).is_break() {
            break;
        }
    }
    Ok(())
}

fn open<'a>(path: &Path, done: &'a AtomicU64) -> Result<Counted<'a>, Fault> {
    let inner = File::open(path).map_err(|source| Fault::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    Ok(Counted { inner, done })
}

/// A file that tells how far it was read.
struct Counted<'a> {
    inner: File,
    done: &'a AtomicU64,
}

impl Read for Counted<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(bytes)?;
        self.done.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
