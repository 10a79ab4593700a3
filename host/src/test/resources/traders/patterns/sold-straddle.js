import { pattern, bar, chain, time, rising, within } from 'shikra';

export default pattern({
  id: 'sold-straddle',
  every: '1m',
  fires: 'once',
  universe: { symbols: ['NIFTY 50', 'NIFTY BANK'] },
  params: { from: { default: 570, min: 555, max: 900, label: 'minutes after midnight' }, until: { default: 885, min: 600, max: 930 } },
  inputs: {
    close: bar.close, premium: chain.straddle, average: chain.straddleVwap, rank: chain.ivRank, clock: time.minutes,
    below: { start: 0, next: (s, x) => (x.premium < x.average ? s + 1 : 0), restart: 'session' },
    wild: within(rising(chain.atmIv, 3), 15),
  },
  when: {
    'in its hours': (x, p) => x.clock >= p.from && x.clock < p.until,
    'below its average for three minutes': x => x.below >= 3,
    'volatility is not being bid up': x => x.wild !== 1,
    'rich enough': x => x.rank > 20,
  },
  then: x => ({ direction: 'neutral', confidence: 0.85, stop: x.premium * 1.3, target: x.premium * 0.7 }),
});
