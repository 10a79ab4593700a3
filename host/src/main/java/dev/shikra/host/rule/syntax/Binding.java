package dev.shikra.host.rule.syntax;

/** What a name at the top of a file stands for. */
public sealed interface Binding {
    /** A constant computed while loading. */
    record Constant(Expression value) implements Binding {}

    /**
     * A pure function, checked anew for the kinds of each call.
     *
     * @param node arrow function or function declaration
     * @param home where its free names are looked up
     */
    record Function(String name, Node node, ModuleScope home) implements Binding {}

    /** Something of {@code 'shikra'}: {@code bar}, {@code study}, {@code pattern}. */
    record HostName(String name) implements Binding {}
}
