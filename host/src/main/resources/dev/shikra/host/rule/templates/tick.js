import { pattern, tick, day } from 'shikra';

export default pattern({
  id: 'NAME',
  name: 'TITLE',
  every: 'tick',
  fires: 'once',
  params: {
    percent: { default: 2, min: 0.1, max: 20 },
  },
  inputs: {
    price: tick.price,
    open: day.open,
  },
  when: {
    'so many percent above the open': (x, p) => x.price > x.open * (1 + p.percent / 100),
  },
  then: x => ({ direction: 'long', confidence: 0.5, stop: x.open }),
});
