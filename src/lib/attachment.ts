/**
 * An attachment: a file that a unit hands in as evidence under one question of its form. The answer
 * holds only its id. A closed list of types is taken, each known by its content and not by its name.
 */

/** Bytes of one file. */
export const largestFile = 10_485_760;
/** Files and bytes that one form may hold, those removed from its answers but not yet cleared too. */
export const mostPerForm = { files: 40, bytes: 100 * 1024 * 1024 };
/** Days after which a file that no answer names is cleared. */
export const orphanDays = 14;
const longestName = 120;

/** Types taken, by the endings a name may have. */
export const typeOfEnding: Readonly<Record<string, string>> = {
	pdf: 'application/pdf',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	png: 'image/png',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
};
/** What a browser's file dialog is told. */
export const accepted = Object.keys(typeOfEnding)
	.map((ending) => `.${ending}`)
	.join(',');

export type Attachment = {
	id: string;
	question: string;
	name: string;
	type: string;
	/** bytes */
	size: number;
	/** ISO 8601 */
	uploadedAt: string;
};

export function endingOf(name: string): string {
	return /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/**
 * A name as it is kept: composed, without folders, marks that turn the reading direction, or
 * anything that a file system or a header would take amiss.
 */
export function cleanName(raw: string): string {
	const bare = raw
		.normalize('NFC')
		.replace(/^.*[/\\]/s, '')
		.replace(/[\p{Cc}\p{Cf}\p{Surrogate}\p{Zl}\p{Zp}]/gu, '')
		.replace(/[<>:"|?*%]/g, '_')
		.replace(/\s+/g, ' ')
		.replace(/^[.\s]+|[.\s]+$/g, '');
	const ending = endingOf(bare);
	const stem = ending ? bare.slice(0, -ending.length - 1).trim() : bare;
	const short = [...stem].slice(0, longestName).join('') || 'tep';
	return ending ? `${short}.${ending}` : short;
}

const startsPrograms = new Set(
	(
		'exe com scr pif bat cmd msi msp dll cpl lnk url hta js jse mjs vbs vbe wsf wsh ps1 psm1 sh py pl php ' +
		'phtml asp aspx jsp jar apk app dmg iso img html htm xhtml shtml mht svg svgz xml xsl swf docm dotm ' +
		'xlsm xltm xlam pptm zip rar 7z gz tar pdf jpg jpeg png docx xlsx'
	).split(' ')
);

/** True for names such as `bao-cao.pdf.exe` or `anh.exe.jpg`; `Báo cáo 30.6.2026.pdf` is fine. */
export function hasTwoEndings(name: string): boolean {
	const inner = name.split('.').slice(1, -1);
	return inner.some((part) => startsPrograms.has(part.trim().toLowerCase()));
}

/** 340 kB, 2,4 MB: as a reader of Vietnamese writes sizes. */
export function sizeText(bytes: number): string {
	const megabytes = bytes / 1_048_576;
	if (megabytes < 1) return `${Math.max(1, Math.round(bytes / 1024))} kB`;
	return `${megabytes.toLocaleString('vi-VN', { maximumFractionDigits: 1 })} MB`;
}
