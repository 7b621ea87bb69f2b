/**
 * The questionnaire engine behind one door: survey-core keeps the answers and the logic, its
 * renderer draws the questions. Both are loaded only when a form is opened in a browser.
 */
import type { PageModel, Question, SurveyModel } from 'survey-core';
import { answering } from '../messages/answering.ts';
import { prepareBoxes, rememberFiles, showBox } from './attachment-box.ts';
import type { Draft } from './draft.ts';
import { showEarlier } from './earlier.ts';
import type { Asked } from './form.ts';
import { numbersOf, type Answered } from './progress.ts';
import { showReasons } from './returned.ts';
import { forScreen, pastedNumber } from './screen.ts';
import { english, spoken, vietnamese } from './texts.ts';

type Engine = typeof import('./engine.ts');

function prepare(core: Engine): void {
	core.setupLocale({
		localeCode: 'vi',
		strings: vietnamese,
		nativeName: 'Tiếng Việt',
		englishName: 'Vietnamese'
	});
	Object.assign(core.surveyLocalization.locales.en, english);
	prepareBoxes(core);
	if (!core.Serializer.findProperty('file', 'maxFiles'))
		core.Serializer.addProperty('file', 'maxFiles:number');
	if (!core.Serializer.findProperty('multipletextitem', 'unit')) {
		for (const kind of ['multipletextitem', 'text']) core.Serializer.addProperty(kind, 'unit');
	}
}

/** A form with answers in it, not drawn yet. */
export async function openModel(form: Asked, data: Draft): Promise<SurveyModel> {
	const core = await import('./engine.ts');
	prepare(core);
	// A section in somebody else's hands is for reading here; what it lacks still counts.
	core.settings.readOnly.enableValidation = true;
	const { locale } = form;
	const model = new core.Model(forScreen(form.definition, locale));
	model.locale = locale;
	model.showNavigationButtons = false;
	model.showTitle = false;
	model.showPageTitles = false;
	model.showCompletedPage = false;
	model.showQuestionNumbers = true;
	model.questionErrorLocation = 'bottom';
	model.requiredMark = answering[locale].required;
	model.autoFocusFirstError = false;
	model.autoFocusFirstQuestion = false;
	model.autoGrowComment = true;
	model.allowResizeComment = false;
	model.textUpdateMode = 'onTyping';
	model.readOnly = form.readOnly;
	for (const [name, value] of Object.entries(form.variables)) model.setVariable(name, value);
	rememberFiles(model, form);
	model.data = data;
	model.onProcessDynamicText.add((_model, text) => {
		if (!(text.name in form.variables)) text.value = spoken(text.value, locale) as string;
	});
	const names = model.getAllQuestions().map(({ name }) => name);
	const numbers = numbersOf(names.filter((name) => name !== form.askedBefore));
	model.onGetQuestionNumber.add((_model, options) => {
		options.number = numbers.get(options.question.name) ?? options.number;
	});
	model.onMatrixCellCreated.add((_model, { cellQuestion }) => {
		if (cellQuestion.getType() === 'dropdown') cellQuestion.renderAs = 'select';
		if (cellQuestion.getType() === 'boolean') cellQuestion.renderAs = 'radio';
	});
	model.onAfterRenderMatrixCell.add((_model, { cellQuestion, htmlElement }) => {
		finishField(cellQuestion, htmlElement);
	});
	model.onAfterRenderQuestion.add((_model, { question, htmlElement }) => {
		finish(question, htmlElement);
		if (form.response) showReasons(form.response, locale, question.name, htmlElement);
		if (form.previous) showEarlier({ locale, previous: form.previous }, question, htmlElement);
		if (question.getType() === 'file') showBox(form, question, htmlElement);
	});
	return model;
}

/** Draws the current section into an element and gives back the way to take it away. */
export async function draw(model: SurveyModel, element: HTMLElement): Promise<() => void> {
	const { renderSurvey, unmountComponentAtNode } = await import('./engine.ts');
	renderSurvey(model, element);
	const watch = new MutationObserver(() => nameRemarks(model, element));
	watch.observe(element, { childList: true, subtree: true });
	nameRemarks(model, element);
	return () => {
		watch.disconnect();
		unmountComponentAtNode(element);
	};
}

/** Lists, and boxes for “other”, come and go without a name of their own. */
function nameRemarks(model: SurveyModel, element: HTMLElement): void {
	for (const legend of element.querySelectorAll('legend[role]')) legend.removeAttribute('role');
	for (const list of element.querySelectorAll('select:not([aria-label], [aria-labelledby])')) {
		const name = list.closest<HTMLElement>('[data-name]')?.dataset.name ?? '';
		const question = model.getQuestionByName(name);
		if (question) list.ariaLabel = question.processedTitle;
	}
	for (const box of element.querySelectorAll('textarea:not([aria-label], [aria-labelledby])')) {
		const name = box.closest<HTMLElement>('[data-name]')?.dataset.name ?? '';
		const question = model.getQuestionByName(name);
		if (question) box.ariaLabel = question.otherText ?? question.title;
	}
}

/** What the renderer leaves out: units, keyboards for numbers, names of rows, pasted numbers. */
function finish(question: Question, element: HTMLElement): void {
	for (const table of element.querySelectorAll('.sd-multipletext')) table.role = 'presentation';
	for (const row of element.querySelectorAll('.sd-matrix__table tbody tr')) {
		row.role = 'radiogroup';
		row.ariaLabel = row.querySelector('td')?.textContent ?? '';
		// On a phone the choice carries its own name: the heading row is not shown there.
		for (const cell of row.querySelectorAll<HTMLElement>('td[data-responsive-title]')) {
			const label = cell.querySelector('label');
			if (label) label.dataset.title = cell.dataset.responsiveTitle;
		}
	}
	const items: { editor: Question; unit?: string }[] = question.items ?? [];
	const fields =
		question.getType() === 'text' ? [{ editor: question, unit: question.unit }] : items;
	for (const { editor, unit } of fields) finishField(editor, element, unit);
}

function finishField(field: Question, element: HTMLElement, unit?: string): void {
	const input = element.querySelector<HTMLInputElement>(`input[id="${field.inputId}"]`);
	if (!input) return;
	if (field.maskType === 'numeric') {
		input.inputMode = 'decimal';
		input.autocomplete = 'off';
		// The engine takes a masked number only when the field is left; autosave wants it at once.
		// A text that is not finished, such as “12,” or “12,0”, waits.
		const take = () => {
			const number: number | undefined = field.maskInstance.getUnmaskedValue(input.value);
			const finished = field.maskInstance.getMaskedValue(number) === input.value;
			if (finished && number !== field.value) field.value = number;
		};
		input.addEventListener('beforeinput', () => queueMicrotask(take));
		input.addEventListener('input', take);
		input.addEventListener('paste', (event) => {
			const number = pastedNumber(event.clipboardData?.getData('text') ?? '');
			if (number === null) return;
			event.preventDefault();
			field.value = number;
		});
	}
	if (unit && input.parentElement) {
		input.parentElement.dataset.unit = unit;
		input.setAttribute('aria-description', unit);
	}
}

/** The questions of a section that a person sees and can answer. */
export function questionsOf(page: PageModel): Question[] {
	return page.questions.filter((question) => question.isVisible && question.hasInput);
}

/** The answers to questions that are asked as things stand, and to one that was asked before. */
export function answersAsked(model: SurveyModel, before?: string): Draft {
	const asked = new Set(model.visiblePages.flatMap(questionsOf).map(({ name }) => name));
	if (before !== undefined) asked.add(before);
	const entries = Object.entries(model.data as Draft);
	return Object.fromEntries(entries.filter(([key]) => asked.has(key.replace(/-Comment$/, ''))));
}

export function answeredOf(question: Question): Answered {
	return {
		name: question.name,
		answered: !question.isEmpty() && missingRows(question).length === 0,
		valid: question.validate(false),
		required: question.isRequired || question.eachRowRequired === true
	};
}

/** One of several fields under a question, else the question itself. */
export function fieldIn(question: Question, name: string): Question {
	const items: { name: string; editor: Question }[] = question.items ?? [];
	return items.find((item) => item.name === name)?.editor ?? question;
}

/** Rows of a matrix in which nothing was chosen although something must be. */
export function missingRows(question: Question): string[] {
	if (question.getType() !== 'matrix' || !question.eachRowRequired) return [];
	const rows: { value: unknown; text: string }[] = question.visibleRows;
	return rows.filter(({ value }) => value == null).map(({ text }) => text);
}

/** The sentences that stand beside a question now. */
export function errorsOf(question: Question): string[] {
	const items: { editor: Question }[] = question.items ?? [];
	const model = question.survey as SurveyModel;
	const rows: { cells: { question: Question }[] }[] =
		question.getType() === 'matrixdynamic' ? question.visibleRows : [];
	const cells = rows.flatMap((row) => row.cells.map((cell) => cell.question));
	return [question, ...items.map(({ editor }) => editor), ...cells].flatMap(({ errors }) =>
		errors
			.filter(({ notificationType }) => notificationType === 'error')
			.map((error) => model.processText(error.getText(), true))
	);
}
