// expect: patterns/object-optional-chain.js:6:26: ?. is not part of the rule language: a declared input always exists, write x.name
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-optional-chain', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x?.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
