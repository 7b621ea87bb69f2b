-- What was decided about citizens' answers under suspicion, each decision as it was taken: the highest
-- id on a respondent holds. The answers themselves never change.
create table if not exists citizen_decisions (
	campaign_id UInt32,
	respondent UInt64,
	id UInt32,
	decision LowCardinality(String)
) engine = MergeTree
order by (campaign_id, respondent, id)
settings non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;
