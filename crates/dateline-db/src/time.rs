use jiff::Timestamp;

/// A moment as stored: microseconds since 1970, UTC.
pub fn micros(at: Timestamp) -> i64 {
    at.as_microsecond()
}

/// A stored moment; outside jiff's range (year -9999 to 9999) it becomes 1970.
pub fn from_micros(stored: i64) -> Timestamp {
    Timestamp::from_microsecond(stored).unwrap_or(Timestamp::UNIX_EPOCH)
}
