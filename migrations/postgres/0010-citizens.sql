-- Citizens: the links they come in by, invitations for one person each, quotas, and their answers.

-- A link of one locality, or the open link of the nation. Its code stands in the address and is no secret.
create table public_links (
	id integer generated always as identity primary key,
	campaign_id integer not null references campaigns,
	unit_id integer not null references units,
	code text not null unique check (code ~ '^[a-hjkmnp-z2-9]{8}$'),
	label text not null default '' check (length(label) <= 200),
	invited_only boolean not null default false, -- answers need an invitation
	created_at timestamptz not null default now(),
	created_by integer references users,
	closed_at timestamptz
);
create index public_links_of_campaign on public_links (campaign_id, unit_id);

-- Seats: how many answers of a kind count. Answers beyond are kept and do not count.
create table quotas (
	id integer generated always as identity primary key,
	campaign_id integer not null references campaigns,
	title text not null check (length(title) between 1 and 200),
	unit_id integer references units, -- answers of this locality; null = of all
	question text not null default '', -- answers with `code` on this question; '' = all answers
	code text not null default '',
	most integer not null check (most > 0),
	taken integer not null default 0 check (taken between 0 and most),
	check ((question = '') = (code = ''))
);
create index quotas_of_campaign on quotas (campaign_id);

-- One citizen's answers; the id is minted in the browser, so that sending twice counts once.
create table citizen_responses (
	id uuid primary key,
	number bigint generated always as identity unique, -- in order of arrival
	campaign_id integer not null references campaigns,
	survey_version_id integer not null references survey_versions,
	link_id integer not null references public_links,
	unit_id integer not null references units,
	source text not null default 'link' check (source in ('link', 'invitation', 'paper')),
	data jsonb not null,
	hash bytea not null check (length(hash) = 32), -- SHA-256 of the canonical answers
	seconds integer check (seconds >= 0), -- from opening to sending, as the browser says
	device bytea, -- keyed hash whose salt lives for one day
	surplus boolean not null default false, -- its quota was full: kept, not counted
	received_at timestamptz not null default clock_timestamp(),
	-- after the questionnaire's own logic was run: counted, or set aside with findings
	state text not null default 'received' check (state in ('received', 'accepted', 'set-aside')),
	findings jsonb not null default '[]',
	flags text[] not null default '{}', -- suspicions; they never delete anything
	checked_at timestamptz,
	delivered boolean not null default false -- facts have reached the warehouse
);
create index citizen_responses_unchecked on citizen_responses (number) where checked_at is null;
create index citizen_responses_undelivered on citizen_responses (number)
	where checked_at is not null and not delivered;
create index citizen_responses_of_unit on citizen_responses (campaign_id, unit_id);
create index citizen_responses_alike on citizen_responses (campaign_id, hash);

-- One person's right to answer once. Only the hash of the token is kept.
create table invitations (
	token_hash bytea primary key check (length(token_hash) = 32),
	link_id integer not null references public_links,
	label text not null default '' check (length(label) <= 200),
	created_at timestamptz not null default now(),
	created_by integer references users,
	expires_at timestamptz,
	revoked_at timestamptz,
	response_id uuid unique references citizen_responses
);
create index invitations_of_link on invitations (link_id);
