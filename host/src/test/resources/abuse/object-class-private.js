// expect: patterns/object-class-private.js:6:28: syntax error: Private field '#a' must be declared in an enclosing class
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-class-private', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.#a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
