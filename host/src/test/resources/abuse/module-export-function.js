// expect: patterns/module-export-function.js:2:16: a rule is export default pattern({ ... }) or filter({ ... }), imported from 'shikra'
export default () => { while (true); };
