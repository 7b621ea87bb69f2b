/**
 * The questionnaire engine and its renderer, loaded together when a form is opened in a browser. Only
 * what is named here, and what that needs, travels over the line.
 */
export {
	Model,
	RendererFactory,
	Serializer,
	settings,
	setupLocale,
	surveyLocalization
} from 'survey-core';
export { renderSurvey, unmountComponentAtNode } from 'survey-js-ui';
