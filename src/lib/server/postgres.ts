/**
 * The system of record. The only file that knows the PostgreSQL driver: everyone else takes an
 * {@link Sql} as first argument, so a transaction (`sql.begin`) passes through unchanged.
 */
import postgres from 'postgres';

export type Sql = postgres.Sql;
/** JSON that may be bound with `sql.json`. */
export type Json = postgres.JSONValue;

export type PostgresAddress = { url: string } | { socketFolder: string; password: string };

const options = {
	max: 16,
	onnotice: () => {},
	// Columns become camelCase; keys inside JSON are data (answers, definitions) and stay as they are.
	transform: { column: { from: postgres.toCamel, to: postgres.fromCamel }, undefined: null },
	connection: { application_name: 'thuoc-do', TimeZone: 'UTC' },
	types: {
		// Calendar days stay text (YYYY-MM-DD): a Date would shift them by the time zone.
		date: { to: 1082, from: [1082], serialize: String, parse: String },
		// 64-bit numbers as JavaScript numbers: our counters stay far below 2^53.
		bigint: { to: 20, from: [20], serialize: String, parse: Number }
	}
};

/** A pool of connections. Rows come with camelCase column names. */
export function connect(address: PostgresAddress, database = 'postgres'): Sql {
	const pool =
		'url' in address
			? connectTo(address.url)
			: postgres({
					...options,
					host: address.socketFolder,
					port: 5432,
					user: 'thuocdo',
					password: address.password,
					database
				});
	return pool as unknown as Sql;
}

/** `?host=/folder` names the folder of a unix socket, as everywhere else; the driver has another way. */
function connectTo(address: string) {
	const host = /[?&]host=([^&]+)/.exec(address)?.[1];
	if (!host) return postgres(address, options);
	const url = new URL(address);
	url.searchParams.delete('host');
	return postgres(url.href, { ...options, host: decodeURIComponent(host) });
}

/** Runs `work` in a transaction, or in a savepoint where `sql` is one already: all of it or nothing. */
export async function atomically<Result>(
	sql: Sql,
	work: (tx: Sql) => Promise<Result>
): Promise<Result> {
	const open = sql as unknown as Partial<Pick<postgres.TransactionSql, 'savepoint'>> & Sql;
	const start = open.savepoint ? open.savepoint.bind(open) : open.begin.bind(open);
	return (await start((tx) => work(tx as unknown as Sql))) as Result;
}

/** SQLSTATE of a database error, or undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
	return error instanceof postgres.PostgresError ? error.code : undefined;
}

/** Name of the constraint a database error speaks of. */
export function constraintOf(error: unknown): string | undefined {
	return error instanceof postgres.PostgresError ? error.constraint_name : undefined;
}
