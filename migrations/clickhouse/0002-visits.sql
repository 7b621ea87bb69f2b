-- Visits of one day: runs of one visitor's events with less than 30 minutes between neighbours.
create table if not exists visits (
	day Date,
	site_id UInt32,
	visitor UInt64,
	visit UInt32,
	started DateTime64(3, 'UTC'),
	duration_ms UInt64,
	page_views UInt32,
	events UInt32,
	bounce Bool,
	entry_page String,
	exit_page String,
	source LowCardinality(String),
	device LowCardinality(String),
	browser LowCardinality(String),
	os LowCardinality(String)
) engine = MergeTree
partition by day
order by (site_id, visitor, visit);

-- Daily totals: every count over several days or sites is a plain sum of these.
create table if not exists daily (
	day Date,
	site_id UInt32,
	dimension LowCardinality(String),
	value String,
	visitors UInt64,
	visits UInt64,
	bounces UInt64,
	duration_ms UInt64,
	page_views UInt64,
	events UInt64
) engine = MergeTree
partition by day
order by (dimension, site_id, value);
