import { pattern, bar, day, market, study } from 'shikra';

export default pattern({
  id: 'vix-momentum',
  every: '5m',
  universe: { segments: ['INDICES'] },
  inputs: {
    close: bar.close, vix: market.vix, before: market.vix.ago(15), change: day.change, was: bar.close.ago(3), atr: study.atr(),
    moved: x => 100 * (x.vix / x.before - 1),
    price: x => 100 * (x.close / x.was - 1),
  },
  when: {
    'fear moves': x => Math.abs(x.moved) >= 1.5,
    'price moves the other way': x => x.moved * x.price < 0 && Math.abs(x.price) >= 0.3,
    'no panic': x => x.vix < 25,
  },
  then: x => ({ direction: x.moved > 0 ? 'short' : 'long', confidence: Math.min(0.8, 0.5 + Math.abs(x.moved) / 20) }),
});
