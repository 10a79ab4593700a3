// A rule's params as fields: a change is written into the rule's text, to be checked and saved like any other.

import { $, ask, el, fill } from './dom.js';

let asked = 0;
let later = 0;
let known = '';

function show(params, changed) {
  const shape = JSON.stringify(params.map(({ name, label, min, max, configured }) => [name, label, min, max, configured]));
  $('params').hidden = params.length === 0;
  if (shape === known) { // the fields stay, so that nobody's focus is lost
    for (const each of params) {
      const field = $('params').querySelector(`input[name="${each.name}"]`);
      if (field !== document.activeElement) field.value = each.default;
      field.oninput = () => changed(each, field.value);
    }
    return;
  }
  known = shape;
  fill($('params'), params.map(each => {
    const range = each.min === null && each.max === null ? '' : `${each.min ?? '…'} to ${each.max ?? '…'}`;
    const field = el('input', { name: each.name, value: each.default, inputmode: 'decimal', autocomplete: 'off', title: range });
    field.oninput = () => changed(each, field.value);
    const said = [each.label || each.name, range, each.configured === null ? '' : `configuration: ${each.configured}`].filter(Boolean).join(', ');
    return el('label', { class: 'field' }, el('span', {}, said), field);
  }));
}

/** Shows the params of a text; replace(start, end, value) is asked to change it. */
export function follow(file, text, replace) {
  const mine = ++asked;
  clearTimeout(later);
  later = setTimeout(async () => {
    const params = await ask('/api/rules/params', { file, text }).catch(() => []);
    if (mine !== asked) return;
    show(params, (each, value) => {
      if (value.trim() === '' || Number.isNaN(Number(value))) return;
      replace(each.start, each.end, String(Number(value)));
    });
  }, 200);
}
