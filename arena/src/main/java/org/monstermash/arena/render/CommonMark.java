package org.monstermash.arena.render;

import java.util.List;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * CommonMark, in process. Raw HTML is shown as text, pictures become links, addresses other than http, https and mailto
 * are dropped, line ends and indentation stay as written, and what is drawn with characters is kept as it is. A text that
 * would take the parser long is shown as it was written. Threads: any.
 */
public final class CommonMark implements Markdown {
    /** Longer is no answer that somebody reads; nested lists take the parser quadratic time. */
    private static final int LENGTH_MAX = 100_000;

    /** Each of these signs makes the parser look to the end of the text; ten thousand of nothing else take 0.3 s. */
    private static final String SEEKING = "<[";

    private static final long SEEKING_MAX = 100_000_000;

    private final Parser parser = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();
    private final HtmlRenderer renderer = HtmlRenderer.builder()
            .escapeHtml(true)
            .nodeRendererFactory(SafeNodes::new)
            .build();

    @Override
    public String html(String text) {
        StringBuilder html = new StringBuilder();
        for (Drawings.Piece piece : Drawings.apart(text)) {
            boolean asWritten = piece.drawn() || takesLong(piece.text());
            html.append(asWritten ? drawing(piece.text()) : markdown(piece.text()));
        }
        return html.toString();
    }

    private static boolean takesLong(String text) {
        long seeking = text.chars().filter(c -> SEEKING.indexOf(c) >= 0).count();
        return text.length() > LENGTH_MAX || seeking * text.length() > SEEKING_MAX;
    }

    private String markdown(String text) {
        try {
            return renderer.render(parser.parse(text));
        } catch (StackOverflowError e) {
            // Ten thousand nested quotations are legal Markdown; parser and renderer descend into each.
            return drawing(text);
        }
    }

    private static String drawing(String text) {
        return "<pre class=\"drawn\">" + Html.escaped(text) + "</pre>\n";
    }

    static final List<String> SCHEMES = List.of("http://", "https://", "mailto:");
}
