-- The plan of Decision 1706/QĐ-BTP (25 items, in the names of 2020) and the indicators that measure it.
create table plan_documents (
	number text primary key,
	issued date not null,
	content jsonb not null -- title, issuer, basis, mended scan errors, discrepancies
);

create table plan_items (
	id text primary key,
	position integer not null unique,
	year integer not null,
	parent text not null,
	group_title_vi text not null,
	title_vi text not null,
	title_en text not null,
	lead_vi text not null,
	due_vi text not null,
	content jsonb not null -- coordinating bodies, products, as printed
);

create table indicators (
	id text primary key,
	version integer not null default 1,
	kind text not null check (kind in ('thuc_trang', 'nhu_cau', 'hieu_qua')),
	name_vi text not null,
	name_en text not null,
	unit_vi text not null,
	formula_vi text not null,
	source text not null check (source in ('survey', 'events', 'record', 'channel')),
	collected_by text not null,
	measure jsonb -- the typed formula, where it can be computed already
);

create table indicator_plan_items (
	indicator_id text not null references indicators on delete cascade,
	plan_item_id text not null references plan_items,
	position integer not null,
	primary key (indicator_id, plan_item_id)
);
