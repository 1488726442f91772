//! The messages of a co-editing socket: those of y-protocols, and two of our own.
//!
//! Numbers are written seven bits at a time, the low ones first, as lib0 does.

use crate::limits::MAX_AWARENESS_BYTES;

/// A message from a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FromClient<'a> {
    /// What the client has; it asks for the rest.
    Step1(&'a [u8]),
    /// All that the server lacked.
    Step2(&'a [u8]),
    /// A change.
    Update(&'a [u8]),
    /// Where people are.
    Awareness(Vec<Presence>),
    /// Asks where everybody is.
    QueryAwareness,
}

/// Where one client is, as it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// The client.
    pub client: u64,
    /// Grows with each change.
    pub clock: u64,
    /// JSON; `null` when it left.
    pub state: String,
}

/// Why a message cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the message cannot be read: {0}")]
pub struct Unreadable(pub &'static str);

const SYNC: u64 = 0;
const AWARENESS: u64 = 1;
const QUERY_AWARENESS: u64 = 3;
const DURABLE: u64 = 100;
const REFUSAL: u64 = 101;
const DOCUMENT: u64 = 102;
/// Most clients one message may speak of.
const MAX_PRESENCES: u64 = 64;

/// Reads a message.
pub fn read(message: &[u8]) -> Result<FromClient<'_>, Unreadable> {
    let mut rest = Reader(message);
    let read = match rest.number()? {
        SYNC => {
            let kind = rest.number()?;
            let bytes = rest.bytes()?;
            match kind {
                0 => FromClient::Step1(bytes),
                1 => FromClient::Step2(bytes),
                2 => FromClient::Update(bytes),
                _ => return Err(Unreadable("no such step of synchronizing")),
            }
        }
        AWARENESS => FromClient::Awareness(presences(rest.bytes()?)?),
        QUERY_AWARENESS => FromClient::QueryAwareness,
        _ => return Err(Unreadable("no such kind of message")),
    };
    if rest.0.is_empty() {
        Ok(read)
    } else {
        Err(Unreadable("it goes on after its end"))
    }
}

fn presences(bytes: &[u8]) -> Result<Vec<Presence>, Unreadable> {
    if bytes.len() > MAX_AWARENESS_BYTES {
        return Err(Unreadable("it says too much of where people are"));
    }
    let mut rest = Reader(bytes);
    let count = rest.number()?;
    if count > MAX_PRESENCES {
        return Err(Unreadable("it speaks of too many people"));
    }
    (0..count)
        .map(|_| {
            Ok(Presence {
                client: rest.number()?,
                clock: rest.number()?,
                state: std::str::from_utf8(rest.bytes()?)
                    .map_err(|_| Unreadable("it is no text"))?
                    .to_owned(),
            })
        })
        .collect()
}

/// What the server has.
pub fn step1(state_vector: &[u8]) -> Vec<u8> {
    message(&[SYNC, 0], state_vector)
}

/// All that a client lacked.
pub fn step2(update: &[u8]) -> Vec<u8> {
    message(&[SYNC, 1], update)
}

/// A change.
pub fn update(update: &[u8]) -> Vec<u8> {
    message(&[SYNC, 2], update)
}

/// Where people are.
pub fn awareness(presences: &[Presence]) -> Vec<u8> {
    let mut payload = Vec::new();
    put(&mut payload, presences.len() as u64);
    for one in presences {
        put(&mut payload, one.client);
        put(&mut payload, one.clock);
        put_bytes(&mut payload, one.state.as_bytes());
    }
    message(&[AWARENESS], &payload)
}

/// So many of the client's changes are safe.
pub fn durable(count: u64) -> Vec<u8> {
    let mut out = Vec::new();
    put(&mut out, DURABLE);
    put(&mut out, count);
    out
}

/// Something was not taken.
pub fn refusal(code: &str, why: &str) -> Vec<u8> {
    let json = serde_json::json!({ "code": code, "message": why }).to_string();
    message(&[REFUSAL], json.as_bytes())
}

/// Which document this is.
pub fn document(id: &str) -> Vec<u8> {
    message(&[DOCUMENT], id.as_bytes())
}

/// What a server says, as a client reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FromServer<'a> {
    /// Something of y-protocols.
    Shared(FromClient<'a>),
    /// So many changes are safe.
    Durable(u64),
    /// Something was not taken: JSON.
    Refusal(&'a str),
    /// Which document this is.
    Document(&'a str),
}

/// Reads a message of the server.
pub fn read_server(message: &[u8]) -> Result<FromServer<'_>, Unreadable> {
    let mut rest = Reader(message);
    Ok(match rest.number()? {
        DURABLE => FromServer::Durable(rest.number()?),
        REFUSAL => FromServer::Refusal(
            std::str::from_utf8(rest.bytes()?).map_err(|_| Unreadable("it is no text"))?,
        ),
        DOCUMENT => FromServer::Document(
            std::str::from_utf8(rest.bytes()?).map_err(|_| Unreadable("it is no text"))?,
        ),
        _ => FromServer::Shared(read(message)?),
    })
}

fn message(head: &[u64], bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 8);
    for number in head {
        put(&mut out, *number);
    }
    put_bytes(&mut out, bytes);
    out
}

fn put(out: &mut Vec<u8>, mut number: u64) {
    while number > 127 {
        out.push(low(number) | 128);
        number >>= 7;
    }
    out.push(low(number));
}

fn low(number: u64) -> u8 {
    u8::try_from(number & 127).unwrap_or_default()
}

fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

/// Reads numbers and bytes from the front.
pub(crate) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    /// One byte.
    pub fn byte(&mut self) -> Result<u8, Unreadable> {
        let (first, rest) = self.0.split_first().ok_or(Unreadable("it breaks off"))?;
        self.0 = rest;
        Ok(*first)
    }

    /// A number of at most 53 bits.
    pub fn number(&mut self) -> Result<u64, Unreadable> {
        let mut number = 0_u64;
        for shift in (0..56).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return if number < 1 << 53 {
                    Ok(number)
                } else {
                    Err(Unreadable("a number is too large"))
                };
            }
        }
        Err(Unreadable("a number is too large"))
    }

    /// So many bytes.
    pub fn take(&mut self, count: u64) -> Result<&'a [u8], Unreadable> {
        let count = usize::try_from(count).map_err(|_| Unreadable("it breaks off"))?;
        let taken = self.0.get(..count).ok_or(Unreadable("it breaks off"))?;
        self.0 = &self.0[count..];
        Ok(taken)
    }

    /// Bytes behind their number.
    pub fn bytes(&mut self) -> Result<&'a [u8], Unreadable> {
        let count = self.number()?;
        self.take(count)
    }

    /// Text behind its number of bytes.
    pub fn text(&mut self) -> Result<&'a str, Unreadable> {
        std::str::from_utf8(self.bytes()?).map_err(|_| Unreadable("a text is no text"))
    }
}
