-- Citizens' answers as facts: one row per answered item, without free text. `respondent` is the number
-- of the response in the record; a response is written once and never changes. Only what counts is here.
create table if not exists citizen_answers (
	campaign_id UInt32,
	question LowCardinality(String),
	item LowCardinality(String),
	respondent UInt64,
	unit_id UInt32,
	code LowCardinality(String),
	number Nullable(Float64),
	flags Array(LowCardinality(String)),
	received_at DateTime('UTC')
) engine = MergeTree
order by (campaign_id, question, item, respondent)
settings non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;
