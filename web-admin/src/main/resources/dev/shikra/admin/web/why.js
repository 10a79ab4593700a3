// Why a rule did or did not fire: asks the host, which runs the day again in an engine of its own.

import { $, ask, el, fill } from './dom.js';

const marks = { true: ['yes', 'up'], false: ['no', 'down'], 'warming up': ['warms up', 'even'] };

function value(number) {
  return number === null ? 'not known' : String(Math.round(number * 1e6) / 1e6);
}

function clause(each) {
  const [mark, kind] = marks[each.truth];
  return el('li', {},
    el('span', { class: kind }, `${mark} `), el('b', {}, each.clause),
    el('div', { class: 'values' }, ...Object.entries(each.values).map(([name, number]) => el('span', {}, `${name} `, el('b', {}, value(number))))),
    ...each.gaps.filter(gap => gap.by !== null).map(gap => el('div', { class: 'fine' }, `${gap.left} ${gap.operator} ${gap.right} is missed by ${value(gap.by)}`)));
}

function verdict(answer) {
  if (answer.at === null) return answer.covered ? 'It was not evaluated up to then.' : 'Never: the instrument is not in the rule\u2019s universe.';
  if (!answer.matched) return answer.distance > 0 ? `Not true: ${(100 * answer.distance).toFixed(2)} % away.` : 'Not true.';
  return answer.silent ? `True, but silent: ${answer.silent}.` : 'True.';
}

function show(answer) {
  fill($('why-answer'), [
    el('p', { class: `said ${answer.matched ? 'good' : ''}` }, `${answer.instrument}${answer.at ? ` at ${answer.at.replace(/([+-]\d\d:\d\d|Z)$/, '').replace('T', ' ')}` : ''}: ${verdict(answer)}`),
    ...answer.against.map(each => el('p', { class: 'fine' }, `Not in its universe: ${each}.`)),
    el('ul', { class: 'clause' }, ...answer.clauses.map(clause)),
    ...answer.warmingUp.map(each => el('p', { class: 'fine' }, `${each.input} is not known yet${each.bars ? `: it needs ${each.bars} closed bars` : ''}.`)),
    ...answer.filters.map(each => el('p', { class: 'fine' }, `Filter ${each.filter} (${each.stage}): ${each.verdict}`)),
    ...answer.outcomes.map(each => el('p', { class: 'fine' }, each)),
    el('p', { class: 'fine' }, `${answer.records} records run again in ${answer.tookMs} ms.`),
  ]);
}

$('why-form').addEventListener('submit', async event => {
  event.preventDefault();
  fill($('why-answer'), [el('p', { class: 'said' }, 'Running the day again\u2026')]);
  const question = new URLSearchParams({ rule: $('why-form').dataset.rule, instrument: $('why-instrument').value.trim(), at: $('why-at').value.trim() });
  try {
    show(await ask(`/api/rules/why?${question}`));
  } catch (error) {
    fill($('why-answer'), [el('p', { class: 'said bad' }, error.message)]);
  }
});

/** Offers the question about a rule; null: about none. */
export function about(rule) {
  $('why-panel').hidden = rule === null || rule === '';
  if ($('why-form').dataset.rule !== rule) fill($('why-answer'), []);
  $('why-form').dataset.rule = rule ?? '';
}
