// The installed plugins and their state.

import { $, ask, el, fill } from './dom.js';

const states = { RUNNING: 'running', LEFT_OUT: 'left out' };

function brings(names) {
  return names.map(name => name.slice(name.lastIndexOf('.') + 1)).join(', ');
}

export async function shown() {
  const plugins = await ask('/api/plugins').catch(() => []);
  fill($('plugin-rows'), plugins.map(plugin => el('tr', {},
    el('td', {}, el('b', {}, plugin.id)),
    el('td', {}, el('span', { class: `state ${plugin.state.toLowerCase()}` }, states[plugin.state] ?? plugin.state)),
    el('td', {}, plugin.version),
    el('td', {}, plugin.reason || plugin.description || brings(plugin.brings)))));
}
