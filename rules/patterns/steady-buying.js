import { pattern, bar, day, index, study, within, crossesAbove } from 'shikra';

export default pattern({
  id: 'steady-buying',
  name: 'Steady buying, stronger than the index',
  every: '1m',
  universe: { segments: ['NSE'], derivatives: true, price: [50, 20_000] },
  params: {
    share: { default: 0.3, min: 0.05, max: 1, label: 'net buying as a share of the volume' },
  },
  inputs: {
    close: bar.close,
    open: bar.open,
    volume: bar.volume,
    total: day.volume,
    minutes: day.minutes,
    // Volume of the bars that rose less that of the bars that fell, since the open.
    net: {
      start: 0,
      next: (s, x) => s + (x.close > x.open ? x.volume : x.close < x.open ? -x.volume : 0),
      restart: 'session',
    },
    change: day.change,
    market: index.of(day.change),
    vwap: study.vwap().value,
    reclaimed: within(crossesAbove(bar.close, study.vwap().value), 5),
    atr: study.atr({ length: 14 }),
  },
  when: {
    'net buying since the open': (x, p) => x.net > p.share * x.total,
    'for half an hour at least': x => x.minutes >= 30,
    'stronger than the index': x => x.change > x.market + 0.5,
    'just above VWAP again': x => x.reclaimed === 1 && x.close > x.vwap,
  },
  then: x => ({
    direction: 'long',
    confidence: Math.min(0.9, 0.5 + x.net / x.total / 2),
    stop: x.vwap - x.atr,
    target: x.close + 3 * x.atr,
    note: `${x.change} % today, index ${x.market} %`,
  }),
});
