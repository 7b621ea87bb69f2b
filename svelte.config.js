import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: true },
	kit: {
		// Builds that go elsewhere work elsewhere too, so that several may run side by side.
		outDir: process.env.BUILD_OUT ? `${process.env.BUILD_OUT}.kit` : '.svelte-kit',
		experimental: { explicitEnvironmentVariables: true },
		adapter: adapter({ out: process.env.BUILD_OUT || 'build', precompress: true }),
		// Form pages register it themselves, for their own addresses only: src/lib/offline/pages.ts.
		serviceWorker: { register: false },
		// The framework's own origin check covers form content types only and knows one fixed origin;
		// ours (src/hooks.server.ts) covers every unsafe method.
		csrf: { trustedOrigins: ['*'] },
		csp: {
			mode: 'auto',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:'],
				'font-src': ['self', 'data:'],
				'connect-src': ['self'],
				'worker-src': ['self'],
				'frame-ancestors': ['none'],
				'base-uri': ['self'],
				'form-action': ['self'],
				'object-src': ['none']
			}
		}
	}
};
