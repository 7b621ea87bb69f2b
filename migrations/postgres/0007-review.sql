-- Review: what was decided on submitted versions and why, who signed them off, what counts in the end.

-- When a returned form is due again; the form takes answers until then, whatever the campaign's window.
alter table responses add column due_at timestamptz;
-- A locked campaign takes no more answers and decisions.
alter table campaigns add column locked_at timestamptz;

-- Decisions, one after another; the last one on the current version holds.
create table reviews (
	id integer generated always as identity primary key,
	response_id uuid not null,
	version integer not null,
	decision text not null check (decision in ('returned', 'approved')),
	note text not null default '',
	due_at timestamptz, -- of a return
	decided_at timestamptz not null default clock_timestamp(),
	decided_by integer not null references users,
	foreign key (response_id, version) references response_versions,
	check ((decision = 'returned') = (due_at is not null))
);
create index on reviews (response_id);
create trigger reviews_are_immutable before update or delete on reviews
	for each row execute function refuse_change();

-- Reasons pinned to questions: what to mend in a form sent back, what an approval excepts.
create table review_remarks (
	review_id integer not null references reviews,
	question text not null,
	item text not null default '', -- row or box of the question, '' = the whole question
	reason text not null check (reason <> ''),
	primary key (review_id, question, item)
);
create trigger review_remarks_are_immutable before update or delete on review_remarks
	for each row execute function refuse_change();

-- A unit's own approver vouches for one version, named by its content.
create table signoffs (
	response_id uuid not null,
	version integer not null,
	hash text not null,
	signed_at timestamptz not null default now(),
	signed_by integer not null references users,
	primary key (response_id, version),
	foreign key (response_id, version) references response_versions
);
create trigger signoffs_are_immutable before update or delete on signoffs
	for each row execute function refuse_change();

-- Which version of each response counts, frozen when a closed campaign is locked.
create table campaign_snapshot (
	campaign_id integer not null references campaigns,
	response_id uuid not null,
	version integer not null,
	hash text not null,
	state text not null check (state in ('submitted', 'returned', 'approved')),
	locked_at timestamptz not null default now(),
	locked_by integer not null references users,
	primary key (campaign_id, response_id),
	foreign key (response_id, version) references response_versions
);
create trigger campaign_snapshot_is_immutable before update or delete on campaign_snapshot
	for each row execute function refuse_change();
