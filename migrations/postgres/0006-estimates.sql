-- Estimates: the value of an indicator for a unit and a period, with all that says how sure it is.
create table estimates (
	id bigint generated always as identity primary key,
	indicator_id text not null references indicators,
	indicator_version integer not null,
	unit_id integer not null references units,
	period_from date not null,
	period_to date not null check (period_to >= period_from),
	value double precision,
	numerator double precision,
	denominator double precision,
	n integer not null check (n >= 0),
	low double precision,
	high double precision,
	level double precision not null default 0.95,
	method text not null,
	suppressed boolean not null default false,
	notes jsonb not null default '[]',
	as_of timestamptz not null,
	unique (indicator_id, indicator_version, unit_id, period_from, period_to),
	check (not suppressed or (value is null and low is null and high is null and numerator is null))
);
