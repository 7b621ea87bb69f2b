-- Citizens: the links they come in by, invitations for one person each, quotas, and their answers.

-- When a campaign was closed by hand: answers finished before are still taken for some days.
alter table campaigns add column closed_at timestamptz;
create function note_close() returns trigger language plpgsql as $$
begin
	new.closed_at := case when new.state = 'closed' then now() end;
	return new;
end
$$;
create trigger campaigns_note_their_close before update of state on campaigns
	for each row when (new.state is distinct from old.state) execute function note_close();

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
	unit_id integer references units, -- answers of this locality and below; null = of all
	question text not null default '', -- answers with `code` on this question; '' = all answers
	code text not null default '',
	most integer not null check (most > 0),
	taken integer not null default 0 check (taken between 0 and most),
	check ((question = '') = (code = ''))
);
create index quotas_of_campaign on quotas (campaign_id);

-- Answers that were found in order together, and go to the warehouse together under one token.
create table citizen_batches (
	id integer generated always as identity primary key,
	made_at timestamptz not null default now(),
	delivered_at timestamptz
);
create index citizen_batches_undelivered on citizen_batches (id) where delivered_at is null;

-- One citizen's answers; the id is minted in the browser, so that sending twice counts once.
create table citizen_responses (
	id uuid primary key,
	number bigint generated always as identity unique, -- in order of arrival
	received_at timestamptz not null default clock_timestamp(),
	checked_at timestamptz,
	campaign_id integer not null references campaigns,
	survey_version_id integer not null references survey_versions,
	link_id integer references public_links,
	unit_id integer not null references units,
	batch_id integer references citizen_batches, -- only what counts is delivered
	seconds integer check (seconds >= 0), -- from opening to finishing, as the browser says
	surplus boolean not null default false, -- its quota was full: kept, not counted
	source text not null default 'link' check (source in ('link', 'invitation', 'paper')),
	-- after the questionnaire's own logic was run: counted, or set aside with findings
	state text not null default 'received' check (state in ('received', 'accepted', 'set-aside')),
	hash bytea not null check (length(hash) = 32), -- SHA-256 of the canonical answers
	device bytea, -- keyed hash whose salt lives for one day
	seats integer[] not null default '{}', -- the quotas it took a seat of
	flags text[] not null default '{}', -- suspicions; they never delete anything
	unasked text[] not null default '{}', -- answered although a condition hides the question
	findings jsonb not null default '[]',
	data jsonb not null,
	check (link_id is not null or source = 'paper'),
	check (batch_id is null or (state = 'accepted' and not surplus))
);
create index citizen_responses_unchecked on citizen_responses (number) where checked_at is null;
create index citizen_responses_of_batch on citizen_responses (batch_id, number);
create index citizen_responses_of_unit on citizen_responses (campaign_id, unit_id);
create index citizen_responses_alike on citizen_responses (campaign_id, hash);
create index citizen_responses_of_device on citizen_responses (device) where device is not null;

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
