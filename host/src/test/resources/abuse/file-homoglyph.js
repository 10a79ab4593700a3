// expect: patterns/file-homoglyph.js:6:28: no input is called 'а': known are a
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-homoglyph', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.@@char(1072)@@ > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
