/**
 * The one way a living chart gets into a page: `<div {@attach chart(() => option)}>`. The engine is
 * fetched after the page is there; the chart follows its element's size and its option.
 */
import type { Attachment } from 'svelte/attachments';
import type { Option } from './engine.ts';

/** `ready` is called once the chart is drawn, so that the still picture can give way. */
export function chart(option: () => Option, ready: () => void): Attachment<HTMLElement> {
	return (element) => {
		let dispose = () => {};
		let gone = false;
		let instance = $state.raw<ReturnType<(typeof import('./engine.ts'))['draw']>>();
		void import('./engine.ts').then(({ draw }) => {
			if (gone) return;
			const living = draw(element);
			const watcher = new ResizeObserver(() => living.resize());
			watcher.observe(element);
			dispose = () => {
				watcher.disconnect();
				living.dispose();
			};
			instance = living;
			ready();
		});
		$effect(() => instance?.setOption(option(), { notMerge: true }));
		return () => {
			gone = true;
			dispose();
		};
	};
}
