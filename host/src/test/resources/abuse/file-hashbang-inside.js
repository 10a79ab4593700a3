// expect: patterns/file-hashbang-inside.js:2:2: syntax error: Unexpected character '!'
#!/bin/sh
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-hashbang', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
