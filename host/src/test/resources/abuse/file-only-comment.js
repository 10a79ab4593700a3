// expect: patterns/file-only-comment.js:1:1: the file exports no rule: write export default pattern({ ... }) or filter({ ... })
/* nothing else
*/
