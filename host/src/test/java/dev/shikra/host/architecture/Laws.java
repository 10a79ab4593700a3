package dev.shikra.host.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The laws that byte code can show. All are made for a root package, so that small breaches of each
 * can stand in a root of their own and prove that it fails.
 */
record Laws(String root) {
    /** Called on the engine thread, for every tick or bar. */
    private static final List<String> ENGINE_THREAD =
            List.of("engine", "bar", "study", "option", "feature", "desk", "validation");

    /** As above, but for bars: their calendars are read from files before a session. */
    private static final List<String> ENGINE_STATE =
            List.of("engine", "study", "option", "feature", "desk", "validation");

    /** Any stage. */
    private static final Set<String> ANY = Set.of("*");

    /**
     * What each package may use of the others, beside itself. A new package needs a row; a new
     * entry in a row is a decision about the architecture.
     */
    private static final Map<String, Set<String>> MAY_USE = new TreeMap<>();

    static {
        MAY_USE.put("measure", Set.of());
        MAY_USE.put("journal", Set.of("measure"));
        MAY_USE.put("inbox", Set.of("journal", "measure"));
        MAY_USE.put("spelling", Set.of());
        MAY_USE.put("config", Set.of("spelling"));
        MAY_USE.put("plugin", Set.of("spelling"));
        MAY_USE.put("study", Set.of());
        MAY_USE.put("feature", Set.of("study"));
        MAY_USE.put("bar", Set.of("config", "feature"));
        MAY_USE.put("option", Set.of("bar", "feature", "journal"));
        MAY_USE.put("rule", Set.of("feature", "spelling", "study"));
        MAY_USE.put("desk", Set.of("feature", "journal", "rule"));
        MAY_USE.put("validation", Set.of("bar", "feature", "journal"));
        MAY_USE.put(
                "engine",
                Set.of(
                        "bar",
                        "desk",
                        "feature",
                        "journal",
                        "option",
                        "rule",
                        "study",
                        "validation"));
        MAY_USE.put("pattern", Set.of("config", "journal", "rule", "study"));
        MAY_USE.put("delivery", Set.of("journal", "measure", "plugin"));
        MAY_USE.put("projection", Set.of("feature", "journal"));
        MAY_USE.put("archive", Set.of("journal"));
        MAY_USE.put("control", ANY);
        MAY_USE.put("cli", ANY);
    }

    static Set<String> packagesWithARow() {
        return MAY_USE.keySet();
    }

    /** Classes that watch the engine by the real clock; what they decide is journalled. */
    private static final String WATCHDOG = ".*[.$]Watchdog.*";

    ArchRule noAmbientTimeOrChance() {
        return noClasses()
                .that()
                .resideInAnyPackage(named(ENGINE_THREAD, "rule.kernel"))
                .and()
                .haveNameNotMatching(WATCHDOG)
                .should()
                .accessTargetWhere(ambient())
                .allowEmptyShould(true)
                .because(
                        "records bring time and seeds are injected: the same journal gives the same alerts");
    }

    private static DescribedPredicate<JavaAccess<?>> ambient() {
        var clocks =
                Set.of(
                        "java.lang.System.currentTimeMillis",
                        "java.lang.System.nanoTime",
                        "java.lang.Math.random",
                        "java.lang.StrictMath.random",
                        "java.util.UUID.randomUUID",
                        "java.util.Date.<init>",
                        "java.util.Random.<init>",
                        "java.util.SplittableRandom.<init>",
                        "java.util.concurrent.ThreadLocalRandom.current",
                        "java.security.SecureRandom.<init>");
        return new DescribedPredicate<>("the machine's clock or chance") {
            @Override
            public boolean test(JavaAccess<?> access) {
                AccessTarget target = access.getTarget();
                String owner = target.getOwner().getName();
                String name = target.getName();
                boolean seeded =
                        owner.endsWith("Random")
                                && access.getDescription().contains("<init>(long)");
                return !seeded
                        && (clocks.contains(owner + "." + name)
                                || owner.startsWith("java.time.") && name.equals("now")
                                || owner.equals("java.time.Clock") && name.startsWith("system"));
            }
        };
    }

    ArchRule noCycles() {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
    }

    /** One rule for each row of the table. */
    List<ArchRule> stagesUseOnlyWhatTheyMay() {
        var rules = new ArrayList<ArchRule>();
        MAY_USE.forEach((stage, others) -> {
            if (!others.equals(ANY)) {
                rules.add(uses(stage, others));
            }
        });
        return rules;
    }

    private ArchRule uses(String stage, Set<String> others) {
        var allowed = new ArrayList<String>();
        allowed.add(root + "." + stage + "..");
        others.forEach(other -> allowed.add(root + "." + other));
        return classes()
                .that()
                .resideInAPackage(root + "." + stage + "..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(allowed.toArray(String[]::new))
                                .or(resideOutsideOfPackage(root + "..")))
                .allowEmptyShould(true)
                .because(
                        stage
                                + " may use "
                                + (others.isEmpty()
                                        ? "no other stage"
                                        : "of the other stages only "
                                                + others
                                                + ", not their insides"));
    }

    ArchRule hostKnowsNoPluginAndNoAdmin() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.shikra.plugins..", "dev.shikra.admin..")
                .because("both are found at run time");
    }

    ArchRule onlyTheCommandLineSpeaks() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".cli..")
                .should()
                .accessTargetWhere(
                        new DescribedPredicate<JavaAccess<?>>("System.out or System.err") {
                            @Override
                            public boolean test(JavaAccess<?> access) {
                                return access.getTargetOwner().isEquivalentTo(System.class)
                                        && Set.of("out", "err").contains(access.getName());
                            }
                        })
                .because("standard output belongs to what a command answers");
    }

    ArchRule theEngineThreadDoesNotLog() {
        return noClasses()
                .that()
                .resideInAnyPackage(named(ENGINE_THREAD))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "ch.qos.logback..", "java.util.logging..")
                .allowEmptyShould(true)
                .because("refusals on the engine thread are codes and counters");
    }

    ArchRule theEngineThreadTakesNoLockAndTouchesNoFile() {
        return noClasses()
                .that()
                .resideInAnyPackage(named(ENGINE_STATE))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.util.concurrent.locks..", "java.nio.channels..", "java.net..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.nio.file.Files")
                .allowEmptyShould(true)
                .because("engine state has one writer, which waits for nobody");
    }

    ArchRule pluginApiStandsAlone() {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(root + "..", "java..", "org.jspecify..", "org.slf4j..")
                                .or(
                                        DescribedPredicate.describe(
                                                "PF4J's markers",
                                                c ->
                                                        c.getName().equals("org.pf4j.Extension")
                                                                || c.getName()
                                                                        .equals(
                                                                                "org.pf4j.ExtensionPoint"))))
                .because("a plugin sees the API, and the API sees nothing of the host");
    }

    private String[] named(List<String> packages, String... more) {
        var all = new ArrayList<>(packages);
        all.addAll(List.of(more));
        return all.stream().map(p -> root + "." + p + "..").toArray(String[]::new);
    }
}
