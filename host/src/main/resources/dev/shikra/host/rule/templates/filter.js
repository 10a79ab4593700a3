import { filter, candidate, study } from 'shikra';

export default filter({
  id: 'NAME',
  name: 'TITLE',
  stage: 'qualify',
  params: {
    ranges: { default: 3, min: 1, max: 20 },
  },
  inputs: {
    price: candidate.price,
    average: study.ema({ length: 21, on: '1m' }),
    atr: study.atr({ length: 14, on: '1m' }),
  },
  when: {
    'the price has run far from its average': (x, p) =>
      Math.abs(x.price - x.average) > p.ranges * x.atr,
  },
  verdict: x => ({ reject: 'too far from the average' }),
});
