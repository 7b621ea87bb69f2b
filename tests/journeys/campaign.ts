/** Campaigns and people made for one journey, through the doors an administrator's program uses. */
import { expect, type APIRequestContext } from '@playwright/test';
import { readDemo } from './demo.ts';

const headers = () => ({ authorization: `Bearer ${readDemo().key}` });

/** Opens a campaign of the status survey; its period lies before the demo's own. */
export async function openCampaign(
	request: APIRequestContext,
	slug: string,
	year: number
): Promise<void> {
	const made = await request.post('/api/v1/campaigns', {
		headers: headers(),
		data: {
			...{ slug, survey: 'thuc-trang', titleVi: `Khảo sát ${slug}`, titleEn: `Survey ${slug}` },
			...{ periodFrom: `${year}-01-01`, periodTo: `${year}-12-31` },
			opensAt: new Date(Date.now() - 86_400_000).toISOString(),
			closesAt: new Date(Date.now() + 86_400_000).toISOString()
		}
	});
	expect(made.status(), await made.text()).toBe(201);
	await step(request, slug, 'open');
}

/** Closes it, so that the lists of other journeys hold nothing to answer from here. */
export async function closeCampaign(request: APIRequestContext, slug: string): Promise<void> {
	await step(request, slug, 'closed');
}

async function step(request: APIRequestContext, slug: string, state: string): Promise<void> {
	const url = `/api/v1/campaigns/${slug}/state`;
	const moved = await request.post(url, { headers: headers(), data: { state } });
	expect(moved.status(), await moved.text()).toBe(200);
}

/** An officer of a unit. */
export async function addOfficer(
	request: APIRequestContext,
	{ name, unit }: { name: string; unit: string }
): Promise<{ email: string; password: string; name: string }> {
	const stamp = Date.now().toString(36);
	const account = { email: `${stamp}@example.vn`, password: `mưa rào ${stamp} sông Cầu` };
	const made = await request.post('/api/v1/users', {
		headers: headers(),
		data: { ...account, name, role: 'unit_officer', unit }
	});
	expect(made.status(), await made.text()).toBe(201);
	return { ...account, name };
}

/** Opens a campaign for citizens on the needs survey; the code of its link for a province. */
export async function openForCitizens(request: APIRequestContext, slug: string): Promise<string> {
	const made = await request.post('/api/v1/campaigns', {
		headers: headers(),
		data: {
			...{ slug, survey: 'nhu-cau', audience: 'citizens' },
			...{ titleVi: 'Nhu cầu thông tin pháp luật', titleEn: 'Needs for legal information' },
			...{ periodFrom: '2021-01-01', periodTo: '2021-12-31' },
			opensAt: new Date(Date.now() - 86_400_000).toISOString(),
			closesAt: new Date(Date.now() + 86_400_000).toISOString()
		}
	});
	expect(made.status(), await made.text()).toBe(201);
	await step(request, slug, 'open');
	const linked = await request.post(`/api/v1/campaigns/${slug}/links`, {
		headers: headers(),
		data: { unit: '68' }
	});
	const { links } = (await linked.json()) as { links: { code: string }[] };
	return links[0]!.code;
}
