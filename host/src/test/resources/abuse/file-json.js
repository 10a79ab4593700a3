// expect: patterns/file-json.js:2:7: syntax error: Unexpected token
{ "id": "abuse" }
