// expect: patterns/object-increment-input.js:6:26: ++ and -- stand in the head of a for loop only: write name = name + 1 as a statement
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-increment-input', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a++ > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
