// The rules with their state, and a plain editor: save, check, swap; a fault is shown at its line.

import { $, ask, el, fill } from './dom.js';
import { on } from './events.js';
import * as form from './form.js';
import { follow } from './params.js';
import { about } from './why.js';

const LINE = 20; // px, as in the style sheet
const TOP = 10;
const TEMPLATE = `import { pattern, bar, study } from 'shikra';

export default pattern({
  id: 'my-rule',
  name: 'My rule',
  every: '5m',
  inputs: {
    close: bar.close,
    average: study.ema({ length: 21 }),
  },
  when: {
    'closes above its average': x => x.close > x.average,
  },
  then: x => ({ direction: 'long', confidence: 0.5, stop: x.average, target: x.close + 2 * (x.close - x.average) }),
});
`;
const words = { ACTIVE: 'active', LOADING: 'loading', REFUSED: 'refused', QUARANTINED: 'resting' };

const text = $('text');
let rules = [];
let figures = new Map(); // by file
let opened = null; // {file, base, saved, isNew}
let fault = null;
let leave = false;

function changed() {
  return opened !== null && text.value !== opened.saved;
}

function count(number) {
  return number.toLocaleString('en');
}

/** What a rule has done since the host started, in one line. */
function done(each) {
  if (each === undefined) return '';
  const near = each.nearMissRows === 0 ? '' : `, ${each.nearMissRows < each.rows ? '~' : ''}${count(Math.round(each.nearMisses * each.rows / each.nearMissRows))} near`;
  const last = each.lastFiredMs === 0 ? '' : `, last ${new Date(each.lastFiredMs).toLocaleTimeString('en-GB', { timeZone: each.zone })}`;
  return `${count(each.rows)} rows, ${count(each.matches)} true${near}, ${count(each.signals)} signals${last}`
    + (each.errors ? `, ${count(each.errors)} errors` : '') + `, ${each.runMs.toFixed(1)} ms ${each.compiled ? 'compiled' : 'interpreted'}`;
}

function render() {
  fill($('rule-list'), rules.map(rule => el('li', {},
    el('button', { type: 'button', 'aria-current': opened?.file === rule.file && 'true', onclick: () => open(rule.file) },
      el('span', { class: 'name' }, rule.name || rule.file),
      el('span', { class: `state ${rule.state.toLowerCase()}` }, words[rule.state]),
      el('span', { class: 'path' }, rule.file),
      el('span', { class: 'when' }, rule.when ? (rule.kind === 'FILTER' ? `filter, ${rule.when}` : `every ${rule.when}`) : ''),
      el('span', { class: 'figures', 'data-file': rule.file }, done(figures.get(rule.file)))),
    rule.reason ? el('p', { class: 'reason' }, rule.line ? `Line ${rule.line}:${rule.column}: ${rule.reason}` : rule.reason, rule.version ? ' The version before goes on.' : '') : null)));
  $('rules-empty').hidden = rules.length > 0;
  const faults = rules.filter(rule => rule.state === 'REFUSED' || rule.state === 'QUARANTINED').length;
  $('rule-faults').hidden = faults === 0;
  $('rule-faults').textContent = faults;
  $('rule-faults').title = `${faults} not running as they stand`;
  const mine = rules.find(rule => rule.file === opened?.file);
  about(mine?.kind === 'PATTERN' && mine.version ? mine.id : null);
  $('editor-state').textContent = changed() ? 'not saved' : mine ? (mine.version ? `runs ${mine.version.slice(0, 8)}` : words[mine.state]) : '';
  $('editor-state').className = `state ${changed() ? 'loading' : mine ? mine.state.toLowerCase() : ''}`;
}

/** Figures change all the time: their text alone is renewed, so that nobody's focus is lost. */
async function refreshFigures() {
  figures = new Map((await ask('/api/rules/figures').catch(() => [])).map(each => [each.file, each]));
  for (const span of document.querySelectorAll('#rule-list .figures')) span.textContent = done(figures.get(span.dataset.file));
}

async function load() {
  rules = await ask('/api/rules').catch(() => rules);
  render();
  await refreshFigures();
}

function say(message, kind = '') {
  $('said').textContent = message;
  $('said').className = `said ${kind}`;
}

function lines() {
  const total = text.value.split('\n').length;
  const rows = [];
  for (let n = 1; n <= total; n++) rows.push(el('span', { class: fault?.line === n ? 'at-fault' : '' }, `${n}\n`));
  fill($('gutter'), rows);
  place();
}

function place() {
  $('gutter').scrollTop = text.scrollTop;
  const strip = $('fault-line');
  const box = $('fault');
  strip.hidden = box.hidden = fault === null;
  if (fault === null) return;
  const top = TOP + (fault.line - 1) * LINE - text.scrollTop;
  strip.style.top = `${top}px`;
  box.textContent = fault.message;
  box.style.left = '14px';
  const below = top + LINE + 6;
  const fits = below + box.offsetHeight + 4 <= text.clientHeight;
  box.classList.toggle('above', !fits);
  box.style.top = `${fits ? below : Math.max(4, top - box.offsetHeight - 6)}px`;
}

function showFault({ file, line, column, message }) {
  const elsewhere = file !== opened.file;
  fault = { line: elsewhere ? 1 : line, message: elsewhere ? `${file}:${line}:${column}: ${message}` : `${line}:${column}: ${message}` };
  lines();
  const rows = text.value.split('\n');
  const at = rows.slice(0, fault.line - 1).reduce((sum, row) => sum + row.length + 1, 0) + (elsewhere ? 0 : column - 1);
  const top = TOP + (fault.line - 1) * LINE;
  if (top < text.scrollTop || top > text.scrollTop + text.clientHeight / 2) text.scrollTop = Math.max(0, top - 5 * LINE);
  text.focus({ preventScroll: true });
  text.setSelectionRange(at, at);
  place();
}

function clearFault() {
  fault = null;
  lines();
}

/** The params of the text as it stands now, as fields. */
function params() {
  if (opened === null) return;
  follow(opened.isNew ? $('rule-file').value.trim() : opened.file, text.value, (start, end, value) => {
    form.close();
    text.setRangeText(value, start, end);
    clearFault();
    say('');
    render();
    params();
  });
}

function edit(next, value) {
  form.close();
  opened = next;
  text.value = value;
  text.scrollTop = 0;
  $('editor-empty').hidden = true;
  $('editor-body').hidden = false;
  $('file-field').hidden = !next.isNew;
  $('editor-title').textContent = next.isNew ? 'New rule' : next.file;
  $('why').value = '';
  say('');
  clearFault();
  render();
  params();
}

async function open(file) {
  if (changed() && !confirm(`${opened.file} has changes that are not saved. Drop them?`)) return;
  try {
    const rule = await ask(`/api/rules/text?file=${encodeURIComponent(file)}`);
    edit({ file, base: rule.base, saved: rule.text, isNew: false }, rule.text);
    const view = rules.find(each => each.file === file);
    if (view?.state === 'REFUSED' && view.line > 0) showFault({ file, line: view.line, column: view.column, message: view.reason });
  } catch (error) {
    say(error.message, 'bad');
  }
}

function draft() {
  if (opened.isNew) opened.file = $('rule-file').value.trim();
  return { file: opened.file, text: text.value, base: opened.base, who: $('who').value, why: $('why').value };
}

async function submit(path, working, done) {
  if (opened === null) return;
  const sent = draft();
  for (const id of ['check', 'save']) $(id).disabled = true;
  say(working);
  try {
    const answer = await ask(path, sent);
    if (answer.answer === 'refused') {
      say(`Refused: the fault is in line ${answer.line}. ${opened.isNew ? 'Nothing was saved.' : 'Nothing was saved; the version that runs goes on.'}`, 'bad');
      showFault(answer);
    } else if (answer.answer === 'conflict') {
      say(answer.message, 'bad');
      opened.base = answer.now.base;
    } else {
      clearFault();
      done(answer, sent);
    }
  } catch (error) {
    say(error.message, 'bad');
  } finally {
    for (const id of ['check', 'save']) $(id).disabled = false;
    render();
  }
}

const check = () => submit('/api/rules/check', 'Checking…', answer => say(`Right: it would run as version ${answer.version.slice(0, 8)}.`, 'good'));
const save = () => submit('/api/rules/save', 'Checking, trying, swapping…', (answer, sent) => {
  form.close();
  opened = { file: sent.file, base: answer.base, saved: sent.text, isNew: false };
  $('file-field').hidden = true;
  $('editor-title').textContent = sent.file;
  $('why').value = '';
  say(`Saved: version ${answer.version.slice(0, 8)} takes over at the next record.`, 'good');
  load();
});

text.addEventListener('input', () => {
  form.close(); // from here on the text is the person's
  params();
  if (fault !== null) clearFault();
  else lines();
  say('');
  render();
});
text.addEventListener('scroll', place);
text.addEventListener('keydown', event => {
  if (event.key === 'Tab' && !event.shiftKey && !leave) {
    event.preventDefault();
    document.execCommand('insertText', false, '  '); // the one way that keeps undo
  }
  leave = event.key === 'Escape';
});
addEventListener('keydown', event => {
  if ($('view-rules').hidden || !(event.ctrlKey || event.metaKey)) return;
  if (event.key === 's') {
    event.preventDefault();
    save();
  } else if (event.key === 'Enter') {
    event.preventDefault();
    check();
  }
});
addEventListener('beforeunload', event => {
  if (changed()) event.preventDefault();
});
addEventListener('resize', place);
$('check').addEventListener('click', check);
$('save').addEventListener('click', save);
$('who').value = localStorage.getItem('who') ?? '';
$('who').addEventListener('change', () => localStorage.setItem('who', $('who').value));
$('new-rule').addEventListener('click', () => {
  if (changed() && !confirm(`${opened.file} has changes that are not saved. Drop them?`)) return;
  $('rule-file').value = 'patterns/my-rule.js';
  edit({ file: 'patterns/my-rule.js', base: '', saved: '', isNew: true }, TEMPLATE);
  $('rule-file').focus();
});
$('new-form').addEventListener('click', () => {
  if (changed() && !confirm(`${opened.file} has changes that are not saved. Drop them?`)) return;
  edit({ file: 'patterns/my-rule.js', base: '', saved: '', isNew: true }, '');
  form.open((file, written) => {
    $('rule-file').value = opened.file = file;
    text.value = written;
    clearFault();
    say('');
    render();
    params();
  }).catch(error => say(error.message, 'bad'));
});
setInterval(() => {
  if (!$('view-rules').hidden && !document.hidden) refreshFigures();
}, 3000);
on('rules', load);
on('found', load);

export function shown() {
  load();
}
load();
