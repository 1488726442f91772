-- What a picture's file says about itself, whole, as JSON; the columns beside it are what editors work with.
alter table picture add column headline text;
alter table picture add column metadata text;
-- Its name where it came from.
alter table picture add column file_name text;
