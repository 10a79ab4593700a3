package dev.shikra.plugins.desktop;

import java.util.List;
import java.util.Locale;

/** The command that shows a notification on this kind of desktop. */
enum DesktopTool {
    /** macOS: the notification centre, by AppleScript. */
    OSASCRIPT("osascript", "it belongs to macOS: is /usr/bin on the PATH?") {
        /** The texts are arguments of the script and never part of it. */
        @Override
        List<String> arguments(String title, String body) {
            return List.of(
                    "-e",
                    "on run argv",
                    "-e",
                    "display notification (item 2 of argv) with title (item 1 of argv)",
                    "-e",
                    "end run",
                    title,
                    body);
        }
    },
    /** Linux and other free desktops: the notification service, by libnotify's tool. */
    NOTIFY_SEND(
            "notify-send",
            "install libnotify-bin (Debian, Ubuntu) or libnotify (Fedora, Arch, Alpine)") {
        /** A body may hold simple markup, so what looks like it is escaped. */
        @Override
        List<String> arguments(String title, String body) {
            String plain = body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            return List.of("--app-name=Shikra", "--", title, plain);
        }
    },
    /** Windows and what is not known. */
    NONE("", "") {
        @Override
        List<String> arguments(String title, String body) {
            return List.of();
        }
    };

    private final String command;
    private final String remedy;

    DesktopTool(String command, String remedy) {
        this.command = command;
        this.remedy = remedy;
    }

    /** {@return name of the command; empty if there is none} */
    String command() {
        return command;
    }

    /** {@return where the command comes from, for people} */
    String remedy() {
        return remedy;
    }

    /** {@return what the command is given: no shell sees it} */
    abstract List<String> arguments(String title, String body);

    /**
     * {@return the tool of a system}
     *
     * @param system as the JVM's property {@code os.name}
     */
    static DesktopTool of(String system) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return OSASCRIPT;
        }
        return name.startsWith("windows") ? NONE : NOTIFY_SEND;
    }
}
