// expect: rule patterns/slow-where-dear.js: a run was discarded (it took longer than a rule may), strike 3: it rests until the next session or until it is edited
import { pattern, bar } from 'shikra';
const f0 = a => { let s = 0; for (let i = 0; i < 90000; i++) { s = s + a * i; } return s; };
const f1 = a => f0(a) + f0(a + 1) + f0(a + 2) + f0(a + 3) + f0(a + 4) + f0(a + 5) + f0(a + 6) + f0(a + 7);
const f2 = a => f1(a) + f1(a + 1) + f1(a + 2) + f1(a + 3) + f1(a + 4) + f1(a + 5) + f1(a + 6) + f1(a + 7);
const f3 = a => f2(a) + f2(a + 1) + f2(a + 2) + f2(a + 3) + f2(a + 4) + f2(a + 5) + f2(a + 6) + f2(a + 7);
const f4 = a => f3(a) + f3(a + 1) + f3(a + 2) + f3(a + 3) + f3(a + 4) + f3(a + 5) + f3(a + 6) + f3(a + 7);
export default pattern({
  id: 'slow-where-dear', every: '1m',
  inputs: { close: bar.close },
  when: { 'never ends where prices are above 300': x => (x.close > 300 ? f4(x.close) : 1) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
