//! Checks of the message files.
