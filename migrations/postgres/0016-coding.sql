-- Free text in answers: found by search, given codes of a code frame, and looked at for personal data
-- before anybody takes it out.
create extension if not exists pg_trgm;

create table open_texts (
	id bigint generated always as identity primary key,
	campaign_id integer not null references campaigns,
	source text not null check (source in ('unit', 'citizen')),
	response_id uuid not null,
	version integer not null,
	unit_id integer not null references units,
	question text not null,
	item text not null default '',
	body text not null check (body <> ''),
	folded text not null, -- without case and tones, for search
	suspicions text[] not null default '{}', -- what a program found in it: phone, identity, secret …
	state text not null default 'new' check (state in ('new', 'cleared', 'withheld')),
	redacted text, -- what may be taken out once cleared
	reason text not null default '', -- why it is withheld
	looked_at timestamptz,
	looked_by integer references users,
	unique (response_id, version, question, item),
	check ((state = 'cleared') = (redacted is not null)),
	check (state <> 'withheld' or reason <> ''),
	check ((state = 'new') = (looked_at is null))
);
create index open_texts_found on open_texts using gin (folded gin_trgm_ops);
create index open_texts_listed on open_texts (campaign_id, question, item, state, id);

-- How far a campaign's citizens' answers have been gathered: the number of the last one.
create table text_marks (
	campaign_id integer primary key references campaigns,
	number bigint not null default 0
);

-- Codes of one question's texts. A code keeps its meaning; one that is not used any more is retired.
create table text_codes (
	survey_id text not null references surveys,
	question text not null,
	code text not null check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
	label text not null check (length(label) between 1 and 200),
	definition text not null default '' check (length(definition) <= 1000),
	created_at timestamptz not null default now(),
	created_by integer not null references users,
	retired_at timestamptz,
	primary key (survey_id, question, code)
);

create table text_codings (
	text_id bigint not null references open_texts,
	code text not null,
	coded_at timestamptz not null default now(),
	coded_by integer not null references users,
	primary key (text_id, code)
);
create index text_codings_by_code on text_codings (code);
