// expect: patterns/file-empty.js:1:1: the file exports no rule: write export default pattern({ ... }) or filter({ ... })
//// bytes patterns/file-empty.js
