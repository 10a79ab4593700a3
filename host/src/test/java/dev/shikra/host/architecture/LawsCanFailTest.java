package dev.shikra.host.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each law fails on a breach of it, and names the breach. */
class LawsCanFailTest {
    private static final String ROOT = "dev.shikra.host.architecture.breach";
    private static final JavaClasses BREACHES = new ClassFileImporter().importPackages(ROOT);
    private static final Laws LAWS = new Laws(ROOT);

    private static List<String> failures(ArchRule law) {
        return law.evaluate(BREACHES).getFailureReport().getDetails();
    }

    @Test
    void namesEveryUseOfTheClockAndOfChance() {
        assertThat(failures(LAWS.noAmbientTimeOrChance()))
                .satisfiesExactlyInAnyOrder(
                        f -> assertThat(f).contains("BarClock", "currentTimeMillis"),
                        f -> assertThat(f).contains("KernelClock", "nanoTime"),
                        f -> assertThat(f).contains("DeskBreach", "LocalDate.now"),
                        f -> assertThat(f).contains("DeskBreach", "java.util.Random.<init>()"));
    }

    @Test
    void namesACycle() {
        assertThat(failures(LAWS.noCycles()))
                .singleElement()
                .satisfies(f -> assertThat(f).contains("Cycle detected", "desk", "journal"));
    }

    @Test
    void namesForbiddenStagesAndInsides() {
        assertThat(LAWS.stagesUseOnlyWhatTheyMay().stream().flatMap(law -> failures(law).stream()))
                .anyMatch(f -> f.contains("EngineBreach") && f.contains("DeliveryStage"))
                .anyMatch(f -> f.contains("EngineBreach") && f.contains("DeskInside"))
                .anyMatch(f -> f.contains("JournalBreach") && f.contains("DeskBreach"))
                .noneMatch(f -> f.contains("DeskBreach.breach") && f.contains("JournalBreach"));
    }

    @Test
    void namesAHostClassThatKnowsAPlugin() {
        assertThat(failures(LAWS.hostKnowsNoPluginAndNoAdmin()))
                .singleElement()
                .satisfies(f -> assertThat(f).contains("GuestBreach", "SomePlugin"));
    }

    @Test
    void namesWhoSpeaksOutOfTurn() {
        assertThat(failures(LAWS.onlyTheCommandLineSpeaks()))
                .singleElement()
                .satisfies(f -> assertThat(f).contains("DeliveryStage.speak", "System.out"));
    }

    @Test
    void namesLogsLocksAndFilesOnTheEngineThread() {
        assertThat(failures(LAWS.theEngineThreadDoesNotLog()))
                .isNotEmpty()
                .allMatch(f -> f.contains("EngineBreach") && f.contains("org.slf4j"));
        assertThat(failures(LAWS.theEngineThreadTakesNoLockAndTouchesNoFile()))
                .anyMatch(f -> f.contains("ReentrantLock"))
                .anyMatch(f -> f.contains("java.nio.file.Files"));
    }

    @Test
    void namesWhatThePluginApiMustNotShow() {
        ArchRule law = new Laws(ROOT + ".api").pluginApiStandsAlone();

        assertThatThrownBy(() -> law.check(BREACHES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ApiBreach")
                .hasMessageContaining("org.pf4j.PluginManager");
    }
}
