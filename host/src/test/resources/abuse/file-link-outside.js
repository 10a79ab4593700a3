// expect: patterns/file-link-outside.js:1:1: the file can't be read
//// link patterns/file-link-outside.js ../../outside.js
