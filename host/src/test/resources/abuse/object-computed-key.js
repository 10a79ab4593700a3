// expect: patterns/object-computed-key.js:5:13: a name in brackets is not part of the rule language: write it plainly
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-computed-key', name: 'Abuse', every: '1m',
  inputs: { ['a']: bar.close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
