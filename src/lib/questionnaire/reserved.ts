/** Names that mean something else to the engine, to its expressions or to JavaScript. */
const reserved = new Set([
	...['row', 'item', 'panel', 'choice', 'self', 'question', 'rowindex', 'visiblerowindex'],
	...['rowname', 'rowtitle', 'pageno', 'pagecount', 'locale', 'and', 'or', 'not', 'true', 'false'],
	...['empty', 'notempty', 'contains', 'notcontains', 'anyof', 'allof', 'null', 'undefined'],
	...['constructor', 'prototype', 'tostring', 'tolocalestring', 'valueof', 'hasownproperty'],
	...['isprototypeof', 'propertyisenumerable', 'kybaocao', 'nhom']
]);

/** Whether no question, section or computed value may have this name. */
export function isReserved(name: string): boolean {
	return reserved.has(name.toLowerCase());
}
