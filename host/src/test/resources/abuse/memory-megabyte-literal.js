// expect: patterns/memory-megabyte-literal.js:1:1: the file has 100
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-memory-megabyte-literal', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => '@@repeat("x", 100000)@@' === 'y' && x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
