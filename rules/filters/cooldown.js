import { filter, candidate } from 'shikra';

export default filter({
  id: 'cooldown',
  name: 'Cooldown per instrument and pattern',
  stage: 'retail',
  params: {
    minutes: { default: 15, min: 1, max: 240 },
  },
  inputs: {
    since: candidate.sinceLastAlert,
  },
  when: {
    'the same pattern alerted on it a short while ago': (x, p) => x.since < p.minutes * 60,
  },
  verdict: x => ({ reject: 'cooldown' }),
});
