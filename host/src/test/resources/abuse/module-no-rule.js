// expect: patterns/module-no-rule.js:1:1: the file exports no rule: write export default pattern({ ... }) or filter({ ... })
export const a = 1;
