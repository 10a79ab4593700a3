// One candle chart with studies and alert markers. Calculation is the host's; here it is only drawn.

import { CandlestickSeries, createChart, createSeriesMarkers, CrosshairMode, HistogramSeries, LineSeries, LineStyle } from './vendor/lightweight-charts-5.2.1.mjs';
import { $, ask, el, fill } from './dom.js';
import * as format from './format.js';
import { on } from './events.js';

const EVERY_MS = 1000;
/** Studies that share the price's scale, and which of their outputs do. The others get a pane of their own. */
const ON_PRICE = {
  sma: ['value'], ema: ['value'], wma: ['value'], dema: ['value'], tema: ['value'], kama: ['value'], psar: ['value'], vwap: ['value'], linreg: ['value'],
  min: ['value'], max: ['value'], bbands: ['upper', 'middle', 'lower'], keltner: ['upper', 'middle', 'lower'], donchian: ['upper', 'middle', 'lower'],
  supertrend: ['line'], ichimoku: ['tenkan', 'kijun', 'senkouA', 'senkouB'], openingrange: ['high', 'low'], pivots: ['p', 'r1', 'r2', 's1', 's2'],
  levels: ['support', 'resistance'], volumeprofile: ['poc', 'vah', 'val'], heikinashi: ['close'],
};
const COLOURS = ['#f59e0b', '#3b82f6', '#d946ef', '#14b8a6', '#ef4444', '#84cc16', '#8b5cf6', '#64748b'];
const START = ['ema length=21', 'vwap'];

const dark = matchMedia('(prefers-color-scheme: dark)');
const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const stored = (key, usual) => {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? usual;
  } catch {
    return usual;
  }
};

let chart = null;
let candles = null;
let volume = null;
let markers = null;
let lines = new Map();
let bars = [];
let zone = 'UTC';
let wanted = { instrument: stored('instrument', ''), timeframe: stored('timeframe', '1m'), studies: stored('studies', START) };
let drawn = '';
let wrong = '';
let busy = false;
let listed = 0;
let chosen = wanted.instrument !== '';

function look() {
  return {
    layout: { background: { color: 'transparent' }, textColor: colour('--soft'), fontFamily: colour('--sans'), fontSize: 11, attributionLogo: false, panes: { separatorColor: colour('--line'), enableResize: true } },
    grid: { vertLines: { color: colour('--raised') }, horzLines: { color: colour('--raised') } },
    rightPriceScale: { borderColor: colour('--line') },
    timeScale: { borderColor: colour('--line'), timeVisible: true, secondsVisible: false, rightOffset: 4 },
    crosshair: { mode: CrosshairMode.Normal },
  };
}

function candleLook() {
  const [up, down] = [colour('--up'), colour('--down')];
  return { upColor: up, borderUpColor: up, wickUpColor: up, downColor: down, borderDownColor: down, wickDownColor: down, priceLineStyle: LineStyle.Dotted };
}

function begin() {
  chart = createChart($('chart'), { autoSize: true, ...look() });
  candles = chart.addSeries(CandlestickSeries, candleLook());
  volume = chart.addSeries(HistogramSeries, { priceScaleId: 'volume', priceFormat: { type: 'volume' }, lastValueVisible: false, priceLineVisible: false });
  chart.priceScale('volume').applyOptions({ scaleMargins: { top: 0.82, bottom: 0 } });
  candles.priceScale().applyOptions({ scaleMargins: { top: 0.06, bottom: 0.22 } });
  markers = createSeriesMarkers(candles, []);
  chart.subscribeCrosshairMove(({ time }) => legend(time));
}

function dress() {
  if (chart === null) return;
  chart.applyOptions(look());
  candles.applyOptions(candleLook());
  drawn = '';
  refresh();
}

function legend(at) {
  const bar = (at && bars.find(each => each.time === at)) || bars.at(-1);
  const parts = [el('b', {}, wanted.instrument || 'No instrument')];
  if (bar) {
    const change = bar.close - bar.open;
    parts.push(el('span', {}, `O ${format.price(bar.open)}  H ${format.price(bar.high)}  L ${format.price(bar.low)}  C `, el('span', { class: change >= 0 ? 'up' : 'down' }, format.price(bar.close))));
    if (bar.volume > 0) parts.push(el('span', {}, `Vol ${format.count(bar.volume)}`));
    parts.push(el('span', {}, `${format.time(bar.startMs, zone)} ${format.zoneName(zone)}`));
  }
  for (const study of wanted.studies) {
    const swatch = el('span', { class: 'swatch' });
    swatch.style.background = COLOURS[wanted.studies.indexOf(study) % COLOURS.length];
    parts.push(el('span', { class: 'chip' }, swatch, study, el('button', { type: 'button', 'aria-label': `Remove ${study}`, title: 'Remove', onclick: () => remove(study) }, '×')));
  }
  if (wrong) parts.push(el('span', { class: 'wrong', role: 'alert' }, wrong));
  fill($('legend'), parts);
}

function keep() {
  for (const key of ['instrument', 'timeframe', 'studies']) localStorage.setItem(key, JSON.stringify(wanted[key]));
}

function want(change) {
  wanted = { ...wanted, ...change };
  chosen = true;
  wrong = '';
  drawn = '';
  keep();
  timeframes();
  refresh();
}

const remove = study => want({ studies: wanted.studies.filter(each => each !== study) });

function drawLines(answer, times) {
  const fresh = new Map();
  let pane = 1;
  const panes = new Map();
  answer.lines.forEach(line => {
    const place = wanted.studies.findIndex((study, n) => answer.order[n] === line.study);
    const shown = ON_PRICE[line.name];
    if (shown && !shown.includes(line.output)) return;
    let at = 0;
    if (!shown) {
      if (!panes.has(line.study)) panes.set(line.study, pane++);
      at = panes.get(line.study);
    }
    const key = `${line.study} ${line.output} ${at}`;
    const histogram = line.output === 'histogram';
    const tint = histogram ? '#64748b88' : COLOURS[(Math.max(0, place) + (shown ? 0 : line.index)) % COLOURS.length];
    const series = lines.get(key) ?? chart.addSeries(histogram ? HistogramSeries : LineSeries, {
      color: tint, lineWidth: shown && line.output !== 'middle' ? 2 : 1, priceLineVisible: false, lastValueVisible: false, crosshairMarkerVisible: false,
      title: shown ? '' : `${line.name} ${line.output === 'value' ? '' : line.output}`.trim(),
    }, at);
    lines.delete(key);
    fresh.set(key, series);
    series.setData(line.values.map((value, n) => (value === null ? { time: times[n] } : { time: times[n], value })));
  });
  for (const old of lines.values()) chart.removeSeries(old);
  lines = fresh;
  chart.panes().slice(1).forEach(each => each.setStretchFactor(0.5));
}

function mark(alerts) {
  const sign = { long: ['belowBar', 'arrowUp', colour('--up')], short: ['aboveBar', 'arrowDown', colour('--down')], neutral: ['aboveBar', 'circle', colour('--even')] };
  const found = [];
  for (const alert of alerts) {
    // An alert of a closed bar comes at its end: it belongs to the bar that had just ended.
    let at = bars.findLastIndex(bar => bar.startMs < alert.timeMs);
    if (at < 0) continue;
    const [position, shape, tint] = sign[alert.direction] ?? sign.neutral;
    found.push({ time: bars[at].time, position, shape, color: tint, text: alerts.length <= 12 ? alert.ruleName : '', id: alert.id });
  }
  markers.setMarkers(found.sort((a, b) => a.time - b.time));
}

function draw(answer) {
  zone = answer.zone;
  const last = answer.bars.at(-1);
  const print = JSON.stringify([wanted, last, answer.bars.length, answer.alerts.length, dark.matches]);
  if (print === drawn) return;
  const fit = drawn === '' || bars.length === 0;
  drawn = print;
  bars = answer.bars.map(bar => ({ ...bar, time: format.wallSeconds(bar.startMs, zone) }));
  $('chart-empty').hidden = bars.length > 0;
  if (chart === null) begin();
  const rising = `${colour('--up')}55`;
  const falling = `${colour('--down')}55`;
  candles.setData(bars);
  const traded = bars.some(bar => bar.volume > 0);
  volume.applyOptions({ visible: traded });
  volume.setData(bars.map(bar => ({ time: bar.time, value: bar.volume, color: bar.close >= bar.open ? rising : falling })));
  drawLines(answer, bars.map(bar => bar.time));
  mark(answer.alerts);
  if (fit) chart.timeScale().fitContent();
  legend();
}

async function refresh() {
  if (busy || !wanted.instrument || document.hidden || $('view-market').hidden) return;
  busy = true;
  const asked = wanted;
  try {
    const query = new URLSearchParams({ instrument: asked.instrument, timeframe: asked.timeframe });
    for (const study of asked.studies) query.append('study', study);
    const answer = await ask(`/api/candles?${query}`);
    answer.order = [...new Set(answer.lines.map(line => line.study))];
    let n = 0;
    answer.lines.forEach((line, i) => {
      n = i > 0 && answer.lines[i - 1].study === line.study ? n + 1 : 0;
      line.index = n;
    });
    if (asked === wanted) {
      wrong = '';
      draw(answer);
    }
  } catch (error) {
    if (asked === wanted) {
      wrong = error.message;
      legend();
    }
  } finally {
    busy = false;
    if (asked !== wanted) refresh();
  }
}

let known = [];
function timeframes() {
  fill($('timeframes'), known.map(name => el('button', {
    type: 'button', role: 'radio', 'aria-checked': String(name === wanted.timeframe), onclick: () => want({ timeframe: name }),
  }, name)));
}

async function list() {
  const answer = await ask('/api/instruments').catch(() => null);
  if (!answer || answer.instruments.length === 0) return;
  listed = answer.instruments.length;
  known = answer.timeframes;
  if (!known.includes(wanted.timeframe)) wanted.timeframe = known[0];
  fill($('instruments'), answer.instruments.map(id => el('option', { value: id })));
  if (!answer.instruments.includes(wanted.instrument)) wanted.instrument = answer.instruments[0];
  $('instrument').value = wanted.instrument;
  timeframes();
  drawn = '';
  legend();
  refresh();
}

async function studies() {
  const all = await ask('/api/studies').catch(() => []);
  fill($('studies'), all.map(({ name, summary, parameters }) => {
    const given = Object.entries(parameters).map(([key, value]) => `${key}=${value}`).join(' ');
    return el('option', { value: `${name} ${given}`.trim(), label: summary });
  }));
}

$('chart-form').addEventListener('submit', event => {
  event.preventDefault();
  const study = $('study').value.trim();
  $('study').value = '';
  want({ instrument: $('instrument').value.trim().toUpperCase() || wanted.instrument, studies: study && !wanted.studies.includes(study) ? [...wanted.studies, study] : wanted.studies });
});
$('instrument').addEventListener('change', () => want({ instrument: $('instrument').value.trim() }));
addEventListener('chart', ({ detail }) => {
  $('instrument').value = detail;
  want({ instrument: detail });
  $('chart').scrollIntoView({ block: 'nearest' });
});
// Until a person has chosen, the first alert's instrument is the most interesting one.
on('alert', alert => {
  if (chosen || listed === 0) return;
  $('instrument').value = alert.instrument;
  want({ instrument: alert.instrument });
});
on('health', health => {
  if (health.phase !== 'STARTING' && health.flow.instruments !== listed) list();
});
dark.addEventListener('change', dress);
setInterval(refresh, EVERY_MS);
legend();
studies();

export function shown() {
  drawn = '';
  refresh();
}
