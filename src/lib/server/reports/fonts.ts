/** Where the document font lies: Tinos, with the measures of Times New Roman, under the OFL. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

export const fontFolder = dirname(require.resolve('@expo-google-fonts/tinos/package.json'));

export const fontFiles = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'].map(
	(face) => join(fontFolder, face, `Tinos_${face}.ttf`)
);
