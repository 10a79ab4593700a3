import { pattern, bar, tick, study } from 'shikra';

export default pattern({
  id: 'order-flow-breakout',
  every: 'tick',
  inputs: {
    price: tick.price, bid: tick.bid, ask: tick.ask, flow: tick.orderFlow,
    high: bar.high.highest(10), volume: bar.on('1m', { forming: true }).volume, usual: bar.volume.mean(20), vwap: study.vwap().value,
  },
  when: {
    'trades above the last ten minutes': x => x.price > x.high,
    'at a narrow spread': x => (x.ask - x.bid) / x.price < 0.0005,
    'the minute has already more volume than usual': x => x.volume > 1.5 * x.usual,
    'bought rather than sold': x => x.flow > 0,
    'above the average price': x => x.price > x.vwap,
  },
  then: x => ({ direction: 'long', confidence: 0.6, stop: x.vwap }),
});
