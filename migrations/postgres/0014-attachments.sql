-- Files handed in as evidence under a question. The bytes are in the database: one backup holds the
-- answers together with what they refer to, a transaction adds or clears both, and every process of
-- an installation reaches them. They are packed already, so they are stored without compression and
-- read in slices.
create table attachments (
	id uuid primary key default uuidv7(),
	response_id uuid not null references responses,
	question text not null check (question ~ '^[A-Za-z][A-Za-z0-9_]{0,59}$'),
	name text not null check (length(name) between 1 and 140),
	type text not null,
	size integer not null check (size between 1 and 10485760),
	sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	content bytea, -- null once cleared
	uploaded_by integer not null references users,
	uploaded_at timestamptz not null default now(),
	-- when its bytes were cleared
	deleted_at timestamptz,
	check ((deleted_at is null) = (content is not null))
);
alter table attachments alter column content set storage external;
-- The same bytes under the same question are the same attachment, so a retry is harmless.
create unique index attachments_once on attachments (response_id, question, sha256)
	where deleted_at is null;
create index attachments_waiting on attachments (uploaded_at) where deleted_at is null;
