//! Making keys and certificates fit for content credentials.

use super::KeyError;
use super::store::{self, AUTHORITY, Certificate, SIGNING};
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use std::fs::{self, File};
use std::path::Path;

/// How long an authority holds, in years. Without time stamps a signature is good as long as its
/// certificates are.
const AUTHORITY_YEARS: i64 = 30;
/// How long a signing certificate holds, in years.
const SIGNING_YEARS: i64 = 10;
/// Longest name in a certificate, in bytes (X.520 allows 64 characters).
const MAX_NAME: usize = 64;
/// Key purpose: signing documents.
const DOCUMENT_SIGNING: [u64; 9] = [1, 3, 6, 1, 5, 5, 7, 3, 36];
/// Key purpose: signing C2PA claims.
const CLAIM_SIGNING: [u64; 9] = [1, 3, 6, 1, 4, 1, 62558, 2, 1];

/// Makes authority and signing key where there is none.
pub fn first(folder: &Path, name: &str, now: Timestamp) -> Result<(), KeyError> {
    store::make_folders(folder)?;
    let _lock = lock(folder)?;
    // Another process may have been faster.
    if folder.join(SIGNING).exists() {
        return Ok(());
    }
    if !folder.join(AUTHORITY).exists() {
        store::write(&folder.join(AUTHORITY), &authority(name, now)?)?;
    }
    store::write(&folder.join(SIGNING), &issue(folder, name, now)?)
}

/// Makes the next signing key; keeps the certificate of the one before.
pub fn next(folder: &Path, name: &str, now: Timestamp) -> Result<(), KeyError> {
    store::make_folders(folder)?;
    let _lock = lock(folder)?;
    let path = folder.join(SIGNING);
    store::keep(folder, &Certificate::read(&path)?)?;
    store::write(&path, &issue(folder, name, now)?)
}

/// Makes a new authority and signing key; keeps the certificates of the ones before.
pub fn anew(folder: &Path, name: &str, now: Timestamp) -> Result<(), KeyError> {
    store::make_folders(folder)?;
    let _lock = lock(folder)?;
    for file in [SIGNING, AUTHORITY] {
        store::keep(folder, &Certificate::read(&folder.join(file))?)?;
    }
    store::write(&folder.join(AUTHORITY), &authority(name, now)?)?;
    store::write(&folder.join(SIGNING), &issue(folder, name, now)?)
}

/// Held while files are changed; let go when dropped.
fn lock(folder: &Path) -> Result<File, KeyError> {
    let path = folder.join("lock");
    let held = || {
        let mut options = fs::OpenOptions::new();
        let file = options
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)?;
        file.lock()?;
        Ok(file)
    };
    held().map_err(|source| store::failed("lock", &path, source))
}

fn authority(name: &str, now: Timestamp) -> Result<String, KeyError> {
    let mut params = dated(now, AUTHORITY_YEARS)?;
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    named(&mut params, &short(name, " Root"), &short(name, ""));
    let key = KeyPair::generate().map_err(making)?;
    let certificate = params.self_signed(&key).map_err(making)?;
    Ok(certificate.pem() + &key.serialize_pem())
}

fn issue(folder: &Path, name: &str, now: Timestamp) -> Result<String, KeyError> {
    let path = folder.join(AUTHORITY);
    let by = Certificate::read(&path)?;
    let damaged = |error: rcgen::Error| store::damaged("key", &path, &error.to_string());
    let key = KeyPair::from_pem(&store::read_key(&path)?).map_err(damaged)?;
    let issuer = Issuer::from_ca_cert_pem(&by.pem, key).map_err(damaged)?;

    let mut params = dated(now, SIGNING_YEARS)?;
    params.is_ca = IsCa::ExplicitNoCa;
    params.use_authority_key_identifier_extension = true;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    let other = |purpose: [u64; 9]| ExtendedKeyUsagePurpose::Other(purpose.to_vec());
    // Validators that were told of no purposes take only that of mail.
    params.extended_key_usages = vec![
        ExtendedKeyUsagePurpose::EmailProtection,
        other(DOCUMENT_SIGNING),
        other(CLAIM_SIGNING),
    ];
    named(&mut params, &short(name, ""), &short(name, ""));
    let key = KeyPair::generate().map_err(making)?;
    let certificate = params.signed_by(&key, &issuer).map_err(making)?;
    Ok(certificate.pem() + &key.serialize_pem())
}

fn named(params: &mut CertificateParams, common: &str, organisation: &str) {
    params.distinguished_name.push(DnType::CommonName, common);
    params
        .distinguished_name
        .push(DnType::OrganizationName, organisation);
}

/// A name with an ending, no longer than certificates allow.
fn short(name: &str, ending: &str) -> String {
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    let mut room = MAX_NAME - ending.len();
    while !name.is_char_boundary(room.min(name.len())) {
        room -= 1;
    }
    let kept = name[..room.min(name.len())].trim();
    let kept = if kept.is_empty() { "Newsroom" } else { kept };
    format!("{kept}{ending}")
}

/// Holds from the day before, for clocks differ, to the day after so many years.
fn dated(now: Timestamp, years: i64) -> Result<CertificateParams, KeyError> {
    let today = now.to_zoned(TimeZone::UTC).date();
    let date = |of: Result<jiff::civil::Date, jiff::Error>| {
        let of = of.map_err(|error| KeyError::Making(error.to_string()))?;
        let part = |number: i8| u8::try_from(number).unwrap_or(1);
        Ok(rcgen::date_time_ymd(
            of.year().into(),
            part(of.month()),
            part(of.day()),
        ))
    };
    let mut params = CertificateParams::default();
    params.not_before = date(today.checked_sub(1.day()))?;
    params.not_after = date(today.checked_add(years.years().days(1)))?;
    Ok(params)
}

#[expect(clippy::needless_pass_by_value, reason = "map_err hands it over")]
fn making(error: rcgen::Error) -> KeyError {
    KeyError::Making(error.to_string())
}
