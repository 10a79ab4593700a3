package dev.shikra.host.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Looks into a jar for calls that end the JVM. Only what stands there openly is found: a plugin is
 * trusted code, and nothing guards against one that hides it.
 */
final class ExitCalls {
    private ExitCalls() {}

    /**
     * A call that ends the JVM.
     *
     * @param where class and method
     * @param what for example {@code System.exit}
     * @param whenMade whether making or loading the class runs it
     */
    record Found(String where, String what, boolean whenMade) {}

    /** {@return the calls in a jar; what is no class file is passed over} */
    static List<Found> in(Path jar) throws IOException {
        var found = new ArrayList<Found>();
        try (var zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (entry.getName().endsWith(".class")) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        look(ClassFile.of().parse(in.readAllBytes()), found);
                    } catch (IllegalArgumentException e) {
                        continue; // loading it says what is wrong, if anybody does
                    }
                }
            }
        }
        return found;
    }

    private static void look(ClassModel type, List<Found> found) {
        for (MethodModel method : type.methods()) {
            method.code().ifPresent(code -> look(type, method, code, found));
        }
    }

    private static void look(
            ClassModel type, MethodModel method, CodeModel code, List<Found> found) {
        code.forEach(element -> {
            if (element instanceof InvokeInstruction call) {
                String owner = call.owner().asInternalName();
                String name = call.name().stringValue();
                boolean ends =
                        (owner.equals("java/lang/System") && name.equals("exit"))
                                || (owner.equals("java/lang/Runtime")
                                        && (name.equals("exit") || name.equals("halt")));
                if (ends) {
                    String of = method.methodName().stringValue();
                    found.add(
                            new Found(
                                    type.thisClass().asInternalName().replace('/', '.') + "." + of,
                                    owner.substring(owner.lastIndexOf('/') + 1) + "." + name,
                                    of.startsWith("<")));
                }
            }
        });
    }
}
