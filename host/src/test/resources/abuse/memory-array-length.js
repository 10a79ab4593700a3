// expect: patterns/memory-array-length.js:6:38: a list can't stand here: rules work on numbers
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-memory-array-length', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { const a = []; a.length = 4294967295; return x.a > 0; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
