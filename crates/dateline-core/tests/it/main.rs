//! The promises of the domain, tried with anything that can be written and with what attackers write.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod arbitrary;
mod body_html;
mod body_json;
mod body_limits;
mod body_schema;
mod body_shapes;
mod documents;
mod edition;
mod fronts;
mod hostile;
mod leases;
mod links;
mod markup;
mod samples;
mod slugs;
mod translation;
mod validator;
mod words;
mod workflow;
