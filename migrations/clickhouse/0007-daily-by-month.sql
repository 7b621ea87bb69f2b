-- Daily totals in parts of a month instead of a day: a year is read from a dozen parts, whatever the
-- days. The table is made anew and exchanged, so that a start that broke off can begin again.
drop table if exists daily_month;
create table daily_month (
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
partition by toYYYYMM(day)
order by (dimension, day, site_id, value);
insert into daily_month select * from daily settings max_partitions_per_insert_block = 0;
exchange tables daily and daily_month;
drop table daily_month;
drop table if exists daily_new;
create table daily_new as daily;
