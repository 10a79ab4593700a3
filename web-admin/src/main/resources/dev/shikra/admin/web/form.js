// A rule from a form: each change is sent to the host, which writes the JavaScript; nothing is written here.

import { $, ask, el, fill } from './dom.js';

const COMPARISONS = [['>', 'is above'], ['>=', 'is at least'], ['<', 'is below'], ['<=', 'is at most'], ['=', 'equals'], ['!=', 'is not'],
  ['crossesAbove', 'crosses above'], ['crossesBelow', 'crosses below']];
const PLAIN = { NUMBER: 'number' };

let words = null; // vocabulary and studies of the host
let clauses = [];
let wrote = () => {};
let asked = 0;
let later = 0;

/** What a value of the list stands for in a form. */
function valueOf(choice, details) {
  const [kind, name] = [choice.slice(0, choice.indexOf(':')), choice.slice(choice.indexOf(':') + 1)];
  if (kind === 'study') {
    const [study, output] = name.split('.');
    const value = { study };
    const parameters = {};
    for (const part of details.split(/\s+/).filter(Boolean)) {
      const at = part.indexOf('=');
      const [key, text] = at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
      if (key === 'on') value.on = text;
      else parameters[key] = text === '' || Number.isNaN(Number(text)) ? text : Number(text);
    }
    if (Object.keys(parameters).length > 0) value.parameters = parameters;
    const known = words.studies.find(each => each.name === study);
    if (known === undefined || known.outputs.length > 1) value.output = output;
    return value;
  }
  if (kind === 'value') return { value: name };
  const on = details.match(/on=(\S+)/);
  return kind === 'bar' && on ? { bar: name, on: on[1] } : { [kind]: name };
}

/** A short name for an input, unlike those before. */
function nameFor(choice, inputs) {
  const base = choice.slice(choice.indexOf(':') + 1).split('.').filter(part => part !== 'value').join(' ')
    .replace(/[^A-Za-z0-9]+(.)?/g, (_, next) => (next ?? '').toUpperCase()).replace(/^[^A-Za-z]+/, '') || 'value';
  let name = base;
  for (let n = 2; name in inputs; n++) name = `${base}${n}`;
  return name;
}

function inputFor(value, choice, inputs) {
  const text = JSON.stringify(value);
  for (const [name, known] of Object.entries(inputs)) if (JSON.stringify(known) === text) return name;
  const name = nameFor(choice, inputs);
  inputs[name] = value;
  return name;
}

function number(text) {
  return text.trim() === '' || Number.isNaN(Number(text)) ? text.trim() : Number(text);
}

/** {@return the form as the host reads it} */
function form() {
  const inputs = { close: { bar: 'close' } };
  const when = clauses.map((clause, n) => {
    const crosses = clause.is.startsWith('crosses');
    const left = valueOf(clause.left, clause.leftDetails);
    const plain = clause.right === PLAIN.NUMBER;
    const right = plain ? number(clause.number) : valueOf(clause.right, clause.rightDetails);
    const name = clause.name.trim() || `clause ${n + 1}`;
    if (crosses) {
      const crossed = inputFor({ [clause.is]: [left, right] }, `x:${clause.is}`, inputs);
      return { name, left: { input: crossed }, is: '=', right: 1 };
    }
    const rightOperand = plain ? right : { input: inputFor(right, clause.right, inputs) };
    const times = number(clause.times);
    return {
      name,
      left: { input: inputFor(left, clause.left, inputs) },
      is: clause.is,
      right: plain || times === 1 || times === '' ? rightOperand : { times: [times, rightOperand] },
    };
  });
  const direction = $('form-direction').value;
  const then = { direction, confidence: number($('form-confidence').value) };
  const sign = direction === 'short' ? ['plus', 'minus'] : ['minus', 'plus'];
  for (const [key, id, operator] of [['stop', 'form-stop', sign[0]], ['target', 'form-target', sign[1]]]) {
    const atrs = number($(id).value);
    if (atrs === '') continue;
    const atr = inputFor({ study: 'atr', parameters: { length: 14 } }, 'study:atr', inputs);
    then[key] = { [operator]: [{ input: 'close' }, { times: [atrs, { input: atr }] }] };
  }
  const join = $('form-join').value;
  const lists = $('form-list').value;
  const made = { version: 1, id: $('form-id').value.trim(), every: $('form-every').value };
  if ($('form-name').value.trim()) made.name = $('form-name').value.trim();
  if (lists) made.universe = { list: lists };
  return {
    ...made,
    inputs,
    when: join === 'all' ? when : join.startsWith('atLeast') ? { atLeast: Number(join.slice(7)), of: when } : { [join]: when },
    then,
  };
}

async function write() {
  const mine = ++asked;
  try {
    const answer = await ask('/api/rules/form', form());
    if (mine !== asked || $('form').hidden) return;
    if (answer.answer === 'refused') {
      $('form-said').textContent = `${answer.path}: ${answer.message}`;
    } else {
      $('form-said').textContent = '';
      wrote(answer.file, answer.text);
    }
  } catch (error) {
    $('form-said').textContent = error.message;
  }
}

function changed() {
  clearTimeout(later);
  later = setTimeout(write, 150);
}

function choices(withNumber, chosen) {
  const groups = words.groups.map(group => el('optgroup', { label: group.name },
    ...group.values.map(value => {
      const key = group.kind === 'value' ? `value:${group.name}.${value.name}` : `${group.kind}:${value.name}`;
      return el('option', { value: key, title: value.description, selected: key === chosen }, `${group.name}.${value.name}`);
    })));
  const studies = el('optgroup', { label: 'study' }, ...words.studies.flatMap(study => study.outputs.map(output => {
    const key = `study:${study.name}.${output}`;
    return el('option', { value: key, title: study.summary, selected: key === chosen }, study.outputs.length > 1 ? `${study.name}.${output}` : study.name);
  })));
  return [withNumber ? el('option', { value: PLAIN.NUMBER, selected: chosen === PLAIN.NUMBER }, 'a number') : null, studies, ...groups].filter(Boolean);
}

function takesDetails(choice) {
  return choice.startsWith('study:') || choice.startsWith('bar:');
}

function hint(choice) {
  const study = words.studies.find(each => choice.startsWith(`study:${each.name}.`));
  if (study === undefined) return 'on=15m';
  return Object.entries(study.parameters).slice(0, 2).map(([key, value]) => `${key}=${value}`).concat('on=15m').join(' ');
}

function field(clause, key, attributes) {
  return el('input', { ...attributes, value: clause[key], 'data-part': key, spellcheck: 'false', autocomplete: 'off',
    oninput: event => { clause[key] = event.target.value; changed(); } });
}

function pick(clause, key, label, options) {
  return el('select', { 'aria-label': label, 'data-part': key, onchange: event => { clause[key] = event.target.value; render(); changed(); } }, ...options);
}

function render() {
  fill($('form-clauses'), clauses.map((clause, n) => el('li', { class: 'form-clause' },
    field(clause, 'name', { class: 'clause-name', 'aria-label': 'Clause', placeholder: `clause ${n + 1}, in your words` }),
    pick(clause, 'left', 'Value', choices(false, clause.left)),
    takesDetails(clause.left) ? field(clause, 'leftDetails', { 'aria-label': 'Its parameters', placeholder: hint(clause.left) }) : null,
    pick(clause, 'is', 'Comparison', COMPARISONS.map(([value, text]) => el('option', { value, selected: value === clause.is }, text))),
    clause.right !== PLAIN.NUMBER && !clause.is.startsWith('crosses') ? field(clause, 'times', { class: 'times', 'aria-label': 'Times', placeholder: '1 ×' }) : null,
    pick(clause, 'right', 'Compared with', choices(true, clause.right)),
    clause.right === PLAIN.NUMBER ? field(clause, 'number', { class: 'number', 'aria-label': 'Number', placeholder: '30' })
      : takesDetails(clause.right) ? field(clause, 'rightDetails', { 'aria-label': 'Its parameters', placeholder: hint(clause.right) }) : null,
    clauses.length > 1 ? el('button', { type: 'button', class: 'button', 'aria-label': `Remove clause ${n + 1}`, onclick: () => { clauses.splice(n, 1); render(); changed(); } }, '×') : null)));
}

function clause(left, is, right) {
  return { name: '', left, leftDetails: '', is, times: '', right, rightDetails: '', number: '' };
}

/** Opens the form; onWritten(file, text) hears each text that the host writes. */
export async function open(onWritten) {
  wrote = onWritten;
  if (words === null) {
    const [vocabulary, studies] = await Promise.all([ask('/api/rules/vocabulary'), ask('/api/studies')]);
    words = { ...vocabulary, studies };
    fill($('form-every'), words.every.map(each => el('option', { value: each, selected: each === '5m' }, each)));
    fill($('form-list'), [el('option', { value: '' }, 'all instruments'), ...words.lists.map(each => el('option', { value: each }, each))]);
  }
  clauses = [clause('bar:close', '>', 'study:ema.value')];
  clauses[0].rightDetails = 'length=21';
  clauses[0].name = 'closes above its average';
  $('form').hidden = false;
  $('form-said').textContent = '';
  render();
  write();
}

/** The text is a person's from now on. */
export function close() {
  $('form').hidden = true;
  asked++;
}

$('form').addEventListener('submit', event => event.preventDefault());
$('form-add').addEventListener('click', () => { clauses.push(clause('study:rsi.value', '<', PLAIN.NUMBER)); render(); changed(); });
for (const id of ['form-id', 'form-name', 'form-every', 'form-join', 'form-list', 'form-direction', 'form-confidence', 'form-stop', 'form-target']) {
  $(id).addEventListener('input', changed);
}
