package dev.shikra.host.rule.syntax;

import dev.shikra.host.spelling.NearestName;
import java.util.Map;

/** What of JavaScript does not belong to the rule language, and what to write instead. */
final class Refusals {
    private static final String ONE_VALUE =
            "a clause gives one value; write a const and an expression";

    private static final Map<String, String> CONSTRUCTS =
            Map.ofEntries(
                    Map.entry(
                            "ThisExpression",
                            "'this' has no meaning here: read a declared input, x.name"),
                    Map.entry(
                            "Super", "'super' has no meaning here: read a declared input, x.name"),
                    Map.entry(
                            "NewExpression",
                            "'new' makes an object, and rules work on numbers: compute with numbers and Math"),
                    Map.entry(
                            "TemplateLiteral",
                            "a template literal is not part of the rule language: write plain text in quotes"),
                    Map.entry(
                            "TaggedTemplateExpression",
                            "a tagged template is not part of the rule language: write plain text in quotes"),
                    Map.entry(
                            "SpreadElement",
                            "spread (...) is not part of the rule language: write each value out"),
                    Map.entry(
                            "RestElement",
                            "a rest parameter (...) is not part of the rule language: name each parameter"),
                    Map.entry(
                            "ObjectPattern",
                            "destructuring is not part of the rule language: take x and write x.name"),
                    Map.entry(
                            "ArrayPattern",
                            "destructuring is not part of the rule language: take x and write x.name"),
                    Map.entry(
                            "AssignmentPattern",
                            "a parameter with a default is not part of the rule language: give the value at the call"),
                    Map.entry(
                            "AwaitExpression",
                            "'await' is not part of the rule language: a rule waits for nothing"),
                    Map.entry(
                            "YieldExpression",
                            "'yield' is not part of the rule language: return one value"),
                    Map.entry(
                            "ImportExpression",
                            "import() is not part of the rule language: import at the top of the file"),
                    Map.entry(
                            "MetaProperty",
                            "meta properties are not part of the rule language: read a declared input, x.name"),
                    Map.entry(
                            "SequenceExpression",
                            "a comma between expressions hides the first: " + ONE_VALUE),
                    Map.entry(
                            "UpdateExpression",
                            "++ and -- stand in the head of a for loop only: write name = name + 1 as a statement"),
                    Map.entry(
                            "AssignmentExpression",
                            "an assignment inside an expression is not part of the rule language: write it as a statement of its own"),
                    Map.entry(
                            "ChainExpression",
                            "?. is not part of the rule language: a declared input always exists, write x.name"),
                    Map.entry(
                            "ClassDeclaration",
                            "a class is not part of the rule language: write functions of numbers"),
                    Map.entry(
                            "ClassExpression",
                            "a class is not part of the rule language: write functions of numbers"),
                    Map.entry(
                            "FunctionExpression",
                            "a function expression is not part of the rule language: write an arrow function, x => ..."),
                    Map.entry(
                            "ArrowFunctionExpression",
                            "a function can't stand here: declare it at the top of the file or in rules/lib, and call it"),
                    Map.entry(
                            "ObjectExpression",
                            "an object can't stand here: rules work on numbers"),
                    Map.entry("ArrayExpression", "a list can't stand here: rules work on numbers"),
                    Map.entry(
                            "PrivateIdentifier",
                            "private names belong to classes, and rules have none: write x.name"),
                    Map.entry(
                            "WhileStatement",
                            "'while' may never end: write for (let i = 0; i < 10; i++) with constant bounds"),
                    Map.entry(
                            "DoWhileStatement",
                            "'do' may never end: write for (let i = 0; i < 10; i++) with constant bounds"),
                    Map.entry(
                            "ForInStatement",
                            "for-in needs an object: write for (let i = 0; i < 10; i++) with constant bounds"),
                    Map.entry(
                            "ForOfStatement",
                            "for-of needs a list: write for (let i = 0; i < 10; i++) with constant bounds"),
                    Map.entry(
                            "TryStatement",
                            "'try' is not part of the rule language: nothing here throws; test the value"),
                    Map.entry(
                            "ThrowStatement",
                            "'throw' is not part of the rule language: give false, or let another clause refuse"),
                    Map.entry(
                            "SwitchStatement",
                            "'switch' is not part of the rule language: write if and else, or a ? b : c"),
                    Map.entry(
                            "LabeledStatement",
                            "a label is not part of the rule language: leave it out"),
                    Map.entry(
                            "BreakStatement",
                            "'break' is not part of the rule language: return from the function, or bound the loop"),
                    Map.entry(
                            "ContinueStatement",
                            "'continue' is not part of the rule language: put the rest of the loop's body into an if"),
                    Map.entry(
                            "DebuggerStatement",
                            "'debugger' is not part of the rule language: leave it out"),
                    Map.entry(
                            "FunctionDeclaration",
                            "a function inside a function is not part of the rule language: declare it at the top of the file or in rules/lib"),
                    Map.entry(
                            "ExpressionStatement",
                            "a value that nobody takes has no effect: return it, or assign it to a let"),
                    Map.entry(
                            "EmptyStatement",
                            "an empty statement has no effect: leave the ';' out"),
                    Map.entry(
                            "ExportAllDeclaration",
                            "'export *' is not part of the rule language: export each function by name"));

    private static final Map<String, String> OPERATORS =
            Map.ofEntries(
                    Map.entry("==", "'==' converts before it compares: write ==="),
                    Map.entry("!=", "'!=' converts before it compares: write !=="),
                    Map.entry(
                            "??",
                            "'??' has no use here: a missing value is NaN, and a clause that reads NaN is false; leave it out"),
                    Map.entry(
                            "in",
                            "'in' needs an object: a declared input always exists, write x.name"),
                    Map.entry(
                            "instanceof",
                            "'instanceof' needs an object: rules work on numbers; compare with ==="),
                    Map.entry(
                            "typeof",
                            "'typeof' is not part of the rule language: inputs are always numbers; leave it out"),
                    Map.entry("void", "'void' is not part of the rule language: leave it out"),
                    Map.entry("delete", "'delete' is not part of the rule language: leave it out"),
                    Map.entry("&", "'&' works on bits: write && between conditions"),
                    Map.entry(
                            "|",
                            "'|' works on bits: write || between conditions, Math.trunc(a) to cut decimals"),
                    Map.entry(
                            "^", "'^' works on bits: write ** for a power, !== between conditions"),
                    Map.entry("~", "'~' works on bits: write Math.trunc(a), or ! for a condition"),
                    Map.entry("<<", "'<<' works on bits: write a * 2 ** n"),
                    Map.entry(">>", "'>>' works on bits: write Math.floor(a / 2 ** n)"),
                    Map.entry(">>>", "'>>>' works on bits: write Math.floor(a / 2 ** n)"));

    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry(
                            "eval",
                            "'eval' runs text as code, which a rule never may: write the expression itself"),
                    Map.entry(
                            "Function",
                            "'Function' makes code from text, which a rule never may: write an arrow function"),
                    Map.entry(
                            "undefined",
                            "'undefined' does not occur here: a missing value is NaN, and a clause that reads NaN is false"),
                    Map.entry(
                            "NaN",
                            "'NaN' is not part of the rule language: a clause that reads a NaN input is false already"),
                    Map.entry(
                            "Number",
                            "'Number' is not part of the rule language: inputs are numbers already; use Math"),
                    Map.entry(
                            "isNaN",
                            "'isNaN' is not part of the rule language: a clause that reads a NaN input is false already"),
                    Map.entry(
                            "Date",
                            "'Date' is a clock, which rules don't have: use day.minutes as an input"),
                    Map.entry(
                            "console",
                            "'console' is not part of the rule language: the evidence shows what each clause compared"),
                    Map.entry(
                            "globalThis",
                            "'globalThis' is out of reach of rules: read a declared input, x.name"),
                    Map.entry(
                            "arguments",
                            "'arguments' is not part of the rule language: name each parameter"),
                    Map.entry(
                            "require",
                            "'require' is not part of the rule language: import { f } from '../lib/file.js'"));

    private Refusals() {}

    static RuleFault construct(Node node) {
        if (node.is("Literal")) {
            if (node.json().has("regex")) {
                return node.fault(
                        "a regular expression is not part of the rule language: compare text with ===");
            }
            if (node.json().has("bigint")) {
                return node.fault(
                        "a BigInt is not part of the rule language: write a plain number, without n");
            }
            return node.fault(
                    "'"
                            + node.text("raw")
                            + "' is not part of the rule language: use numbers, true, false or text");
        }
        String known = CONSTRUCTS.get(node.type());
        return node.fault(
                known == null
                        ? node.type()
                                + " is not part of the rule language: use numbers, comparisons, Math and declared inputs"
                        : known);
    }

    static RuleFault operator(Node node, String operator) {
        String known = OPERATORS.get(operator);
        return node.fault(
                known == null
                        ? "'"
                                + operator
                                + "' is not part of the rule language: use + - * / % ** < <= > >= === !== && || !"
                        : known);
    }

    static RuleFault name(Node node, String name, java.util.Collection<String> known) {
        String refusal = NAMES.get(name);
        return node.fault(
                refusal == null
                        ? "unknown name '" + name + "'" + NearestName.hint(name, known)
                        : refusal);
    }
}
