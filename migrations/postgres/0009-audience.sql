-- Whom a campaign asks: units with accounts, or citizens through links; and on which version of the
-- questionnaire each form is. A form stays on the version it was begun with when the campaign moves on.
alter table campaigns
	add column audience text not null default 'units' check (audience in ('units', 'citizens')),
	-- whose units are expected, frozen at opening
	add column levels text[] not null default '{province}'
		check (levels <@ '{province,commune,agency}'::text[] and cardinality(levels) > 0);

alter table responses add column survey_version_id integer references survey_versions;
update responses r set survey_version_id = c.survey_version_id
	from campaigns c where c.id = r.campaign_id;
alter table responses alter column survey_version_id set not null;

alter table response_versions add column survey_version_id integer references survey_versions;
alter table response_versions disable trigger response_versions_are_immutable;
update response_versions p set survey_version_id = r.survey_version_id
	from responses r where r.id = p.response_id;
alter table response_versions enable trigger response_versions_are_immutable;
alter table response_versions alter column survey_version_id set not null;
