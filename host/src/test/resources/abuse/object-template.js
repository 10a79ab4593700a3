// expect: patterns/object-template.js:6:26: a template literal is not part of the rule language: write plain text in quotes
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-template', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => `${x.a}` === '1' },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
