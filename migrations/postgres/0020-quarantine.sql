-- Quarantine with repair: what kind of row it is, where the ledger counts it, and what was decided.
alter table quarantine
	add column kind text not null default 'item' check (kind in ('item', 'line', 'log')),
	add column cause text, -- the reason by which rows are grouped and the ledger counts them
	add column ledger_site integer, -- 0 = unknown
	add column hour timestamptz, -- of the ledger
	add column repaired text, -- the body as mended, beside what was received
	add column state text not null default 'waiting' check (state in ('waiting', 'replayed', 'discarded')),
	add column result text not null default '', -- what a replayed row became
	add column act uuid, -- the decision that settled it, often together with others
	add column decided_at timestamptz,
	add column decided_by integer references users,
	add column explanation text not null default '';
update quarantine set
	kind = case when reason like 'unreadable: %' then 'line' when reason = 'log line' then 'log' else 'item' end,
	cause = case when reason like 'unreadable: %' then '' else left(reason, 200) end,
	ledger_site = case when reason = 'log line' or reason like 'unreadable: %' then coalesce(site_id, 0) else 0 end,
	hour = date_trunc('hour', at, 'UTC');
alter table quarantine
	alter column kind drop default,
	alter column cause set not null,
	alter column ledger_site set not null,
	alter column hour set not null,
	add constraint decided check ((state = 'waiting') = (decided_at is null));
create index on quarantine (cause, ledger_site, id) where state = 'waiting';
create index on quarantine (decided_at) where state <> 'waiting';
create index on quarantine (act) where act is not null;

-- A row that is replayed counts in the hour in which it was received, not in that of the replay.
alter table journal add column counted_at timestamptz;
