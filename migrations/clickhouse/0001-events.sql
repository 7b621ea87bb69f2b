-- Raw events as accepted. A repeated event_id may stand here more than once (a retry after a crash);
-- every reader ignores repeats. Days are calendar days in Asia/Ho_Chi_Minh.
create table if not exists events (
	day Date,
	site_id UInt32,
	visitor UInt64,
	time DateTime64(3, 'UTC'),
	event_id UUID,
	name LowCardinality(String),
	bot LowCardinality(String),
	hostname LowCardinality(String),
	path String,
	referrer String,
	source LowCardinality(String),
	device LowCardinality(String),
	browser LowCardinality(String),
	os LowCardinality(String),
	interactive Bool,
	engagement_ms UInt32,
	scroll UInt8,
	props Map(LowCardinality(String), String),
	received_at DateTime64(3, 'UTC')
) engine = MergeTree
partition by toYYYYMM(day)
order by (day, site_id, visitor, time, event_id)
settings non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;
