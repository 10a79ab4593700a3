// expect: patterns/regex-counted-nested.js:6:26: a regular expression is not part of the rule language: compare text with ===
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-regex-counted-nested', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => /(((((a{1,1000}){1,1000}){1,1000}){1,1000}){1,1000})/ === x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
