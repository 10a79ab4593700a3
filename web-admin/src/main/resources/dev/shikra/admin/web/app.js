// Puts the page together: which view is shown, the header, the banners.

import { $ } from './dom.js';
import * as format from './format.js';
import { connect, on } from './events.js';
import './alerts.js';
import './feed.js';
import { shown as marketShown } from './chart.js';
import { shown as pluginsShown } from './plugins.js';
import { shown as rulesShown } from './rules.js';

const views = ['market', 'rules', 'feed', 'plugins'];
const onShow = { market: marketShown, rules: rulesShown, plugins: pluginsShown };

function show() {
  const [wanted] = location.hash.slice(1).split('/');
  const view = views.includes(wanted) ? wanted : 'market';
  for (const each of views) $(`view-${each}`).hidden = each !== view;
  for (const link of document.querySelectorAll('nav a')) {
    if (link.dataset.view === view) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  onShow[view]?.();
}

const pillKinds = { live: 'good', connecting: 'warn', 'login needed': 'bad', reconnecting: 'bad', mute: 'bad', ended: '' };

on('health', health => {
  const { feed, flow, phase } = health;
  $('rate').textContent = format.count(flow.ticksPerS);
  $('clock').textContent = feed.timeMs > 0 ? `${format.day(feed.timeMs, feed.zone)} ${format.time(feed.timeMs, feed.zone)} ${format.zoneName(feed.zone)}` : '–';
  const pill = $('feed-pill');
  pill.textContent = phase === 'STARTING' ? 'starting' : phase === 'FAILED' ? 'failed' : feed.state;
  pill.className = `pill ${phase === 'FAILED' ? 'bad' : phase === 'STARTING' ? 'warn' : pillKinds[feed.state] ?? ''}`;
  pill.title = `${feed.source}: ${feed.reason || feed.state}`;
  const waits = phase === 'STARTING' || phase === 'FAILED' || phase === 'ENDED';
  const reason = waits ? health.reason : feed.state !== 'live' && feed.sessionOpen ? `${feed.source}: ${feed.reason || feed.state}` : '';
  $('not-ready').hidden = !reason;
  $('not-ready').textContent = reason ? reason[0].toUpperCase() + reason.slice(1) : '';
  $('version').textContent = `Shikra ${health.version}, up ${format.seconds(health.upS)}`;
  document.title = phase === 'RUNNING' ? 'Shikra' : `Shikra (${phase.toLowerCase()})`;
});
on('lost', since => {
  $('lost-since').textContent = new Date(since).toLocaleTimeString('en-GB');
  $('lost').hidden = false;
  $('feed-pill').className = 'pill bad';
  $('feed-pill').textContent = 'no connection';
});
on('found', () => {
  $('lost').hidden = true;
});

addEventListener('hashchange', show);
show();
connect();
