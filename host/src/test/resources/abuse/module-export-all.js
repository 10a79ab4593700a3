// expect: patterns/module-export-all.js:2:1: 'export *' is not part of the rule language: export each function by name
export * from 'shikra';
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-export-all', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
