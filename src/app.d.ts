import type { User } from '#lib/access.ts';
import type { Locale } from '#lib/locale.ts';
import type { Platform as OpenPlatform } from '#lib/server/platform.ts';
import type { Sql } from '#lib/server/postgres.ts';
import type { Warehouse } from '#lib/server/warehouse.ts';
import type { Door } from './routes/door.ts';

declare global {
	namespace NodeJS {
		interface Process {
			/** Offers handlers of single doors (`POST /api/event`) to our own server script. */
			emit(event: 'thuocdo:doors', doors: Record<string, Door>): boolean;
		}
	}
	namespace App {
		interface Locals {
			sql: Sql;
			warehouse: Warehouse;
			platform: OpenPlatform;
			user: User | undefined;
			locale: Locale;
			/** the client's address, '' when it cannot be told; never stored */
			address: string;
		}
		interface Error {
			message: string;
			/** name in the catalogue of problems */
			problem?: string;
		}
		interface PageData {
			locale: Locale;
			user: User | undefined;
			simulated: boolean;
		}
	}
}

export {};
