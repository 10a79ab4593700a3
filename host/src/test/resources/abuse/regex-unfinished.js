// expect: patterns/regex-unfinished.js:6:27: syntax error: Unterminated regular expression
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-regex-unfinished', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => /[/.test('a') && x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
