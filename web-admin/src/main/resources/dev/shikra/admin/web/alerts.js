// The list of alerts, newest first, each with its evidence.

import { $, el } from './dom.js';
import * as format from './format.js';
import { on } from './events.js';

const MOST = 300;
const ways = { long: ['▲', 'up', 'Long'], short: ['▼', 'down', 'Short'], neutral: ['●', 'even', 'Neutral'] };
const list = $('alerts');
const seen = new Set();
let total = 0;
let told = 0;
let run = '';
let settled = false; // what came before the page opened does not flash

function fact(name, text) {
  return [el('dt', {}, name), el('dd', {}, text)];
}

function detail(alert) {
  return el('div', { class: 'detail' },
    el('dl', { class: 'facts' },
      ...fact('Stop', format.price(alert.stop)),
      ...fact('Target', format.price(alert.target)),
      ...fact('Confidence', format.percent(alert.confidence)),
      ...fact('Day', format.day(alert.timeMs, alert.zone))),
    el('ul', { class: 'clause', 'aria-label': 'Evidence' },
      ...alert.evidence.map(({ clause, values }) => el('li', {},
        el('div', {}, clause),
        el('div', { class: 'values' },
          ...Object.entries(values).map(([name, value]) => el('span', {}, `${name} `, el('b', {}, format.value(value)))))))),
    el('p', { class: 'fine' }, `${alert.rule}, version ${alert.version}`),
    el('button', { class: 'button', type: 'button', onclick: () => dispatchEvent(new CustomEvent('chart', { detail: alert.instrument })) }, 'Show on chart'));
}

function item(alert) {
  const [sign, kind, word] = ways[alert.direction] ?? ways.neutral;
  const details = el('details', {},
    el('summary', {},
      el('span', { class: `way ${kind}`, title: word, 'aria-label': word }, sign),
      el('span', { class: 'what' }, alert.instrument),
      el('span', { class: 'price' }, format.price(alert.price)),
      el('span', { class: 'rule' }, alert.ruleName),
      el('span', { class: 'when' }, `${format.time(alert.timeMs, alert.zone)} ${format.zoneName(alert.zone)}`)));
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) details.append(detail(alert));
  });
  const row = el('li', { class: settled ? 'alert new' : 'alert', 'data-id': alert.id, 'data-rule': alert.rule, 'data-version': alert.version }, details);
  row.dataset.words = `${alert.instrument} ${alert.ruleName} ${alert.rule} ${alert.direction}`.toLowerCase();
  return row;
}

function filter() {
  const wanted = $('alert-filter').value.trim().toLowerCase();
  let visible = 0;
  for (const row of list.children) {
    row.hidden = !row.dataset.words.includes(wanted);
    if (!row.hidden) visible++;
  }
  $('alerts-empty').hidden = visible > 0;
  $('alerts-empty').textContent = list.childElementCount === 0 ? 'No alert yet. The rules are watching.' : 'No alert matches.';
}

on('alert', alert => {
  const key = `${alert.number} ${alert.id}`;
  if (seen.has(key)) return;
  seen.add(key);
  total++;
  list.prepend(item(alert));
  while (list.childElementCount > MOST) list.lastElementChild.remove();
  $('alert-count').hidden = false;
  $('alert-count').textContent = format.count(total);
  filter();
});
on('health', health => {
  if (run && run !== health.run) { // the host was started anew
    seen.clear();
    total = 0;
    list.replaceChildren();
    $('alert-count').hidden = true;
    filter();
  }
  run = health.run;
  settled = settled || ++told > 1;
});
$('alert-filter').addEventListener('input', filter);
