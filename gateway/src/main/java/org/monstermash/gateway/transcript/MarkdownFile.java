package org.monstermash.gateway.transcript;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.monstermash.bus.event.Message;

/**
 * Markdown: for people and their tools. What was said is quoted, and every character that Markdown or HTML would obey is
 * escaped: it reads as it was written, and nothing in it links, embeds or runs.
 */
public final class MarkdownFile implements Transcript {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    /** ASCII punctuation may be escaped with a backslash (CommonMark 2.4). */
    private static final Pattern OBEYED = Pattern.compile("[\\\\`*_{}\\[\\]()<>#+\\-.!|~&:@/$^=\"']");

    @Override
    public String contentType() {
        return "text/markdown; charset=utf-8";
    }

    @Override
    public String contentSecurityPolicy() {
        return "default-src 'none'";
    }

    @Override
    public Pages begin(String room, Consumer<String> out) {
        out.accept("# 🎃 Monster Mash Chatroom: " + escaped(room) + "\n");
        return new Pages() {
            @Override
            public void add(Message message) {
                out.accept(section(message));
            }

            @Override
            public void end() {
                // the last section is the end
            }
        };
    }

    private static String section(Message message) {
        StringBuilder section = new StringBuilder("\n**");
        if (message.personaEmoji() != null && !message.personaEmoji().isEmpty()) {
            section.append(escaped(message.personaEmoji())).append(' ');
        }
        section.append(escaped(message.author())).append("** · ").append(TIME.format(message.createdAt()));
        if (message.model() != null) {
            section.append(" · ").append(escaped(message.model()));
        }
        if (message.truncated()) {
            section.append(" · cut short");
        }
        section.append("\n\n");
        message.content()
                .lines()
                .forEach(line -> section.append("> ").append(escaped(line)).append("  \n"));
        return section.toString();
    }

    private static String escaped(String text) {
        return OBEYED.matcher(text).replaceAll("\\\\$0");
    }
}
