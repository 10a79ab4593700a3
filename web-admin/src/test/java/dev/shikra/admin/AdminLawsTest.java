package dev.shikra.admin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class AdminLawsTest {
    private static final JavaClasses ADMIN =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.shikra.admin");

    @Test
    void seesOfTheHostWhatAnAdminMayAskAndNothingElse() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.shikra.admin..",
                        "dev.shikra.host.control",
                        "dev.shikra.api..",
                        "io.javalin..",
                        "io.micrometer..",
                        "io.prometheus..",
                        "jakarta.servlet..",
                        "java..",
                        "kotlin..",
                        "org.eclipse.jetty..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "tools.jackson..")
                .because("a stage's insides are no business of a page's")
                .check(ADMIN);
    }

    @Test
    void printsNothing() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("standard output belongs to what a command answers")
                .check(ADMIN);
    }
}
