package dev.shikra.host.rule.types;

import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.Parameter;
import dev.shikra.api.study.StudyDescription;
import dev.shikra.host.feature.FeatureKey.BarField;
import dev.shikra.host.feature.FeatureKey.CandidateField;
import dev.shikra.host.feature.FeatureKey.DayField;
import dev.shikra.host.feature.FeatureKey.TickField;
import dev.shikra.host.feature.ValueGroup;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes {@code shikra.d.ts}: what rules and their tests may import, with each installed study, its
 * parameters and outputs. The same installation gives the same text.
 */
public final class TypeDeclarations {
    private TypeDeclarations() {}

    /**
     * {@return the text of {@code shikra.d.ts}}
     *
     * @param studies that are installed
     * @param groups of values that the engine offers by name
     */
    public static String of(Collection<StudyDescription> studies, Collection<ValueGroup> groups) {
        var byName = new TreeMap<String, StudyDescription>();
        studies.forEach(study -> byName.put(study.name(), study));
        return HEAD
                + "  type Timeframe = "
                + union(Timeframe.NAMES)
                + ";\n\n"
                + fields("Bar", Arrays.stream(BarField.values()).map(BarField::text).toList())
                + fields("Day", Arrays.stream(DayField.values()).map(DayField::text).toList())
                + fields("PreviousDay", List.of("open", "high", "low", "close", "volume"))
                + fields("Tick", Arrays.stream(TickField.values()).map(TickField::text).toList())
                + fields(
                        "Candidate",
                        Arrays.stream(CandidateField.values()).map(CandidateField::text).toList())
                + groups(groups)
                + studies(byName)
                + LANGUAGE
                + TESTS;
    }

    private static String fields(String name, List<String> values) {
        return "  interface "
                + name
                + "Values {\n"
                + values.stream()
                        .map(v -> "    readonly " + v + ": Value;\n")
                        .collect(Collectors.joining())
                + "  }\n\n";
    }

    private static String groups(Collection<ValueGroup> groups) {
        var out = new StringBuilder();
        for (ValueGroup group : groups) {
            out.append("  /** ").append(comment(group.description())).append(" */\n");
            out.append("  export const ").append(group.name()).append(": {\n");
            for (ValueGroup.Value value : group.values()) {
                out.append("    /** ").append(comment(value.description())).append(" */\n");
                out.append("    readonly ").append(value.name()).append(": ");
                out.append(
                        value.texts().isEmpty() ? "Value" : "Words<" + union(value.texts()) + ">");
                out.append(";\n");
            }
            out.append("  };\n\n");
        }
        return out.toString();
    }

    private static String studies(Map<String, StudyDescription> studies) {
        var out = new StringBuilder("  interface Studies {\n");
        for (StudyDescription study : studies.values()) {
            out.append("    /** ").append(comment(study.summary())).append(" */\n");
            out.append("    ").append(study.name()).append("(parameters?: {\n");
            for (Parameter parameter : study.parameters()) {
                out.append("      /** ")
                        .append(comment(parameter.allowed()))
                        .append("; default ")
                        .append(comment(parameter.defaultText()))
                        .append(" */\n      ")
                        .append(parameter.name())
                        .append("?: ")
                        .append(type(parameter))
                        .append(";\n");
            }
            out.append("      on?: Timeframe;\n      forming?: boolean;\n    }): ");
            String outputs =
                    study.outputs().stream()
                            .map(output -> "readonly " + output + ": Value")
                            .collect(Collectors.joining("; ", "{ ", " }"));
            out.append(study.outputs().size() == 1 ? "Value & " + outputs : outputs);
            out.append(";\n");
        }
        return out.append("  }\n\n").toString();
    }

    private static String type(Parameter parameter) {
        return switch (parameter) {
            case Parameter.Choice choice ->
                    union(choice.values())
                            + (List.of("true", "false").containsAll(choice.values())
                                    ? " | boolean"
                                    : "");
            case Parameter.Whole whole -> "number";
            case Parameter.Decimal decimal -> "number";
            default -> "string";
        };
    }

    private static String union(List<String> values) {
        return values.stream().map(v -> "'" + v + "'").collect(Collectors.joining(" | "));
    }

    private static String comment(String text) {
        return text.replace("*/", "* /").replaceAll("\\s+", " ");
    }

    private static final String HEAD =
            """
            // Made by: ./shikra rules types
            // From what is installed: after a plugin came or went, make it again.

            declare module 'shikra' {
              /** An input: in clauses, x.name is its number, false while it warms up. */
              interface Value {
                /** Its value so many closed bars ago. */
                ago(bars: number): Value;
                /** Its last values; x.name[0] is the newest. */
                window(bars: number): Window;
                highest(bars: number): Value;
                lowest(bars: number): Value;
                mean(bars: number): Value;
                rising(bars: number): Value;
                falling(bars: number): Value;
                within(bars: number): Value;
                barsSince(): Value;
                readonly '#number': true;
              }
              interface Window { readonly '#window': true; }
              interface Words<W extends string> { readonly '#word': W; }

            """;

    private static final String LANGUAGE =
            """
              type Input = Value | Window | Words<string> | ((x: any) => number | boolean)
                | { start: number; next: (s: number, x: any) => number; restart?: 'session'; on?: Timeframe };
              type Read<I> = I extends Window ? readonly number[] : I extends Words<infer W> ? W : number;
              type Inputs = { readonly [name: string]: Input };
              type Params = { readonly [name: string]: number | { default: number; min?: number; max?: number; label?: string } };
              type Clause<I extends Inputs, P extends Params> =
                (x: { readonly [K in keyof I]: Read<I[K]> }, p: { readonly [K in keyof P]: number }) => boolean | number;
              interface Joined<C> { readonly '#joined': C; }
              type Clauses<I extends Inputs, P extends Params> = { readonly [name: string]: Clause<I, P> | Joined<unknown> };
              type When<I extends Inputs, P extends Params> = Clauses<I, P> | Joined<unknown>;
              interface Universe {
                segments?: readonly string[];
                symbols?: readonly string[];
                list?: string | readonly string[];
                sectors?: readonly string[];
                derivatives?: boolean;
                price?: readonly [number, number];
                liquidity?: { value?: number; volume?: number; days?: number };
              }
              interface Outcome {
                direction: 'long' | 'short' | 'neutral';
                confidence: number;
                stop?: number;
                target?: number;
                note?: string;
              }

              export function pattern<const I extends Inputs, const P extends Params = {}>(rule: {
                id: string;
                name?: string;
                every: 'tick' | Timeframe;
                fires?: 'edge' | 'each' | 'once';
                universe?: Universe;
                params?: P;
                inputs: I | ((p: { readonly [K in keyof P]: number }) => I);
                when: When<I, P>;
                then: (x: { readonly [K in keyof I]: Read<I[K]> }, p: { readonly [K in keyof P]: number }) => Outcome;
              }): unknown;

              export function filter<const I extends Inputs, const P extends Params = {}>(rule: {
                id: string;
                name?: string;
                stage: 'validate' | 'qualify' | 'retail';
                params?: P;
                inputs: I | ((p: { readonly [K in keyof P]: number }) => I);
                when: When<I, P>;
                verdict: (x: { readonly [K in keyof I]: Read<I[K]> }, p: { readonly [K in keyof P]: number }) =>
                  { reject: string } | { scale: number } | { pass: true };
              }): unknown;

              export const bar: BarValues & { on(timeframe: Timeframe, options?: { forming?: boolean }): BarValues };
              export const day: DayValues & { openingRange(minutes: number): { readonly high: Value; readonly low: Value } };
              export const previousDay: PreviousDayValues;
              export const tick: TickValues;
              export const candidate: CandidateValues;
              export const study: Studies;
              interface OtherInstrument extends BarValues {
                readonly [study: string]: any;
                of(value: Value): Value;
              }
              export const index: OtherInstrument;
              export const underlying: OtherInstrument;
              export function instrument(id: string): OtherInstrument;

              type Condition = Value | ((x: any) => boolean | number);
              export function ago(value: Value, bars: number): Value;
              export function window(value: Value, bars: number): Window;
              export function highest(value: Value, bars: number): Value;
              export function lowest(value: Value, bars: number): Value;
              export function mean(value: Value, bars: number): Value;
              export function rising(value: Value, bars: number): Value;
              export function falling(value: Value, bars: number): Value;
              export function within(condition: Condition, bars: number): Value;
              export function barsSince(condition: Condition): Value;
              export function sequence(conditions: readonly Condition[], bars: number): Value;
              export function crossesAbove(a: Value, b: Value | number): Value;
              export function crossesBelow(a: Value, b: Value | number): Value;
              export function all(clauses: { readonly [name: string]: any }): Joined<'all'>;
              export function any(clauses: { readonly [name: string]: any }): Joined<'any'>;
              export function none(clauses: { readonly [name: string]: any }): Joined<'none'>;
              export function atLeast(count: number, clauses: { readonly [name: string]: any }): Joined<'atLeast'>;
            }

            """;

    private static final String TESTS =
            """
            declare module 'shikra/test' {
              /** [open, high, low, close, volume], or [close, volume] for a bar that does not move. */
              type Row = readonly number[];
              type Rows = readonly Row[];
              interface Events { readonly '#events': true; }
              type Market = Events | readonly Market[];
              interface Case {
                symbol?: string;
                exchange?: string;
                segment?: string;
                params?: { readonly [name: string]: number };
                /** The session has futures of it. */
                derivatives?: boolean;
                /** Other instruments of the session, { 'NSE:NIFTY 50': session(...) }. */
                others?: { readonly [id: string]: Market };
                market: Market;
                candidates?: readonly { at: string; rule?: string; direction?: 'long' | 'short' | 'neutral'; confidence?: number; stop?: number; target?: number }[];
                expect: readonly { at: string; direction?: 'long' | 'short' | 'neutral'; reject?: string; confidence?: number; stop?: number; target?: number; price?: number }[];
              }
              export function test(name: string, given: Case): void;
              /** Bars of one price. */
              export function flat(count: number, price: number, volume: number): Row[];
              /** Bars from one price to another, each opening where the last closed. */
              export function ramp(count: number, from: number, to: number, volume: number): Row[];
              export function repeat(count: number, rows: Rows): Row[];
              /** Bars from a time on. */
              export function bars(from: string, on: string, rows: Rows): Events;
              /** Bars from a session's open on. */
              export function session(day: string, rows: Rows): Events;
              export function session(day: string, on: string, rows: Rows): Events;
              /** The same bars on so many days of trading. */
              export function sessions(first: string, count: number, rows: Rows): Events;
              /** [seconds, price, quantity] from a time on. */
              export function ticks(from: string, rows: readonly (readonly [number, number, number])[]): Events;
              /** Values of options, chains, the market or the session, as they are from a time on: { 'chain.pcr': 1.2 }. */
              export function values(from: string, values: { readonly [name: string]: number | string }): Events;
            }
            """;
}
