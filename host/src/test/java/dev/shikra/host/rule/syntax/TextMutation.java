package dev.shikra.host.rule.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Damages texts: pieces are taken away, doubled, swapped, moved, or made of something else. */
final class TextMutation {
    private static final Pattern PIECE =
            Pattern.compile("[A-Za-z_$][\\w$]*|[0-9.]+|\\s+|=>|[=!*<>&|?+-]{2,3}|[\\s\\S]");

    /** Ends of lines and blanks of all sorts, and characters that no rule has. */
    private static final List<String> SPACES =
            List.of(
                    "\n",
                    " ",
                    "\r",
                    "\r\n",
                    "\t",
                    "\f",
                    "\u000b",
                    "\u00a0",
                    "\u2028",
                    "\ufeff",
                    "\0",
                    "'\\\n'",
                    "'\\n\\0'");

    private static final String PIECES =
            """
            \\¦'¦"¦`¦${¦}¦{¦(¦)¦[¦]¦;¦,¦.¦..¦...¦:¦?¦?.¦??¦||¦&&¦=¦==¦===¦=>¦!¦!=¦+¦++¦-¦--¦*¦**¦/¦//¦\
            /*¦*/¦/=¦%¦<¦<<¦>¦>>>¦<!--¦-->¦~¦^¦|¦&¦#¦@¦é¦😀¦0¦1¦08¦010¦0x1F¦0b1¦1_000¦1__0¦1e3¦1e400¦.5¦\
            5.¦1n¦123456789012345678901234567890¦9007199254740993¦0.1e-7¦a¦b¦let¦const¦var¦function¦\
            return¦if¦else¦for¦while¦do¦break¦continue¦async¦await¦yield¦static¦of¦in¦instanceof¦typeof¦\
            void¦delete¦new¦this¦null¦true¦eval¦arguments¦get¦set¦import¦export¦default¦as¦from¦with¦\
            class¦switch¦enum¦__proto__¦'__proto__'¦undefined¦a => ¦(a) => ¦() => {¦(a, b = 1) => ¦\
            (a, a) => a¦x => ({¦let a = 1;¦const a = 2;¦const b;¦for (;;) {¦for (let i = 0; ; i++)¦if (a) ¦\
            return;¦break;¦'use strict'¦'use strict';¦a ** b¦-a ** b¦a ?? b¦a ?? b || c¦(a, b)¦(a)¦\
            (a) = 1¦a.b = 1¦++a¦a++¦`a${1}b`¦``¦f()¦f(...a)¦[1, , 2]¦[...a]¦{a}¦{ a: 1, b }¦/re/¦\
            '\\x41'¦'\\u0041'¦`\\u`¦function a() {}¦export const a = 1;¦import { a } from 'x';¦a:\
            """;

    private static final List<String> ODD =
            Stream.concat(SPACES.stream(), Stream.of(PIECES.split("¦"))).toList();

    private TextMutation() {}

    /** {@return the text with one to four damages} */
    static String of(String text, SplittableRandom random) {
        var pieces = new ArrayList<String>();
        Matcher matcher = PIECE.matcher(text);
        while (matcher.find()) {
            pieces.add(matcher.group());
        }
        int times = 1 + random.nextInt(4) * random.nextInt(2);
        for (int time = 0; time < times && pieces.size() > 1; time++) {
            damage(pieces, random);
        }
        return String.join("", pieces);
    }

    private static void damage(List<String> pieces, SplittableRandom random) {
        int at = random.nextInt(pieces.size());
        int other = random.nextInt(pieces.size());
        int near = Math.min(pieces.size(), at + 1 + random.nextInt(6));
        String odd = ODD.get(random.nextInt(ODD.size()));
        switch (random.nextInt(12)) {
            case 0 -> pieces.remove(at);
            case 1 -> pieces.add(at, pieces.get(at));
            case 2 -> pieces.set(at, pieces.set(other, pieces.get(at)));
            case 3 -> pieces.add(at, pieces.get(other));
            case 4 -> pieces.set(at, pieces.get(other));
            case 5 -> pieces.set(at, odd);
            case 6 -> pieces.subList(at, near).clear();
            case 7 -> pieces.addAll(other, List.copyOf(pieces.subList(at, near)));
            case 8 -> {
                String piece = pieces.get(at);
                int inside = random.nextInt(piece.length());
                pieces.set(at, piece.substring(0, inside) + odd + piece.substring(inside + 1));
            }
            case 9, 10 -> {
                // Of the same kind: what comes out is often right.
                for (int i = 0; i < 20 && kind(pieces, at) != kind(pieces, other); i++) {
                    other = random.nextInt(pieces.size());
                }
                pieces.set(at, pieces.get(other));
            }
            default -> pieces.add(at, random.nextBoolean() ? odd : " " + odd + " ");
        }
    }

    private static int kind(List<String> pieces, int at) {
        char c = pieces.get(at).charAt(0);
        return Character.isLetter(c)
                ? 'a'
                : Character.isDigit(c) ? '0' : Character.isWhitespace(c) ? ' ' : '+';
    }
}
