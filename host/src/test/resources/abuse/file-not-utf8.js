// expect: patterns/file-not-utf8.js:1:1: the file is not UTF-8 text: save it as UTF-8
//// bytes patterns/file-not-utf8.js ff fe 00 41
