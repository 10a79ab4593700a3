// expect: patterns/module-export-promise.js:3:16: a rule is export default pattern({ ... }) or filter({ ... }), imported from 'shikra'
import { pattern } from 'shikra';
export default Promise.resolve(pattern);
