// expect: patterns/shape-id-path.js:4:7: id '../../etc/passwd' is not lower-case words joined by hyphens (at most 64 characters): write 'opening-range-breakout'
import { pattern, bar } from 'shikra';
export default pattern({
  id: '../../etc/passwd', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
