// How the host is doing: cards, deliveries, what was left out, notices, logins.

import { $, ask, el, fill } from './dom.js';
import * as format from './format.js';
import { on } from './events.js';

const MOST_NOTICES = 200;

function card(title, value, note = '') {
  return el('div', { class: 'card' }, el('h3', {}, title), el('p', {}, value), el('small', {}, note));
}

/** What is blind, and until when; the studies that wait longest come first. */
function blindness({ waiting, joined, without, reason, blind }, zone) {
  if (waiting > 0) return `${format.count(joined)} joined${reason ? `; ${reason}` : ''}`;
  if (blind.length === 0) return 'all studies are warm';
  const last = blind.reduce((a, b) => a.untilMs > b.untilMs ? a : b);
  return `${last.study} of ${last.instruments} until ${format.time(last.untilMs, zone)}${without > 0 && reason ? `; ${reason}` : ''}`;
}

on('health', ({ feed, flow, journal, warmUp, deliveries, upS }) => {
  fill($('cards'),
    card('Feed', feed.state, feed.reason || feed.source),
    card('Session', feed.sessionOpen ? 'open' : 'closed', feed.calendar),
    card('Last frame', feed.lastFrameMs > 0 ? `${format.seconds(feed.quietS)} ago` : '–', feed.lastFrameMs > 0 ? `at ${format.time(feed.lastFrameMs, feed.zone)}` : 'nothing has come yet'),
    card('Behind the exchange', format.seconds(feed.lagS), 'last tick, as fine as its clock'),
    card('Ticks', `${format.count(flow.ticksPerS)} /s`, `${format.count(flow.ticks)} in all`),
    card('Frames', `${format.count(flow.framesPerS)} /s`, `${format.count(flow.instruments)} instruments`),
    card('Ring', `${format.count(flow.ringUsed)} / ${format.count(flow.ringSlots)}`, 'slots in use'),
    card('Frame to engine done', format.milliseconds(flow.engineP99Ms), '99 of 100, at most about'),
    card('Journal', format.count(journal.writtenSeq), journal.failure || `${format.count(journal.writtenSeq - journal.durableSeq)} records not on disk yet`),
    card('Disk sync', format.milliseconds(journal.syncP99Ms), '99 of 100, at most about'),
    card('History', warmUp.waiting > 0 ? `${format.count(warmUp.waiting)} to come` : warmUp.blind.length > 0 ? `${warmUp.blind.length} warming` : 'warm', blindness(warmUp, feed.zone)),
    card('Up', format.seconds(upS)));
  fill($('deliveries'), deliveries.map(each => el('tr', {},
    el('td', {}, each.notifier),
    el('td', { class: 'num' }, format.count(each.delivered)),
    el('td', { class: `num ${each.failed > 0 ? 'down' : ''}` }, format.count(each.failed)),
    el('td', { class: 'num' }, format.count(each.backlog)))));
  fill($('left-out'), flow.leftOut.map(each => el('tr', {}, el('td', {}, each.reason), el('td', { class: 'num' }, format.count(each.count)))));
  $('left-empty').hidden = flow.leftOut.length > 0;
});

const seen = new Set();
function notice(each) {
  if (seen.has(each.number)) return;
  seen.add(each.number);
  $('notices-empty').hidden = true;
  const at = new Date(each.atMs);
  $('notices').prepend(el('li', {}, el('time', { datetime: at.toISOString() }, at.toLocaleTimeString('en-GB')), el('span', {}, each.text)));
  while ($('notices').childElementCount > MOST_NOTICES) $('notices').lastElementChild.remove();
}
on('notice', notice);
on('missed', ({ count }) => notice({ number: `missed ${count}`, atMs: Date.now(), text: `This page was too slow and missed ${count} events.` }));
on('found', () => seen.clear());

async function begin(source) {
  try {
    const { link } = await ask(`/api/logins/${encodeURIComponent(source)}/begin`, {});
    open(link, '_blank', 'noopener');
  } catch (error) {
    $(`login-${source}`).textContent = error.message;
  }
}

async function logins() {
  const all = await ask('/api/logins');
  $('logins-empty').hidden = all.length > 0;
  fill($('logins'), all.map(({ source, said }) => el('div', { class: 'login' },
    el('b', {}, source),
    el('button', { class: 'button', type: 'button', onclick: () => begin(source) }, 'Log in'),
    el('span', { id: `login-${source}`, role: 'status' }, said))));
}

const quietly = promise => promise.catch(() => {}); // the banner says that the host does not answer
quietly(ask('/api/notices').then(all => all.forEach(notice)));
quietly(logins());
