import { pattern, bar, chain, crossesBelow } from 'shikra';

// On the underlying of a chain: the at-the-money straddle falls below its session average while puts are held more
// than calls and the market stands inside the walls: premium is being sold.
export default pattern({
  id: 'straddle-decay',
  name: 'Straddle below its average',
  every: '1m',
  universe: { segments: ['INDICES'] },
  params: {
    pcr: { default: 0.7, min: 0, max: 5 },
  },
  inputs: {
    close: bar.close,
    straddle: chain.straddle,
    average: chain.straddleVwap,
    fell: crossesBelow(chain.straddle, chain.straddleVwap),
    pcr: chain.pcr,
    maxPain: chain.maxPain,
    move: chain.expectedMove,
    iv: chain.atmIv,
  },
  when: {
    'straddle falls below its session average': x => x.fell === 1,
    'puts are held against calls': (x, p) => x.pcr > p.pcr,
    'within the expected move of maximum pain': x => Math.abs(x.close - x.maxPain) < x.move,
  },
  then: x => ({
    direction: 'neutral',
    confidence: 0.5 + Math.min(0.3, (x.average - x.straddle) / x.average),
  }),
});
