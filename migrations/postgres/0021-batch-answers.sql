-- What was answered to a batch of events that its sender has named: sent again within a week, it gets
-- the same answer, also after a restart.
create table batch_answers (
	user_id integer not null references users,
	name text not null check (length(name) between 1 and 400),
	digest text not null, -- SHA-256 of the batch as it came
	answer jsonb not null,
	at timestamptz not null default now(),
	primary key (user_id, name)
);
create index batch_answers_by_age on batch_answers (at);
