// expect: patterns/file-unclosed-comment.js:2:1: syntax error: Unterminated comment
/* import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-unclosed', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
