// expect: patterns/file-pipe.js:1:1: this is a folder, a pipe or a device, and a rule is a file: remove it
//// pipe patterns/file-pipe.js
