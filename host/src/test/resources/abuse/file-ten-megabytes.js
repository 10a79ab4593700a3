// expect: patterns/file-ten-megabytes.js:1:1: the file has 10485760 bytes; a rule has at most 65536 characters: split it
//// size patterns/file-ten-megabytes.js 10485760
