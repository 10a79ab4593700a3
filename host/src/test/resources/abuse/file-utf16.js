// expect: patterns/file-utf16.js:1:1: the file is not UTF-8 text: save it as UTF-8
//// bytes patterns/file-utf16.js fe ff 00 65 00 78 00 70
