// expect: patterns/object-template-raw.js:6:26: a tagged template is not part of the rule language: write plain text in quotes
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-template-raw', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => String.raw`\u{1F600}` === 'a' && x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
