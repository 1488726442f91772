//! Files of keys and certificates: read, written whole or not at all, looked at.

use super::{KeyError, Shown};
use dateline_infra::blob::Hash;
use jiff::Timestamp;
use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use x509_parser::pem::Pem;
use x509_parser::prelude::{FromDer, X509Certificate};

/// Key and certificate that sign.
pub const SIGNING: &str = "signing.pem";
/// Key and certificate of the authority.
pub const AUTHORITY: &str = "authority.pem";
/// Certificates that were in use.
const OLD: &str = "old";
/// Authorities of others.
const TRUSTED: &str = "trusted";
/// Longest file read, in bytes.
const MAX_BYTES: u64 = 4 * 1024 * 1024;
/// Most files of a folder looked at.
const MAX_FILES: usize = 1_000;

/// A certificate, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Whose it is.
    pub name: String,
    /// Who issued it.
    pub issuer: String,
    /// From when it holds.
    pub valid_from: Timestamp,
    /// Until when.
    pub valid_until: Timestamp,
    /// SHA-256 of it, lower-case hex.
    pub fingerprint: String,
    /// Whether it may issue others.
    pub is_authority: bool,
    /// Itself; no key.
    pub pem: String,
}

impl Certificate {
    /// The first certificate of a file.
    pub(super) fn read(path: &Path) -> Result<Self, KeyError> {
        let all = read_all(path)?;
        let none = || damaged("certificate", path, "there is none in it");
        all.into_iter().next().ok_or_else(none)
    }

    fn parse(der: &[u8]) -> Result<Self, String> {
        let (_, read) = X509Certificate::from_der(der).map_err(|error| error.to_string())?;
        let time = |at: i64| Timestamp::from_second(at).map_err(|error| error.to_string());
        let (from, until) = (read.validity().not_before, read.validity().not_after);
        Ok(Self {
            name: name_of(read.subject()),
            issuer: name_of(read.issuer()),
            valid_from: time(from.timestamp())?,
            valid_until: time(until.timestamp())?,
            fingerprint: Hash::of(der).to_string(),
            is_authority: read.is_ca(),
            pem: rcgen_pem(der),
        })
    }
}

fn name_of(name: &x509_parser::x509::X509Name<'_>) -> String {
    let common = name
        .iter_common_name()
        .chain(name.iter_organization())
        .next();
    let text = common.and_then(|part| part.as_str().ok()).unwrap_or("?");
    text.chars().filter(|c| !c.is_control()).take(200).collect()
}

/// The certificate in its text form.
fn rcgen_pem(der: &[u8]) -> String {
    pem::encode(&pem::Pem::new("CERTIFICATE", der))
}

/// Every certificate of a file.
pub fn read_all(path: &Path) -> Result<Vec<Certificate>, KeyError> {
    let text = read_text(path)?;
    let mut found = Vec::new();
    for block in Pem::iter_from_buffer(text.as_bytes()) {
        let block = block.map_err(|e| damaged("certificate", path, &e.to_string()))?;
        if block.label == "CERTIFICATE" {
            let read = Certificate::parse(&block.contents);
            found.push(read.map_err(|reason| damaged("certificate", path, &reason))?);
        }
    }
    Ok(found)
}

/// The key in a file, PEM.
pub fn read_key(path: &Path) -> Result<String, KeyError> {
    let text = read_text(path)?;
    let blocks = pem::parse_many(&text).map_err(|e| damaged("key", path, &e.to_string()))?;
    let key = blocks.iter().find(|block| block.tag() == "PRIVATE KEY");
    key.map(pem::encode)
        .ok_or_else(|| damaged("key", path, "there is none in it"))
}

fn read_text(path: &Path) -> Result<String, KeyError> {
    let failed = |source| failed("read", path, source);
    let length = fs::metadata(path).map_err(failed)?.len();
    if length > MAX_BYTES {
        let reason = format!("it is longer than {MAX_BYTES} bytes");
        return Err(damaged("certificate", path, &reason));
    }
    fs::read_to_string(path).map_err(failed)
}

/// Writes a file only its owner may read, whole or not at all.
pub fn write(path: &Path, text: &str) -> Result<(), KeyError> {
    let draft = path.with_extension("draft");
    let writing = || -> io::Result<()> {
        match fs::remove_file(&draft) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut options = fs::OpenOptions::new();
        let mut file = options
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&draft)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&draft, path)?;
        path.parent()
            .map_or(Ok(()), |folder| fs::File::open(folder)?.sync_all())
    };
    writing().map_err(|source| failed("write", path, source))
}

/// Makes the folders, closed to others.
pub fn make_folders(folder: &Path) -> Result<(), KeyError> {
    for path in [folder.to_owned(), folder.join(OLD), folder.join(TRUSTED)] {
        fs::create_dir_all(&path).map_err(|source| failed("make", &path, source))?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700))
            .map_err(|source| failed("close", &path, source))?;
    }
    Ok(())
}

/// Keeps a certificate that goes out of use.
pub fn keep(folder: &Path, certificate: &Certificate) -> Result<(), KeyError> {
    let what = if certificate.is_authority {
        "authority"
    } else {
        "signing"
    };
    let name = format!("{what}-{}.pem", &certificate.fingerprint[..16]);
    write(&folder.join(OLD).join(name), &certificate.pem)
}

/// What an operator may see of a folder.
pub fn show(folder: &Path) -> Result<Shown, KeyError> {
    let mut old = list(&folder.join(OLD))?;
    old.sort_by_key(|certificate| std::cmp::Reverse(certificate.valid_from));
    let secret = [folder.join(AUTHORITY), folder.join(SIGNING)];
    Ok(Shown {
        authority: Certificate::read(&secret[0])?,
        signing: Certificate::read(&secret[1])?,
        old,
        trusted: list(&folder.join(TRUSTED))?,
        exposed: secret.into_iter().filter(|path| is_exposed(path)).collect(),
    })
}

/// Every authority that is trusted, PEM.
pub fn trusted(folder: &Path) -> Result<String, KeyError> {
    let own = folder.join(AUTHORITY);
    let mut all = Vec::new();
    if own.exists() {
        all.push(Certificate::read(&own)?);
    }
    all.extend(
        list(&folder.join(OLD))?
            .into_iter()
            .filter(|c| c.is_authority),
    );
    all.extend(list(&folder.join(TRUSTED))?);
    Ok(all.into_iter().map(|certificate| certificate.pem).collect())
}

fn is_exposed(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|meta| meta.permissions().mode() & 0o077 != 0)
}

fn list(folder: &Path) -> Result<Vec<Certificate>, KeyError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(failed("read", folder, source)),
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "pem"))
        .take(MAX_FILES)
        .collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        found.extend(read_all(&path)?);
    }
    Ok(found)
}

pub fn failed(action: &'static str, path: &Path, source: io::Error) -> KeyError {
    let path = path.to_owned();
    KeyError::Io {
        action,
        path,
        source,
    }
}

pub fn damaged(what: &'static str, path: &Path, reason: &str) -> KeyError {
    KeyError::Damaged {
        what,
        path: path.to_owned(),
        reason: reason.to_owned(),
    }
}
