// expect: patterns/file-link-dangling.js:1:1: the file can't be read
//// link patterns/file-link-dangling.js nowhere.js
