-- Who may do what. Passwords are argon2id; session and key secrets are stored as SHA-256 only.
create table users (
	id integer generated always as identity primary key,
	email text not null check (email = lower(email) and email like '%_@_%' and length(email) <= 254),
	name text not null check (length(name) between 1 and 200),
	password_hash text,
	role text not null check (role in ('administrator', 'analyst', 'leader', 'unit_officer', 'unit_approver')),
	unit_id integer not null references units,
	disabled_at timestamptz,
	created_at timestamptz not null default now(),
	unique (email)
);

create table sessions (
	token_hash bytea primary key check (length(token_hash) = 32),
	user_id integer not null references users on delete cascade,
	created_at timestamptz not null default now(),
	seen_at timestamptz not null default now(),
	expires_at timestamptz not null
);
create index sessions_user on sessions (user_id);

create table api_keys (
	id integer generated always as identity primary key,
	token_hash bytea not null unique check (length(token_hash) = 32),
	user_id integer not null references users on delete cascade,
	name text not null,
	created_at timestamptz not null default now(),
	used_at timestamptz,
	revoked_at timestamptz
);

create table one_time_links (
	token_hash bytea primary key check (length(token_hash) = 32),
	purpose text not null check (purpose in ('first_administrator', 'password')),
	user_id integer references users on delete cascade,
	expires_at timestamptz not null,
	check ((purpose = 'password') = (user_id is not null))
);

-- Append-only: who did what to which thing, in the transaction that did it.
create table audit (
	id bigint generated always as identity primary key,
	at timestamptz not null default now(),
	actor_id integer references users,
	verb text not null,
	object text not null,
	detail jsonb not null default '{}'
);
create function refuse_change() returns trigger language plpgsql as $$
begin
	raise exception '% on % is refused: rows are immutable', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger audit_is_append_only before update or delete on audit
	for each row execute function refuse_change();

-- Small facts about this installation, such as whether its data is simulated.
create table installation (
	key text primary key,
	value jsonb not null
);

-- The full name a unit bears today, or bore last.
create function unit_name(id integer) returns text language sql stable as $$
	select full_name from unit_versions where unit_id = id order by valid_from desc limit 1
$$;
