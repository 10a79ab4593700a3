// expect: patterns/file-directory.js:1:1: this is a folder, a pipe or a device, and a rule is a file: remove it
//// folder patterns/file-directory.js
