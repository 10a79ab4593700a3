package dev.shikra.host.option;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Instrument.Contract;
import dev.shikra.api.market.Instrument.Kind;
import dev.shikra.host.bar.SessionCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds underlyings, expiries and strikes in a list of instruments. Options come first among the
 * places, then futures and what they are written on.
 */
final class ChainIndex {
    final List<Underlying> underlyings = new ArrayList<>();
    final List<Chain> chains = new ArrayList<>();

    /** Instrument's row to its place; -1 for what has nothing to do with options. */
    final int[] placeOf;

    /** Place to row. */
    final int[] rowOf;

    /** Options: places below this. */
    final int options;

    /** By place of an option: its chain's number; -1 where the master lacks something. */
    final int[] chainOf;

    /** By place of an option: its strike's number in the chain. */
    final int[] strikeOf;

    /** By place of an option: 1 for a call, -1 for a put. */
    final int[] signOf;

    /** By place of an option: OK, or what the instrument master lacks. */
    final OptionStatus[] contracts;

    final double[] tickSizes;

    /** By place of a future or underlying: its number; -1 otherwise. */
    final int[] underlyingOf;

    private final List<Instrument> instruments;

    private record Expiry(String underlying, LocalDate date) {}

    ChainIndex(List<Instrument> instruments, SessionCalendar calendar, OptionSettings settings) {
        this.instruments = instruments;
        placeOf = new int[instruments.size()];
        Arrays.fill(placeOf, -1);
        var rows = new ArrayList<Integer>();
        for (int row = 0; row < instruments.size(); row++) {
            if (isOption(row)) {
                add(rows, row);
            }
        }
        options = rows.size();
        Map<String, List<Integer>> futures = new TreeMap<>();
        var names = new TreeMap<String, Integer>();
        for (int row = 0; row < instruments.size(); row++) {
            Contract contract = instruments.get(row).contract();
            if (contract == null) {
                continue;
            }
            if (instruments.get(row).kind() == Kind.FUTURE) {
                futures.computeIfAbsent(contract.underlying(), k -> new ArrayList<>()).add(row);
            } else if (isOption(row)) {
                names.put(contract.underlying(), -1);
            }
        }
        Map<String, Integer> spots = spots();
        for (String name : names.keySet()) {
            for (int row : futures.getOrDefault(name, List.of())) {
                add(rows, row);
            }
            String symbol = settings.underlyings().getOrDefault(name, name);
            int spot = spots.getOrDefault(symbol, spots.getOrDefault(name, -1));
            names.put(name, spot);
            if (spot >= 0 && placeOf[spot] < 0) {
                add(rows, spot);
            }
        }
        rowOf = rows.stream().mapToInt(Integer::intValue).toArray();
        int n = rowOf.length;
        chainOf = filled(n);
        strikeOf = filled(n);
        underlyingOf = filled(n);
        signOf = new int[n];
        contracts = new OptionStatus[n];
        Arrays.fill(contracts, OptionStatus.OK);
        tickSizes = new double[n];
        for (int q = 0; q < n; q++) {
            tickSizes[q] = instruments.get(rowOf[q]).tickSize();
        }
        names.forEach((name, spot) -> {
            List<Integer> own = futures.getOrDefault(name, List.of());
            int[] places =
                    own.stream()
                            .sorted(Comparator.comparing(this::expiry))
                            .mapToInt(row -> placeOf[row])
                            .toArray();
            int number = underlyings.size();
            for (int place : places) {
                underlyingOf[place] = number;
            }
            if (spot >= 0) {
                underlyingOf[placeOf[spot]] = number;
            }
            underlyings.add(new Underlying(name, spot < 0 ? -1 : placeOf[spot], places));
        });
        chains(calendar, settings);
    }

    private void add(List<Integer> rows, int row) {
        placeOf[row] = rows.size();
        rows.add(row);
    }

    private static int[] filled(int n) {
        var numbers = new int[n];
        Arrays.fill(numbers, -1);
        return numbers;
    }

    private boolean isOption(int row) {
        Kind kind = instruments.get(row).kind();
        return kind == Kind.CALL || kind == Kind.PUT;
    }

    private LocalDate expiry(int row) {
        Contract contract = instruments.get(row).contract();
        return contract == null ? LocalDate.MAX : contract.expiry();
    }

    /** Indices before shares, and of two the one that stands first. */
    private Map<String, Integer> spots() {
        var found = new HashMap<String, Integer>();
        for (Kind kind : new Kind[] {Kind.INDEX, Kind.EQUITY, Kind.PAIR}) {
            for (int row = 0; row < instruments.size(); row++) {
                if (instruments.get(row).kind() == kind) {
                    found.putIfAbsent(instruments.get(row).symbol(), row);
                }
            }
        }
        return found;
    }

    private void chains(SessionCalendar calendar, OptionSettings settings) {
        var byExpiry =
                new TreeMap<Expiry, List<Integer>>(
                        Comparator.comparing(Expiry::underlying).thenComparing(Expiry::date));
        for (int q = 0; q < options; q++) {
            Instrument option = instruments.get(rowOf[q]);
            signOf[q] = option.kind() == Kind.CALL ? 1 : -1;
            Contract contract = option.contract();
            if (contract == null || contract.underlying().isBlank()) {
                contracts[q] = OptionStatus.NO_CONTRACT;
            } else if (!(contract.strike() > 0 && contract.strike() < Double.MAX_VALUE)) {
                contracts[q] = OptionStatus.BAD_STRIKE;
            } else {
                byExpiry.computeIfAbsent(
                                new Expiry(contract.underlying(), contract.expiry()),
                                k -> new ArrayList<>())
                        .add(q);
            }
        }
        byExpiry.forEach((expiry, places) -> {
            for (Underlying underlying : underlyings) {
                if (underlying.name.equals(expiry.underlying())) {
                    chain(underlying, expiry.date(), places, calendar, settings);
                }
            }
        });
    }

    private void chain(
            Underlying underlying,
            LocalDate date,
            List<Integer> places,
            SessionCalendar calendar,
            OptionSettings settings) {
        double[] strikes = places.stream().mapToDouble(this::strike).sorted().distinct().toArray();
        int[] calls = filled(strikes.length);
        int[] puts = filled(strikes.length);
        for (int q : places) {
            int k = Arrays.binarySearch(strikes, strike(q));
            chainOf[q] = chains.size();
            strikeOf[q] = k;
            int[] side = signOf[q] > 0 ? calls : puts;
            if (side[k] < 0) { // the same contract on a second venue keeps its own row alone
                side[k] = q;
            }
        }
        int future = -1;
        for (int each : underlying.futures) {
            if (expiry(rowOf[each]).equals(date)) {
                future = each;
            }
        }
        var chain =
                new Chain(
                        underlying,
                        new ExpiryClock(calendar, settings, date),
                        strikes,
                        calls,
                        puts,
                        future,
                        instruments.get(rowOf[places.getFirst()]).lotSize());
        chains.add(chain);
        underlying.chains = Arrays.copyOf(underlying.chains, underlying.chains.length + 1);
        underlying.chains[underlying.chains.length - 1] = chain;
    }

    double strike(int q) {
        Contract contract = instruments.get(rowOf[q]).contract();
        return contract == null ? Double.NaN : contract.strike();
    }
}
