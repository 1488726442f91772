-- The credit line in the language of an edition: a paper writes its own people's names as its readers do.
alter table picture_text add column credit_line text;
