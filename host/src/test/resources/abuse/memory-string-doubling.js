// expect: patterns/memory-string-doubling.js:6:76: this gives text, and a number is needed: write a number
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-memory-string-doubling', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { let s = 'x'; for (let i = 0; i < 40; i++) { s = s + s; } return s === 'y'; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
