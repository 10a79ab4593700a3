// expect: patterns/module-pattern-renamed.js:2:21: syntax error: Binding eval in strict mode
import { pattern as eval, bar } from 'shikra';
export default eval({});
