// expect: patterns/nesting-holes.js:6:26: a list can't stand here: rules work on numbers
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-nesting-holes', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => [@@repeat(",", 20000)@@] > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
