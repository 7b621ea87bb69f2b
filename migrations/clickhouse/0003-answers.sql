-- Answer facts: one row per answered item of a submitted response version. Readers take the highest
-- version of each response.
create table if not exists answers (
	campaign_id UInt32,
	survey LowCardinality(String),
	response_id UUID,
	version UInt32,
	unit_id UInt32,
	question LowCardinality(String),
	item LowCardinality(String),
	code LowCardinality(String),
	number Nullable(Float64),
	text String,
	submitted_at DateTime64(3, 'UTC')
) engine = MergeTree
order by (campaign_id, question, item, response_id, version)
settings non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;
