-- Following a campaign: what single units were allowed, and who was reminded of what and when.

-- A later closing time, or not being expected at all, each with its reason; only added to.
create table allowances (
	id integer generated always as identity primary key,
	campaign_id integer not null,
	unit_id integer not null,
	kind text not null check (kind in ('extension', 'exemption')),
	until timestamptz, -- the unit's own closing time
	reason text not null check (length(reason) between 1 and 1000),
	given_at timestamptz not null default clock_timestamp(),
	given_by integer not null references users,
	foreign key (campaign_id, unit_id) references campaign_units,
	check ((kind = 'extension') = (until is not null))
);
create index allowances_of_unit on allowances (campaign_id, unit_id, kind, id desc);
create trigger allowances_are_immutable before update or delete on allowances
	for each row execute function refuse_change();

create table allowance_withdrawals (
	allowance_id integer primary key references allowances,
	reason text not null check (length(reason) between 1 and 1000),
	withdrawn_at timestamptz not null default clock_timestamp(),
	withdrawn_by integer not null references users
);
create trigger allowance_withdrawals_are_immutable before update or delete on allowance_withdrawals
	for each row execute function refuse_change();

-- What holds: of each kind the one given last, unless it was withdrawn.
create view standing_allowances as
	select distinct on (a.campaign_id, a.unit_id, a.kind) a.*
	from allowances a
	where not exists (select from allowance_withdrawals w where w.allowance_id = a.id)
	order by a.campaign_id, a.unit_id, a.kind, a.id desc;

-- Days before the closing time on which whoever has not answered is reminded; null = never.
alter table campaigns add column remind_days integer check (remind_days between 1 and 60);

-- One message to one address. A unit nobody can be reached at has one without an address.
create table reminders (
	id bigint generated always as identity primary key,
	campaign_id integer not null,
	unit_id integer not null,
	email text,
	subject text not null,
	body text not null,
	state text not null default 'queued' check (state in (
		'queued', 'sending', 'sent', 'failed', -- by the mail server
		'kept', -- no mail server is set: the message stays here
		'unreachable', -- the unit has no account in use
		'answered' -- the form came in before the message went out
	)),
	attempts integer not null default 0,
	next_at timestamptz not null default now(),
	error text,
	ordered_at timestamptz not null default now(),
	ordered_by integer references users, -- null = by itself, before the closing time
	settled_at timestamptz,
	foreign key (campaign_id, unit_id) references campaign_units,
	check ((state = 'unreachable') = (email is null)),
	check ((state in ('queued', 'sending')) = (settled_at is null))
);
create index reminders_waiting on reminders (next_at) where state in ('queued', 'sending');
create index reminders_of_unit on reminders (campaign_id, unit_id, ordered_at desc);

-- Closing times that units were reminded of without anyone asking for it.
create table automatic_reminders (
	campaign_id integer not null references campaigns,
	closes_at timestamptz not null,
	ordered_at timestamptz not null default now(),
	primary key (campaign_id, closes_at)
);
