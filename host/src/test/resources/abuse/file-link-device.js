// expect: patterns/file-link-device.js:1:1: the file is a link to a place outside the rules folder: copy it in
//// link patterns/file-link-device.js /dev/zero
