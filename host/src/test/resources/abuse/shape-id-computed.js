// expect: patterns/shape-id-computed.js:4:7: id is text in quotes
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'a' + 'b', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
