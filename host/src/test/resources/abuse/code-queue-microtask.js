// expect: patterns/code-queue-microtask.js:6:26: unknown name 'queueMicrotask': known are Math, bar, pattern, x
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-code-queue-microtask', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => queueMicrotask(() => 1) > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
