package dev.shikra.plugins.ta4j;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ta4j.core.BarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.num.Num;

/**
 * Makes an indicator of one class from a series, its source and some numbers: by the public
 * constructor that takes a series or one other indicator (or none) and then as many numbers.
 */
final class IndicatorMaker {
    private final Constructor<?> constructor;
    private final double[] numbers;

    /**
     * @throws IllegalArgumentException if it has no constructor for so many numbers; the message
     *     says which it has
     */
    IndicatorMaker(Class<?> type, double[] numbers) {
        this.numbers = numbers.clone();
        if (Modifier.isAbstract(type.getModifiers()) || !Indicator.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + " is no indicator of its own: name one that extends it");
        }
        List<Constructor<?>> possible =
                Arrays.stream(type.getConstructors())
                        .filter(each -> numbersOf(each) >= 0)
                        .sorted(
                                Comparator.comparing(
                                        (Constructor<?> each) -> Arrays.toString(each.getParameterTypes())))
                        .collect(Collectors.toCollection(ArrayList::new));
        constructor =
                possible.stream()
                        .filter(each -> numbersOf(each) == numbers.length)
                        .filter(this::takes)
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        type.getSimpleName()
                                                + " can't be made of "
                                                + numbers.length
                                                + " numbers: "
                                                + (possible.isEmpty()
                                                        ? "it needs more than a series and numbers"
                                                        : "it takes "
                                                                + possible.stream()
                                                                        .map(IndicatorMaker::text)
                                                                        .distinct()
                                                                        .collect(
                                                                                Collectors.joining(
                                                                                        " or ")))));
    }

    /** {@return how many numbers a constructor takes; -1 if it takes what can't be given} */
    private static int numbersOf(Constructor<?> each) {
        int numbers = 0;
        int sources = 0;
        for (Class<?> type : each.getParameterTypes()) {
            if (isNumber(type)) {
                numbers++;
            } else if (numbers > 0) {
                return -1;
            } else if (type == Indicator.class) {
                sources++;
            } else if (type != BarSeries.class && ofSeries(type) == null) {
                return -1;
            }
        }
        return sources > 1 || each.getParameterCount() == numbers ? -1 : numbers;
    }

    private boolean takes(Constructor<?> each) {
        Class<?>[] types = each.getParameterTypes();
        for (int i = 0; i < numbers.length; i++) {
            Class<?> type = types[types.length - numbers.length + i];
            if ((type == int.class || type == Integer.class || type == long.class)
                    && numbers[i] != Math.rint(numbers[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(Class<?> type) {
        return type == int.class
                || type == Integer.class
                || type == long.class
                || type == double.class
                || type == Double.class
                || type == Number.class
                || type == Num.class;
    }

    /** An indicator that a constructor asks for by its class, if a series is enough for it. */
    private static @Nullable Constructor<?> ofSeries(Class<?> type) {
        if (!Indicator.class.isAssignableFrom(type) || Modifier.isAbstract(type.getModifiers())) {
            return null;
        }
        try {
            return type.getConstructor(BarSeries.class);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private static String text(Constructor<?> each) {
        long wholes =
                Arrays.stream(each.getParameterTypes())
                        .filter(t -> t == int.class || t == Integer.class || t == long.class)
                        .count();
        int all = numbersOf(each);
        return all == 0
                ? "no numbers"
                : all + (all == 1 ? " number" : " numbers") + (wholes > 0 ? " (" + wholes + " whole)" : "");
    }

    /** Makes it over a series. */
    Indicator<?> make(BarSeries series, Indicator<Num> source) {
        Class<?>[] types = constructor.getParameterTypes();
        Object[] values = new Object[types.length];
        int next = 0;
        try {
            for (int i = 0; i < types.length; i++) {
                Class<?> type = types[i];
                Constructor<?> own = ofSeries(type);
                if (type == BarSeries.class) {
                    values[i] = series;
                } else if (type == Indicator.class) {
                    values[i] = source;
                } else if (own != null) {
                    values[i] = own.newInstance(series);
                } else {
                    double number = numbers[next++];
                    values[i] =
                            type == Num.class
                                    ? series.numFactory().numOf(number)
                                    : type == int.class || type == Integer.class
                                            ? (Object) (int) number
                                            : type == long.class ? (Object) (long) number : (Object) number;
                }
            }
            return (Indicator<?>) constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    constructor.getDeclaringClass().getSimpleName()
                            + " refuses "
                            + Arrays.toString(numbers)
                            + ": "
                            + e.getCause(),
                    e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    constructor.getDeclaringClass().getSimpleName() + " can't be made: " + e, e);
        }
    }
}
