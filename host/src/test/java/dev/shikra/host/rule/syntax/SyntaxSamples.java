package dev.shikra.host.rule.syntax;

import java.util.List;

/** JavaScript of all sorts: what the parser of common rules reads, and what it leaves to acorn. */
final class SyntaxSamples {
    /** All that the parser reads. */
    static final List<String> COMMON =
            List.of(
                    """
                    import { a as b, c, } from 'shikra';
                    export const k = 1, m = (2, 3), n = [1, 'x', ...c, ];
                    export function f(p, q = 2, r = x => x + 1,) { const z = p / q / 2; let y; return z, y; }
                    """,
                    """
                    const t = `a${1 + 2}b\\n${`x${b}`}c`;
                    let u = ``, w = `$ {} \\`q`;
                    const s = 'it\\'s' + "\\"q\\"\\t\\\\";
                    """,
                    """
                    const o = { a, b: 1, 'c d': 2, 3: 4, default: 5, ...e, if: x => ({ y: x }), get: 1, set, };
                    const g = (a, b = -1, c = 'q') => { if (a) return b; else { let k = c; k += 1; } for (let i = 0, j = 1; i < 5; i++) { if (i === 2) continue; if (j > 3) break; } return; };
                    """,
                    """
                    const v = a ? b : c ? d : e, w = !a && -b * 2;
                    """,
                    """
                    const v = (-b) ** 2 ** 3 + a++ - --c * ~d % e << 2 >>> 1 >> f & g | h ^ i;
                    const l = (a ?? b) || c && d, q = typeof a === 'x' ? void 0 : a != b;
                    x = y = z; x.y += 3; x[0].z **= 2; p ||= q; p &&= q; p ??= q ?? r;
                    """,
                    """
                    f(a, b,)(c)[d].e(...g); (a, b); (x => x)(1); ((a)); (a).b = 1; (a + b).c++;
                    ;{ let q = 1; { let q = 2; } }
                    export default f({ when: x => x.a > 1 })
                    """,
                    """
                    // comment
                    /* block
                     */ const n = 1_000 + .5 + 5. + 1e3 + 0xFF + 1E-7 + 0 + 0.0 + 1e21 + 1e400 + 123456789012345678901 + 9007199254740993 + 12345678901234567890 + 0.1e2
                    const m = a
                    ++b
                    const r = a / b / c, d = (a) / 2, e = f[0] / 2 / g() / 'x' / 1
                    """,
                    """
                    export function sum(n, a) { let s = 0; for (;;) { s++; if (s > n) break } function inner() { return 1 } return inner() + s }
                    for (a = 0, b = 1; a < b; a++, b--) ;
                    for (const z = 1; ;) { break; }
                    if (a) b; else if (c) d; else { e }
                    """);

    private static final String ERRORS =
            """
            let a = 1; let a = 2;
            const a = 1; let a = 2;
            import { a, a } from 'x';
            import { a } from 'x'; const a = 1;
            function a() {} function a() {}
            export const a = 1; export const a = 2;
            export default 1; export default 2;
            const f = (a, a) => 1;
            function f(a, a) {}
            const f = a => { let a = 1; };
            function f(a) { const a = 1; }
            1 = 2;
            a + b = c;
            f() = 1;
            (a, b) = 1;
            a ? b : c = 1 ? 2 : 3 = 4;
            ++1;
            f()++;
            a++ ++;
            x => x = 1 = 2;
            const await = 1;
            const yield = 1;
            let let = 1;
            const static = 1;
            const enum = 1;
            const implements = 1;
            const a = 010;
            const a = 08;
            const a = '\\07';
            const a = `\\07`;
            const eval = 1;
            arguments = 1;
            eval = 1;
            arguments++;
            const f = eval => 1;
            function arguments() {}
            export { zz };
            a ?? b || c;
            a || b ?? c;
            a && b ?? c;
            a ?? b && c;
            -a ** 2;
            typeof a ** 2;
            delete a;
            const a = { __proto__: 1, __proto__: 2 };
            const a = { '__proto__': 1, __proto__: 2 };
            break;
            continue;
            if (a) { break; }
            for (;;) { const f = () => { break; }; }
            return 1;
            const a;
            for (const i; ;) {}
            if (a) const b = 1;
            if (a) let b = 1;
            if (a) function b() {}
            for (;;) let a = 1;
            a => {}()
            () + 1
            (a,) + 1
            ()
            (...a)
            ({ a = 1 });
            a⏎=> b;
            const f = a⏎=> b;
            ({ if });
            function f(a = 1) { 'use strict'; }
            function f(a = 1) { 'use strict'⏎|| a }
            const a = 1__0;
            const a = 1_;
            const a = 0_1;
            const a = 3in [];
            const a = 3x;
            const a = 1.toFixed();
            super.a;
            -->
            'a⏎b';
            'abc
            `abc
            `a${b
            /* a
            a\u00a0b
            const a = '\\u{110000}';
            const a = `\\u`;
            (a)⏎=> b
            () => {} || a
            () => {} ? 1 : 2
            x => {} / 1
            a => a => {}.b
            {} / 1
            for (const a = 1 of b) {}
            import { a } from 'x'⏎with⏎
            a b
            if a {}
            const f = (a, b => c) => d;
            const f = ((a)) => d;
            enum
            ({ a: 1 } = b);
            [a] => 1;
            (a.b) => 1
            (1) => 1
            function (a) {}
            function f(1) {}
            function f(a.b) {}
            f(a => {}⏎(b))
            if (1) ;else
            else
            }
            {
            )
            const a = 1 const b = 2
            a ? b
            a ? : b
            yield
            await
            x = yield 1
            static
            ({ yield })
            ({ await })
            export a;
            export let a = 1; let a;
            { export const a = 1; }
            { import { a } from 'x'; }
            """;

    private static final String UNCOMMON =
            """
            [a, b] = 1;
            const { a } = b;
            { a: 1 }
            'use strict';
            function f() { 'use strict'; }
            var a = 1;
            async x => x;
            const a = async (b) => c;
            const of = 1; of / 1;
            new A();
            this.a;
            a?.b;
            a`b`;
            x = /re/;
            1n;
            #!a
            a <!-- b
            lab: for (;;) {}
            try {} catch {}
            throw a;
            switch (a) {}
            class A {}
            do {} while (a);
            export default function () {}
            export default async () => 1;
            import a from 'x';
            import * as a from 'x';
            import 'x';
            import { a } from 'x' with { type: 'json' };
            import { default as a } from 'x';
            export * from 'x';
            import('x');
            import.meta;
            ({ get a() { return 1; } });
            ({ [a]: 1 });
            ({ a() {} });
            [1, , 2];
            [,];
            debugger;
            caf\u00e9 = 1
            \\u0061 = 1
            '\u2028'
            async () => {}
            let a = {} / 1;
            for (let i of a) {}
            for (let i in a) {}
            a in b;
            const f = (a = (b)) => c;
            (a) = 1;
            ++(a);
            (a)++;
            ({a, b}) => 1;
            ([a]) => 1
            function* g() {}
            async function g() {}
            await a
            ({ eval })
            """;

    private SyntaxSamples() {}

    /** {@return texts that acorn refuses} */
    static List<String> errors() {
        return lines(ERRORS);
    }

    /** {@return texts that acorn reads and the parser does not} */
    static List<String> uncommon() {
        return lines(UNCOMMON);
    }

    private static List<String> lines(String text) {
        return text.lines().map(line -> line.replace('⏎', '\n')).toList();
    }
}
