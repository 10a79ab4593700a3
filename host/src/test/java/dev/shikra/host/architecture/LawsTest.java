package dev.shikra.host.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The host and its plugin API keep the laws of the architecture. */
class LawsTest {
    private static final String ROOT = "dev.shikra.host";
    private static final JavaClasses HOST =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);
    private static final Laws LAWS = new Laws(ROOT);

    @Test
    void engineAndDeskKnowNoAmbientTimeOrChance() {
        LAWS.noAmbientTimeOrChance().check(HOST);
    }

    @Test
    void packagesAreFreeOfCycles() {
        LAWS.noCycles().check(HOST);
    }

    @Test
    void stagesUseOnlyWhatTheyMay() {
        LAWS.stagesUseOnlyWhatTheyMay().forEach(law -> law.check(HOST));
    }

    @Test
    void everyPackageHasARowInTheTable() {
        var packages = new TreeSet<String>();
        for (JavaClass c : HOST) {
            String rest = c.getPackageName().substring(ROOT.length());
            if (!rest.isEmpty()) {
                packages.add(rest.substring(1).split("\\.", -1)[0]);
            }
        }
        assertThat(packages).isNotEmpty().isSubsetOf(Laws.packagesWithARow());
    }

    @Test
    void theHostKnowsNoPluginAndNoAdmin() {
        LAWS.hostKnowsNoPluginAndNoAdmin().check(HOST);
    }

    @Test
    void onlyTheCommandLineWritesToTheConsole() {
        LAWS.onlyTheCommandLineSpeaks().check(HOST);
    }

    @Test
    void theEngineThreadDoesNotLog() {
        LAWS.theEngineThreadDoesNotLog().check(HOST);
    }

    @Test
    void theEngineThreadTakesNoLockAndTouchesNoFile() {
        LAWS.theEngineThreadTakesNoLockAndTouchesNoFile().check(HOST);
    }

    @Test
    void thePluginApiStandsAlone() {
        String root = "dev.shikra.api";
        JavaClasses api =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(root);
        assertThat(api).isNotEmpty();
        new Laws(root).pluginApiStandsAlone().check(api);
    }
}
