// expect: patterns/file-lone-surrogate-name.js:6:28: syntax error: Invalid Unicode escape
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-surrogate', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.\ud800 > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
