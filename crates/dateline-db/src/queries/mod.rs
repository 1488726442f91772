//! The queries, one module a noun. Each takes the transaction first and says its order and limit.

pub mod api_token;
pub mod change;
pub mod comment;
pub mod credentials;
pub mod edition;
pub mod event;
pub mod filing;
pub mod front;
pub mod import;
pub mod job;
pub mod old_path;
pub mod people;
pub mod picture;
pub mod picture_edit;
pub mod picture_lease;
pub mod picture_record;
pub mod publication;
pub mod published;
pub mod reader_report;
pub mod search_log;
pub mod setting;
pub mod standing;
pub mod story;
pub mod translation;
pub mod upload;
