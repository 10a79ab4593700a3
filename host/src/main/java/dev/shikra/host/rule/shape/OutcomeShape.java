package dev.shikra.host.rule.shape;

import dev.shikra.api.signal.Direction;
import dev.shikra.host.rule.Outcome;
import dev.shikra.host.rule.Outcome.NotePart;
import dev.shikra.host.rule.Verdict;
import dev.shikra.host.rule.Verdict.Judgement;
import dev.shikra.host.rule.syntax.Evaluator;
import dev.shikra.host.rule.syntax.Expression;
import dev.shikra.host.rule.syntax.Node;
import dev.shikra.host.rule.syntax.OutcomeExpressions;
import dev.shikra.host.rule.syntax.Statement;
import dev.shikra.host.rule.syntax.Trees;
import dev.shikra.host.spelling.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the object that {@code then} or {@code verdict} gives. */
final class OutcomeShape {
    private static final List<String> DIRECTIONS =
            Arrays.stream(Direction.values()).map(Direction::text).toList();

    private OutcomeShape() {}

    static Outcome outcome(List<Statement> before, Node node, OutcomeExpressions expressions) {
        ObjectShape shape = ObjectShape.read(node, "the result of then");
        shape.allowing("then", List.of("direction", "confidence", "stop", "target", "note"));
        Node directionNode = shape.need("direction", "'long'");
        Expression direction = expressions.text(directionNode);
        checkDirections(directionNode, direction);
        Node confidenceNode = shape.need("confidence", "0.7");
        Expression confidence = expressions.number(confidenceNode);
        if (Trees.isConstant(confidence)) {
            double value = new Evaluator(i -> Double.NaN).number(confidence);
            if (!(value >= 0 && value <= 1)) {
                throw confidenceNode.fault(
                        "confidence " + value + " is not from 0 to 1: write a share, 0.7");
            }
        }
        return new Outcome(
                before,
                direction,
                confidence,
                shape.find("stop").map(expressions::number).orElseGet(() -> none(node)),
                shape.find("target").map(expressions::number).orElseGet(() -> none(node)),
                shape.find("note").map(n -> note(n, expressions)).orElse(List.of()));
    }

    /** {@code 'plain text'} or {@code `above ${x.high20} by ${x.close - x.high20}`}. */
    private static List<NotePart> note(Node node, OutcomeExpressions expressions) {
        if (!node.is("TemplateLiteral")) {
            if (!(expressions.text(node) instanceof Expression.Text text)) {
                throw node.fault(
                        "a note is text in quotes, or in back quotes with numbers: `above ${x.high20}`");
            }
            return List.of(new NotePart.Words(text.value()));
        }
        var parts = new ArrayList<NotePart>();
        List<Node> words = node.children("quasis");
        List<Node> numbers = node.children("expressions");
        for (int i = 0; i < words.size(); i++) {
            parts.add(
                    new NotePart.Words(
                            words.get(i).json().path("value").path("cooked").asString("")));
            if (i < numbers.size()) {
                parts.add(new NotePart.Number(expressions.number(numbers.get(i))));
            }
        }
        return parts;
    }

    private static Expression none(Node node) {
        return new Expression.Numeral(node.place(), Double.NaN);
    }

    /** Whatever text a direction can give as written is checked now, the rest when it runs. */
    private static void checkDirections(Node node, Expression direction) {
        switch (direction) {
            case Expression.Text text -> {
                if (!DIRECTIONS.contains(text.value())) {
                    throw node.fault(
                            "unknown direction '"
                                    + text.value()
                                    + "'"
                                    + NearestName.hint(text.value(), DIRECTIONS));
                }
            }
            case Expression.Conditional choice -> {
                checkDirections(node.child("consequent"), choice.then());
                checkDirections(node.child("alternate"), choice.otherwise());
            }
            default -> {}
        }
    }

    static Verdict verdict(List<Statement> before, Node node, OutcomeExpressions expressions) {
        var reasons = new ArrayList<String>();
        Judgement judgement = judgement(node, expressions, reasons);
        return new Verdict(before, judgement, reasons);
    }

    private static Judgement judgement(
            Node node, OutcomeExpressions expressions, List<String> reasons) {
        if (node.is("ConditionalExpression")) {
            return new Judgement.Choice(
                    expressions.condition(node.child("test")),
                    judgement(node.child("consequent"), expressions, reasons),
                    judgement(node.child("alternate"), expressions, reasons));
        }
        ObjectShape shape = ObjectShape.read(node, "a verdict");
        shape.allowing("verdict", List.of("pass", "reject", "scale"));
        if (shape.values().size() != 1) {
            throw node.fault(
                    "a verdict says one thing: write { reject: 'reason' }, { scale: 0.9 } or { pass: true }");
        }
        if (shape.find("pass").isPresent()) {
            Node pass = shape.find("pass").get();
            if (!pass.json().path("value").asBoolean(false)) {
                throw pass.fault("a verdict passes or says something else: write { pass: true }");
            }
            return new Judgement.Scale(new Expression.Numeral(pass.place(), 1));
        }
        if (shape.find("scale").isPresent()) {
            return new Judgement.Scale(expressions.number(shape.find("scale").get()));
        }
        Node reason = shape.need("reject", "'reason'");
        if (!(expressions.text(reason) instanceof Expression.Text text) || text.value().isBlank()) {
            throw reason.fault("a reason is plain text in quotes: write { reject: 'reason' }");
        }
        reasons.add(text.value());
        return new Judgement.Reject(reasons.size() - 1);
    }
}
