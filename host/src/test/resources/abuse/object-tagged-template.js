// expect: patterns/object-tagged-template.js:6:26: a tagged template is not part of the rule language: write plain text in quotes
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-tagged-template', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => Math.max`${x.a}` > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
