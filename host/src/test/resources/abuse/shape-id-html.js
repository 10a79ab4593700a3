// expect: patterns/shape-id-html.js:4:7: id '<script>alert(1)</script>' is not lower-case words joined by hyphens (at most 64 characters): write 'opening-range-breakout'
import { pattern, bar } from 'shikra';
export default pattern({
  id: '<script>alert(1)</script>', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
