// expect: patterns/calls-double-at-each-level.js:1:1: trial run: the run took longer than its budget on 64 rows: write smaller loops
import { pattern, bar } from 'shikra';
const f0 = a => a + 1;
const f1 = a => f0(a) + f0(a + 1);
const f2 = a => f1(a) + f1(a + 1);
const f3 = a => f2(a) + f2(a + 1);
const f4 = a => f3(a) + f3(a + 1);
const f5 = a => f4(a) + f4(a + 1);
const f6 = a => f5(a) + f5(a + 1);
const f7 = a => f6(a) + f6(a + 1);
const f8 = a => f7(a) + f7(a + 1);
const f9 = a => f8(a) + f8(a + 1);
const f10 = a => f9(a) + f9(a + 1);
const f11 = a => f10(a) + f10(a + 1);
const f12 = a => f11(a) + f11(a + 1);
const f13 = a => f12(a) + f12(a + 1);
const f14 = a => f13(a) + f13(a + 1);
const f15 = a => f14(a) + f14(a + 1);
const f16 = a => f15(a) + f15(a + 1);
const f17 = a => f16(a) + f16(a + 1);
const f18 = a => f17(a) + f17(a + 1);
const f19 = a => f18(a) + f18(a + 1);
const f20 = a => f19(a) + f19(a + 1);
const f21 = a => f20(a) + f20(a + 1);
const f22 = a => f21(a) + f21(a + 1);
const f23 = a => f22(a) + f22(a + 1);
const f24 = a => f23(a) + f23(a + 1);
const f25 = a => f24(a) + f24(a + 1);
const f26 = a => f25(a) + f25(a + 1);
const f27 = a => f26(a) + f26(a + 1);
const f28 = a => f27(a) + f27(a + 1);
const f29 = a => f28(a) + f28(a + 1);
const f30 = a => f29(a) + f29(a + 1);
const f31 = a => f30(a) + f30(a + 1);
const f32 = a => f31(a) + f31(a + 1);
const f33 = a => f32(a) + f32(a + 1);
const f34 = a => f33(a) + f33(a + 1);
const f35 = a => f34(a) + f34(a + 1);
const f36 = a => f35(a) + f35(a + 1);
const f37 = a => f36(a) + f36(a + 1);
const f38 = a => f37(a) + f37(a + 1);
const f39 = a => f38(a) + f38(a + 1);
const f40 = a => f39(a) + f39(a + 1);
export default pattern({
  id: 'abuse-calls-double-at-each-level', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => f40(x.a) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
