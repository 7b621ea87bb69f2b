-- Several people of one unit answer one form: which question changed under which number of the draft,
-- and who was given which section.

-- question → { at: number of the draft that changed it last, by: who }
alter table responses add column touched jsonb not null default '{}';

-- A section (page of the definition) in the hands of one person of the unit. A row that has ended,
-- taken back or given to somebody else, stays as a record.
create table response_sections (
	id integer generated always as identity primary key,
	response_id uuid not null references responses,
	page text not null check (page <> ''),
	person_id integer not null references users,
	note text not null default '' check (length(note) <= 500),
	due_on date,
	given_at timestamptz not null default now(),
	given_by integer not null references users,
	done_at timestamptz,
	ended_at timestamptz,
	ended_by integer references users,
	check ((ended_at is null) = (ended_by is null))
);
create unique index response_sections_one_person on response_sections (response_id, page)
	where ended_at is null;
create index response_sections_person on response_sections (person_id) where ended_at is null;
