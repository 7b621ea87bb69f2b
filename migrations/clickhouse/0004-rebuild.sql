-- Workshop of the rebuild: one run of days at a time is prepared here, then takes the place of the
-- days' partitions in one step each.
create table if not exists visited_events (
	day Date,
	site_id UInt32,
	visitor UInt64,
	visit UInt32,
	time DateTime64(3, 'UTC'),
	event_id UUID,
	name LowCardinality(String),
	bot LowCardinality(String),
	path String,
	source LowCardinality(String),
	device LowCardinality(String),
	browser LowCardinality(String),
	os LowCardinality(String),
	interactive Bool,
	engagement_ms UInt32
) engine = MergeTree
order by (day, site_id, visitor, visit, time, event_id);

create table if not exists visits_new as visits;

create table if not exists daily_new as daily;
