// expect: patterns/module-default-import.js:2:8: import by name: import { name } from 'shikra'
import s from 'shikra';
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-default-import', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
