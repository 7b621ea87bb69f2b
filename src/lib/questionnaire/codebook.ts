/**
 * The codebook: every question with its codes and limits, generated from the field catalogue, never
 * written by hand. It is kept beside the definition so that a reader of the data needs no program.
 */
import { textOf, type Definition, type ListName } from '../survey.ts';
import { commentSuffix, type Box, type Field } from './fields.ts';

const suppliedLists: Record<ListName, string> = {
	provinces: 'danh mục tỉnh, thành phố (mã đơn vị hành chính)'
};

/** The codebook as Markdown. `survey` is the survey's name. */
export function codebook(survey: string, definition: Definition, fields: Field[]): string {
	const lines = [
		`# ${textOf(definition.title)}`,
		'',
		`Bảng mã của phiếu \`${survey}\`, sinh tự động từ \`definition.json\`; không sửa tay.`,
		`Mỗi câu có một tên (\`${fields[0]?.name ?? ''}\`), mỗi lựa chọn có một mã; tên và mã không đổi giữa các kỳ.`
	];
	let page = '';
	for (const field of fields) {
		if (field.page !== page) lines.push('', `## ${field.pageTitle}`);
		page = field.page;
		lines.push('', `### ${field.name} (câu ${field.number})`, '', field.title, '', ...facts(field));
	}
	return lines.join('\n') + '\n';
}

function facts(field: Field): string[] {
	const notes = [field.required ? 'bắt buộc' : 'không bắt buộc'];
	if (field.when) notes.push(`chỉ hỏi khi \`${field.when}\``);
	if (field.indicators.length > 0) notes.push(`chỉ số ${field.indicators.join(', ')}`);
	const lines = [`- ${notes.join('; ')}`];
	const { shape } = field;
	switch (shape.kind) {
		case 'items':
			lines.push(
				...shape.items.map(({ name, title, box }) => `- \`${name}\`: ${title} (${limits(box)})`)
			);
			break;
		case 'matrix':
			lines.push('- mỗi dòng một mã', '', '| dòng | |', '| --- | --- |', ...rows(shape.rows));
			lines.push('', '| mã | |', '| --- | --- |', ...rows(shape.columns));
			break;
		case 'table':
			lines.push(`- bảng, không quá ${shape.mostRows} dòng; tên mục \`<dòng>.<cột>\``);
			lines.push(
				...shape.columns.map(({ name, title, box }) => `- \`${name}\`: ${title} (${limits(box)})`)
			);
			break;
		default:
			lines.push(`- ${limits(shape)}`);
			if (shape.kind === 'choice' && shape.from)
				lines.push(`- mã lấy từ ${suppliedLists[shape.from]} khi phát phiếu`);
			else if ('choices' in shape)
				lines.push('', '| mã | |', '| --- | --- |', ...rows(shape.choices));
	}
	if (field.correct) {
		const { code, basis } = field.correct;
		lines.push('', `Đáp án đúng: \`${code}\`${basis ? ` (${basis})` : ''}.`);
	}
	if (field.other) lines.push('', `Nội dung khác: \`${field.name}${commentSuffix}\`.`);
	return lines;
}

function limits(box: Box): string {
	switch (box.kind) {
		case 'choice':
			return 'một mã';
		case 'choices':
			return `nhiều mã, không quá ${box.most}`;
		case 'file':
			return `tệp đính kèm, không quá ${box.most} tệp; câu trả lời là mã của tệp`;
		case 'boolean':
			return `\`true\` = ${box.yes}, \`false\` = ${box.no}`;
		case 'text':
			return `${box.format === 'url' ? 'địa chỉ' : 'chữ'}, không quá ${box.maxLength} ký tự`;
		case 'number': {
			const unit = box.measuredIn ? `, ${box.measuredIn}` : '';
			return `${box.whole ? 'số nguyên' : 'số'} từ ${box.min} đến ${box.max}${unit}`;
		}
	}
}

function rows(codes: { code: string; text: string }[]): string[] {
	return codes.map(({ code, text }) => `| \`${code}\` | ${text} |`);
}
