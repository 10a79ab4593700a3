// expect: patterns/file-html-comment.js:6:35: syntax error: Assigning to rvalue
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-html', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a <!-- 0
 > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
