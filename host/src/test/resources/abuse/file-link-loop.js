// expect: patterns/file-link-loop.js:1:1: the file can't be read
//// link patterns/file-link-loop.js file-link-loop.js
