-- The form being written: at most one draft per survey, numbered by `sequence`, which never goes back,
-- so a page left open on a draft that was published or discarded cannot overwrite the next one. The
-- survey need not have a version yet.
create table survey_drafts (
	survey_id text primary key check (survey_id ~ '^[a-z0-9-]{3,60}$'),
	definition jsonb, -- null: published or discarded
	sequence integer not null default 1 check (sequence > 0),
	based_on integer check (based_on > 0), -- number of the version it began as; null: begun empty
	saved_at timestamptz not null default now(),
	saved_by integer not null references users
);
