-- What people decided about citizens' answers under suspicion: kept, excluded from every figure, or
-- open again. One decision is about many answers, for one reason; the latest on an answer holds.
create table citizen_decisions (
	id integer generated always as identity primary key,
	campaign_id integer not null references campaigns,
	decision text not null check (decision in ('keep', 'exclude', 'reopen')),
	reason text not null check (length(reason) between 1 and 1000),
	decided_at timestamptz not null default clock_timestamp(),
	decided_by integer not null references users
);
create index citizen_decisions_of_campaign on citizen_decisions (campaign_id, id);
create trigger citizen_decisions_are_immutable before update or delete on citizen_decisions
	for each row execute function refuse_change();

create table citizen_decision_answers (
	decision_id integer not null references citizen_decisions,
	number bigint not null references citizen_responses (number),
	seats integer[] not null default '{}', -- of quotas, that an exclusion set free
	primary key (decision_id, number)
);
create index citizen_decisions_on_answer on citizen_decision_answers (number, decision_id);
create trigger citizen_decision_answers_are_immutable before update or delete
	on citizen_decision_answers for each row execute function refuse_change();

-- Decisions that the warehouse has not been told yet.
create table citizen_decisions_untold (decision_id integer primary key references citizen_decisions);

-- The decision that holds, beside the answer.
alter table citizen_responses add column decision text not null default ''
	check (decision in ('', 'keep', 'exclude'));
create index citizen_responses_suspected on citizen_responses (campaign_id, number)
	where flags <> '{}' and state = 'accepted' and not surplus;
create index citizen_responses_excluded on citizen_responses (id) where decision = 'exclude';

-- The tallies know it too.
alter table citizen_tallies add column decision text not null default '';
create or replace function tally_citizens() returns trigger language plpgsql as $$
begin
	if tg_op in ('UPDATE', 'DELETE') then
		insert into citizen_tallies
			(campaign_id, unit_id, day, state, surplus, flags, decision, answers)
			select campaign_id, unit_id, (received_at at time zone 'Asia/Ho_Chi_Minh')::date, state,
				surplus, flags, decision, -count(*)
			from gone group by 1, 2, 3, 4, 5, 6, 7;
	end if;
	if tg_op in ('INSERT', 'UPDATE') then
		insert into citizen_tallies
			(campaign_id, unit_id, day, state, surplus, flags, decision, answers)
			select campaign_id, unit_id, (received_at at time zone 'Asia/Ho_Chi_Minh')::date, state,
				surplus, flags, decision, count(*)
			from come group by 1, 2, 3, 4, 5, 6, 7;
	end if;
	return null;
end
$$;
