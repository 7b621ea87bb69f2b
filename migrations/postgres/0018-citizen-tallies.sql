-- How many citizens' answers stand how, kept along with them: a million answers are not counted anew
-- for each reader. Every statement that writes answers adds its differences here, in its own
-- transaction and without waiting for others; now and then the rows that stand for the same are added up.
create table citizen_tallies (
	campaign_id integer not null,
	unit_id integer not null,
	day date not null, -- in Vietnam, of arrival
	state text not null,
	surplus boolean not null,
	flags text[] not null,
	answers bigint not null
);
create index citizen_tallies_of_campaign on citizen_tallies (campaign_id, unit_id, day);

create function tally_citizens() returns trigger language plpgsql as $$
begin
	if tg_op in ('UPDATE', 'DELETE') then
		insert into citizen_tallies
			select campaign_id, unit_id, (received_at at time zone 'Asia/Ho_Chi_Minh')::date, state,
				surplus, flags, -count(*)
			from gone group by 1, 2, 3, 4, 5, 6;
	end if;
	if tg_op in ('INSERT', 'UPDATE') then
		insert into citizen_tallies
			select campaign_id, unit_id, (received_at at time zone 'Asia/Ho_Chi_Minh')::date, state,
				surplus, flags, count(*)
			from come group by 1, 2, 3, 4, 5, 6;
	end if;
	return null;
end
$$;
create trigger citizen_responses_come after insert on citizen_responses
	referencing new table as come for each statement execute function tally_citizens();
create trigger citizen_responses_change after update on citizen_responses
	referencing old table as gone new table as come for each statement execute function tally_citizens();
create trigger citizen_responses_go after delete on citizen_responses
	referencing old table as gone for each statement execute function tally_citizens();

insert into citizen_tallies
	select campaign_id, unit_id, (received_at at time zone 'Asia/Ho_Chi_Minh')::date, state, surplus,
		flags, count(*)
	from citizen_responses group by 1, 2, 3, 4, 5, 6;

-- Answers of a campaign in order of arrival, as exports go over them.
create index citizen_responses_in_order on citizen_responses (campaign_id, number);
