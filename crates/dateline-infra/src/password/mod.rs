//! Passwords: which are accepted, how they are kept.
//!
//! Argon2id with 19 MiB, two passes, one lane (the least OWASP recommends). At most two are
//! computed at a time, so that many logins at once cost time, not memory, and on threads that give way,
//! so that they cost readers nothing.

mod weak;

use crate::background;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use std::sync::Arc;
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

/// Shortest password, in characters.
pub const MIN_CHARS: usize = 12;
/// Longest password, in bytes of UTF-8.
pub const MAX_BYTES: usize = 1024;
/// Computed at a time.
const AT_ONCE: usize = 2;
/// Computed or waiting; more are refused.
const MAX_WAITING: usize = 64;
/// What is compared with where there is no account: random bytes that no password leads to.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$xStRJsUt6u25+WnlaNEmBA$+7DAuviyuFxdSwgMPsnuwH/9ncDij4JUL1ehneSG5vA";
/// Memory of one computation, in KiB.
const MEMORY_KIB: u32 = 19 * 1024;

/// Why a password was not taken or not checked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Too short.
    #[error("a password needs at least {min} characters")]
    TooShort {
        /// The least, in characters.
        min: usize,
    },
    /// Too long.
    #[error("a password has at most {max} bytes")]
    TooLong {
        /// The most, in bytes.
        max: usize,
    },
    /// Among the first that an attacker tries.
    #[error("this password is easy to guess")]
    Common,
    /// Too many are being checked.
    #[error("too many passwords are being checked at the moment")]
    Busy,
    /// What is stored is not a hash.
    #[error("the stored password cannot be read: {0}")]
    Stored(String),
    /// The computation failed.
    #[error("the password cannot be computed: {0}")]
    Failed(String),
}

/// Checks passwords and computes what is stored of them.
#[derive(Clone, Debug)]
pub struct Passwords {
    places: Arc<Semaphore>,
    permits: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            places: Arc::new(Semaphore::new(MAX_WAITING)),
            permits: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }
}

impl Passwords {
    /// Whether a new password may be taken: 12 characters to 1024 bytes, not among the most
    /// common, and not built from `context` (name, mail address, the paper's title).
    pub fn check(password: &str, context: &[&str]) -> Result<(), PasswordError> {
        let normal = normal(password)?;
        if normal.chars().count() < MIN_CHARS {
            return Err(PasswordError::TooShort { min: MIN_CHARS });
        }
        if weak::is_weak(&normal, context) {
            Err(PasswordError::Common)
        } else {
            Ok(())
        }
    }

    /// What to store of a password: a PHC string of less than 200 characters.
    pub async fn hash(&self, password: &str) -> Result<String, PasswordError> {
        let password = normal(password)?;
        self.compute(move || {
            let hash = argon2()?.hash_password(password.as_bytes());
            hash.map(|hash| hash.to_string())
                .map_err(|e| PasswordError::Failed(e.to_string()))
        })
        .await
    }

    /// Whether the password is the one of which `stored` was kept.
    pub async fn verify(&self, password: &str, stored: &str) -> Result<bool, PasswordError> {
        let Ok(password) = normal(password) else {
            return self.verify_nobody().await;
        };
        self.compare(password, stored).await
    }

    async fn compare(&self, password: String, stored: &str) -> Result<bool, PasswordError> {
        let stored = PasswordHash::new(stored).map_err(|e| PasswordError::Stored(e.to_string()))?;
        self.compute(
            move || match argon2()?.verify_password(password.as_bytes(), &stored) {
                Ok(()) => Ok(true),
                Err(argon2::password_hash::Error::PasswordInvalid) => Ok(false),
                Err(e) => Err(PasswordError::Stored(e.to_string())),
            },
        )
        .await
    }

    /// Takes as long as [`Self::verify`] and is always false: for accounts that do not exist, so
    /// that the time does not tell them apart.
    pub async fn verify_nobody(&self) -> Result<bool, PasswordError> {
        self.compare("a password of nobody".to_owned(), NOBODY)
            .await
            .map(|_| false)
    }

    async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, PasswordError> + Send + 'static,
    ) -> Result<T, PasswordError> {
        let _place = self.places.try_acquire().map_err(|_| PasswordError::Busy)?;
        let permit = Arc::clone(&self.permits).acquire_owned().await;
        let done = background::spawn(move || {
            let _permit = permit;
            work()
        });
        done.await
            .unwrap_or_else(|stopped| Err(PasswordError::Failed(stopped.to_string())))
    }
}

/// One form for what keyboards of different systems send for the same letters.
fn normal(password: &str) -> Result<String, PasswordError> {
    if password.len() > MAX_BYTES {
        Err(PasswordError::TooLong { max: MAX_BYTES })
    } else {
        Ok(password.nfkc().collect())
    }
}

fn argon2() -> Result<Argon2<'static>, PasswordError> {
    let params = Params::new(MEMORY_KIB, 2, 1, None);
    let params = params.map_err(|e| PasswordError::Failed(e.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_verified_by_what_was_stored_of_it() {
        let passwords = Passwords::default();

        let stored = passwords.hash("верный конь и пять яблок").await.unwrap();
        let other = passwords.hash("верный конь и пять яблок").await.unwrap();

        assert!(
            stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{stored}"
        );
        assert!(stored.len() < 200);
        assert_ne!(stored, other);
        assert_eq!(
            passwords.verify("верный конь и пять яблок", &stored).await,
            Ok(true)
        );
        assert_eq!(
            passwords.verify("верный конь и пять яблоки", &stored).await,
            Ok(false)
        );
        assert_eq!(passwords.verify("", &stored).await, Ok(false));
        assert_eq!(
            passwords.verify(&"x".repeat(5000), &stored).await,
            Ok(false)
        );
        assert_eq!(passwords.verify_nobody().await, Ok(false));
    }

    #[tokio::test]
    async fn letters_composed_differently_are_the_same() {
        let passwords = Passwords::default();

        let stored = passwords.hash("caf\u{e9} an der Ecke").await.unwrap();

        assert_eq!(
            passwords.verify("cafe\u{301} an der Ecke", &stored).await,
            Ok(true)
        );
    }

    #[tokio::test]
    async fn what_was_not_stored_by_us_is_named() {
        let error = Passwords::default()
            .verify("whatever it is", "5f4dcc3b5aa765d61d8327deb882cf99")
            .await;

        assert!(matches!(error, Err(PasswordError::Stored(_))), "{error:?}");
    }

    #[test]
    fn length_counts_in_characters_and_ends_in_bytes() {
        let check = |password: &str| Passwords::check(password, &[]);

        assert_eq!(
            check("elf letters"),
            Err(PasswordError::TooShort { min: 12 })
        );
        assert_eq!(check("двадцать два"), Ok(()));
        assert_eq!(
            check(&"длинный пароль ".repeat(50)),
            Err(PasswordError::TooLong { max: 1024 })
        );
    }

    #[tokio::test]
    async fn a_flood_is_refused_at_a_limit() {
        let passwords = Passwords::default();
        let _held = passwords.places.acquire_many(64).await.unwrap();

        assert_eq!(
            passwords.hash("the sixty-fifth").await,
            Err(PasswordError::Busy)
        );
    }
}
