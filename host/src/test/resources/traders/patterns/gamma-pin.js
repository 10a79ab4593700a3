import { pattern, bar, chain, session, study } from 'shikra';

// Near expiry the underlying is drawn back to the strike where most is at stake.
export default pattern({
  id: 'gamma-pin',
  every: '5m',
  universe: { derivatives: true, segments: ['INDICES', 'NSE'] },
  inputs: {
    close: bar.close, pain: chain.maxPain, calls: chain.callWall, puts: chain.putWall, days: chain.days, pcr: chain.pcr,
    left: session.minutesToClose, atr: study.atr({ length: 14, on: '15m' }), rank: chain.ivRank,
    away: x => (x.close - x.pain) / x.atr,
    further: study.ema({ length: 5 }),
  },
  when: {
    'expires within two days': x => x.days <= 2,
    'between the walls': x => x.close < x.calls && x.close > x.puts,
    'stretched away from maximum pain': x => Math.abs(x.away) > 1.5,
    'and has begun to come back': x => (x.away > 0) === (x.close < x.further),
    'calm enough': x => x.pcr > 0.4 && x.pcr < 2.5 && x.left > 30,
  },
  then: x => ({ direction: x.away > 0 ? 'short' : 'long', confidence: 0.6, target: x.pain, note: `maximum pain ${x.pain}, walls ${x.puts} and ${x.calls}` }),
});
