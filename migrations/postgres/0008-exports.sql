-- Exports of answers: background jobs that write one file each. The file is deleted after some days
-- (`path` becomes null then); the row stays and says what was taken out, by whom and when.
create table exports (
	id integer generated always as identity primary key,
	user_id integer not null references users,
	campaign_id integer not null references campaigns,
	format text not null check (format in ('csv', 'xlsx', 'spss', 'ddi')),
	filters jsonb not null default '{}',
	state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
	rows integer not null default 0 check (rows >= 0), -- responses written so far
	total integer check (total >= 0), -- responses in the file; null until the job has begun
	path text, -- name of the file in the folder of exports
	bytes bigint,
	sha256 text,
	error text, -- name of the problem
	created_at timestamptz not null default now(),
	finished_at timestamptz,
	check ((state in ('done', 'failed')) = (finished_at is not null)),
	check ((state = 'failed') = (error is not null)),
	check (state <> 'done' or (bytes is not null and sha256 is not null))
);
create index exports_waiting on exports (id) where state in ('queued', 'running');
create index exports_of_user on exports (user_id, id);
