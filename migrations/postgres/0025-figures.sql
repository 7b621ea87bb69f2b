-- Indicators in any unit, not shares alone, and estimates that say what they are split by, on which
-- boundaries, and which facts they were made from. Facts are kept as long as an estimate names them,
-- so that each can be figured again.
alter table indicators
	add column value_unit text not null default 'share',
	add column direction text not null default 'neutral'
		check (direction in ('up', 'down', 'neutral')),
	add column period_rule text not null default 'campaign'
		check (period_rule in ('day', 'month', 'quarter', 'year', 'campaign')),
	add column dimensions text[] not null default '{}',
	add column additive boolean not null default false,
	add column suppression text not null default 'respondents'
		check (suppression in ('respondents', 'none'));

-- Kept estimates are made anew from the facts at the next reading.
delete from estimates;
alter table estimates
	add column boundaries text not null default 'reported' check (boundaries in ('reported', 'today')),
	add column dimension text not null default '',
	add column category text not null default '',
	add column choice text,
	add column effective_n double precision,
	add column response_rate double precision check (response_rate between 0 and 1),
	add column snapshot text not null,
	drop constraint estimates_indicator_id_indicator_version_unit_id_period_fro_key,
	add unique (indicator_id, indicator_version, unit_id, period_from, period_to, boundaries,
		dimension, category),
	add check ((dimension = '') = (category = '')),
	add check (not suppressed or (choice is null and denominator is null));

create table estimate_facts (
	-- SHA-256 of formula, period, boundaries and facts
	snapshot text primary key,
	indicator_id text not null references indicators,
	content jsonb not null,
	kept_at timestamptz not null default now()
);
create index estimates_by_snapshot on estimates (snapshot);
