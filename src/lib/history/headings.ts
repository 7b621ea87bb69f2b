/**
 * Headings by which counters name their columns, in English and Vietnamese. What is recognised is an
 * offer: the person sees the joined columns and may change them.
 */
import { fold } from '../vietnamese.ts';
import type { Target } from '../history.ts';

const known: Record<Exclude<Target, ''>, string[]> = {
	date: [
		...['date', 'day', 'month', 'year month', 'date year month day', 'time period'],
		...[
			'ngay',
			'thang',
			'ngay thang',
			'ngay thang nam',
			'thang nam',
			'nam thang',
			'thoi gian',
			'ky'
		]
	],
	nth: ['nth day', 'ngay thu n', 'ngay thu'],
	path: [
		...['page', 'page path', 'page path and screen class', 'page path and screen name'],
		...['page path query string', 'page location', 'page title', 'page title and screen class'],
		...['page title and screen name', 'landing page', 'url', 'path'],
		...['trang', 'duong dan', 'duong dan trang', 'duong dan trang va lop man hinh', 'dia chi'],
		...['dia chi trang', 'tieu de trang', 'tieu de trang va lop man hinh', 'trang con']
	],
	pageViews: [
		...['views', 'pageviews', 'page views', 'hits', 'screen page views', 'pages viewed'],
		...['luot xem', 'so luot xem', 'luot xem trang', 'so luot xem trang', 'so trang xem'],
		...['luot doc', 'so lan xem trang', 'so lan xem']
	],
	visits: [
		...['sessions', 'visits', 'session count'],
		...['phien', 'so phien', 'phien truy cap', 'so phien truy cap', 'luot truy cap'],
		...['so luot truy cap', 'luot tham', 'luot vao']
	],
	visitors: [
		...['users', 'active users', 'total users', 'visitors', 'unique visitors'],
		...['nguoi dung', 'so nguoi dung', 'nguoi dung dang hoat dong', 'nguoi dung hoat dong'],
		...['so nguoi dung dang hoat dong', 'tong so nguoi dung', 'khach', 'so khach'],
		...['khach truy cap', 'so khach truy cap', 'nguoi truy cap', 'so nguoi truy cap']
	],
	events: [
		...['events', 'event count', 'total events'],
		...['su kien', 'so su kien', 'so luong su kien', 'tong so su kien']
	]
};
const byHeading = new Map(
	Object.entries(known).flatMap(([target, words]) =>
		words.map((word) => [word, target as Target] as const)
	)
);

/** What each column seems to hold. Of two columns for one thing the first is taken. */
export function joinHeadings(header: string[]): Target[] {
	const taken = new Set<Target>();
	return header.map((name) => {
		const target = byHeading.get(fold(name)) ?? '';
		if (target === '' || taken.has(target)) return '';
		taken.add(target);
		return target;
	});
}

/** True for the heading of a table that could be read as it is. */
export function isHeading(cells: string[]): boolean {
	const found = joinHeadings(cells).filter((target) => target !== '');
	return found.length >= 2 && found.some((target) => target !== 'date' && target !== 'path');
}

const totals = new Set(['total', 'totals', 'grand total', 'tong', 'tong cong', 'tong so']);

/** True for a cell that marks a row of totals. */
export function isTotal(text: string): boolean {
	return totals.has(fold(text));
}
