// expect: patterns/regex-thousand-groups.js:1:1: syntax error: it is nested too deeply to be read
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-regex-thousand-groups', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => /@@repeat("(", 4000)@@a@@repeat(")*", 4000)@@/ === x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
