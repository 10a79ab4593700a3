// expect: patterns/object-computed-concatenated.js:6:28: a member in brackets is not part of the rule language: write x.name
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-computed-concatenated', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x['con' + 'structor'] > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
