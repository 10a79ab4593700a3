// expect: rule filters/scale-where-dear.js: a run was discarded (scale-where-dear: the scale is not from 0 to 2 (row 0)), strike 3: it rests until the next session or until it is edited
//// filters/scale-where-dear.js
import { filter, bar } from 'shikra';
export default filter({
  id: 'scale-where-dear', stage: 'validate',
  inputs: { close: bar.on('1m').close },
  when: { 'dear': x => x.close > 300 },
  verdict: x => ({ scale: x.close }),
});
