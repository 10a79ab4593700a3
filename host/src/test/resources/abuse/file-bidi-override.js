// expect: patterns/file-bidi-override.js:6:28: syntax error: Unexpected character '
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-bidi', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.@@char(8238)@@a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
