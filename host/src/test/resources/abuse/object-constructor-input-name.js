// expect: patterns/object-constructor-input-name.js:6:28: no input is called 'prototype': known are a
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-constructor-input-name', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.prototype > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
