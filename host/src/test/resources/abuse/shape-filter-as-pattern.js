// expect: patterns/shape-filter-as-pattern.js:4:30: unknown stage 'before': known are validate, qualify, retail
import { filter, candidate } from 'shikra';
export default filter({
  id: 'abuse-filter', stage: 'before', inputs: { c: candidate.confidence },
  when: { 'always': x => x.c > 0 },
  verdict: x => ({ scale: 99 }),
});
